package cordon.model.core;

import com.google.common.collect.ImmutableSet;
import cordon.engine.schema.Field;
import cordon.engine.schema.Schema;
import cordon.model.Choice.ResetOutcome;
import cordon.model.Patch;
import cordon.model.machine.Contexts;
import cordon.model.machine.Label;
import cordon.model.machine.Program;
import java.util.List;

/**
 * {@code pci_reset_bus_function} with {@code probe=1}, which asks whether a method would do and does not reset (smmu.md D.4):
 * what a write to {@code reset_method} in sysfs comes down to, on a live device and without its lock.
 *
 * <pre>
 * prepare(); its error is the answer
 * 0, or -ENOTTY where the device is not alone on its bus
 * done()                                   P1: only if the answer is 0
 * </pre>
 */
final class ProbeMethods {
    private static final String FUNCTION = "pci_reset_bus_function(probe)";

    private final Contexts contexts;
    private final ResetPrepare prepare;
    private final ResetDone done;
    private final boolean p1;

    private final Label begin;
    private final Label prepared;
    private final Label finish;
    private final Label finished;
    private final Field sid;
    private final Field failed;
    private final Field returnTo;

    ProbeMethods(
            Program program,
            Contexts contexts,
            ImmutableSet<Patch> patches,
            ResetPrepare prepare,
            ResetDone done,
            ResetOutcome outcome,
            int devices) {
        this.contexts = contexts;
        this.prepare = prepare;
        this.done = done;
        this.p1 = patches.contains(Patch.P1);
        Schema.Builder schema = program.schema();
        sid = schema.means("probe of the reset methods: the device (smmu.md D.4)")
                .upTo(devices - 1)
                .control("probe.sid", Schema.bitsFor(devices - 1), Integer::toString, contexts.threads());
        failed = schema.means("probe of the reset methods: whether prepare() failed (smmu.md D.4)")
                .control("probe.ret", 1, Integer::toString, contexts.threads());
        returnTo = contexts.returnAddress("probe.return", FUNCTION);
        begin = contexts.label(FUNCTION);
        prepared = contexts.label(FUNCTION);
        finish = contexts.label(FUNCTION);
        finished = contexts.label(FUNCTION);
        begin.on("begin", "prepare(), the device lock not taken", this::begin);
        prepared.on("answer 0", "the method would do", (s, c) -> outcome != ResetOutcome.FAIL && answer(s, c, false));
        prepared.on(
                "answer -ENOTTY",
                "the device is not alone on its bus",
                (s, c) -> outcome != ResetOutcome.OK && answer(s, c, true));
        finish.on("done", "done(), " + (p1 ? "if the answer is 0 (patch 1)" : "whatever the answer"), this::finish)
                .saying((s, c) -> failed.isSet(s, c) && p1
                        ? "the answer is not 0: no done() (patch 1)"
                        : "call done(), although nothing was reset")
                .printing((s, c) ->
                        failed.isSet(s, c) && p1 ? List.of("Reset failed. Blocking ATS to protect memory") : List.of());
        finished.on("return", "the answer is returned", this::leave);
    }

    /** Asks whether {@code device} can be reset; goes on at {@code then}. */
    boolean call(long[] s, int c, int device, Label then) {
        sid.set(s, c, device);
        contexts.setReturn(s, c, returnTo, then);
        return contexts.go(s, c, begin);
    }

    /** True if context {@code c} asks whether {@code device} can be reset. */
    boolean running(long[] s, int c, int device) {
        return returnTo.isSet(s, c) && sid.get(s, c) == device;
    }

    private boolean begin(long[] s, int c) {
        return prepare.call(s, c, sid.get(s, c), prepared);
    }

    private boolean answer(long[] s, int c, boolean refuses) {
        if (prepare.takeBusy(s, c)) {
            return leave(s, c);
        }
        failed.set(s, c, refuses ? 1 : 0);
        return contexts.go(s, c, finish);
    }

    private boolean finish(long[] s, int c) {
        return (failed.isSet(s, c) && p1) ? leave(s, c) : done.call(s, c, sid.get(s, c), finished);
    }

    private boolean leave(long[] s, int c) {
        sid.set(s, c, 0);
        failed.set(s, c, 0);
        return contexts.goBack(s, c, returnTo);
    }
}
