package cordon.model.core;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import cordon.engine.schema.Field;
import cordon.engine.schema.Schema;
import cordon.model.Choice.ResetOutcome;
import cordon.model.Patch;
import cordon.model.Task.Kind;
import cordon.model.hardware.DeviceHealth;
import cordon.model.hardware.Endpoints;
import cordon.model.kernel.Groups;
import cordon.model.kernel.Masters;
import cordon.model.machine.Contexts;
import cordon.model.machine.Label;
import cordon.model.machine.Program;
import cordon.model.machine.Step;
import java.util.List;

/**
 * {@code pci_reset_function} (smmu.md D.4): one device is reset, by methods that prepare for it and finish it.
 *
 * <pre>
 * lock the device;  pci_dev_save_and_disable: bus master off
 * for each method:
 *   prepare(); its error ends the reset
 *   reset                                                    may fail
 *   done()                                                   P1: only if it succeeded
 * pci_restore_state: PASID Enable, ATS Control.E as the PCI core believes it to be, bus master as it was;  unlock
 * </pre>
 *
 * A {@link Kind#NESTED_RESET} has a second prepare(), reset and done() between the first prepare() and its own reset; a {@link Kind#FALLBACK_RESET} has a first
 * method that answers -ENOTTY. {@code group->mutex} is not held across the reset.
 */
final class ResetFunction {
    private static final String FUNCTION = "pci_reset_function";
    private static final String METHOD = "pcie_flr";

    private final Contexts contexts;
    private final ImmutableList<Kind> kinds;
    private final Endpoints endpoints;
    private final DeviceHealth health;
    private final Masters masters;
    private final Groups groups;
    private final ResetPrepare prepare;
    private final ResetDone done;
    private final boolean p1;

    private final Label begin;
    private final Label prepared;
    private final Label waiting;
    private final Label finish;
    private final Label finished;
    private final Label outer;
    private final Label restore;
    private final Step resetting;
    private final Step succeeding;
    private final Step resettingOuter;

    private final Field sid;
    private final Field inner;
    private final Field saved;
    private final Field failed;
    private final Field returnTo;

    /**
     * Declares the procedure.
     *
     * @param kinds for each thread, what kind of reset it does
     */
    ResetFunction(
            Program program,
            Contexts contexts,
            ImmutableList<Kind> kinds,
            ImmutableSet<Patch> patches,
            Endpoints endpoints,
            DeviceHealth health,
            Masters masters,
            Groups groups,
            ResetPrepare prepare,
            ResetDone done,
            ResetOutcome outcome) {
        this.contexts = contexts;
        this.kinds = kinds;
        this.endpoints = endpoints;
        this.health = health;
        this.masters = masters;
        this.groups = groups;
        this.prepare = prepare;
        this.done = done;
        this.p1 = patches.contains(Patch.P1);
        Schema.Builder schema = program.schema();
        sid = schema.means("reset: the device that is reset (smmu.md D.4)")
                .upTo(endpoints.count() - 1)
                .control("reset.sid", Schema.bitsFor(endpoints.count() - 1), Integer::toString, contexts.threads());
        inner = schema.means("reset: whether the first of two reset methods was tried (smmu.md D.4)")
                .control("reset.inner", 1, Integer::toString, contexts.threads());
        saved = schema.means("reset: Bus Master Enable as it was saved before the reset (smmu.md D.4)")
                .control("reset.busMaster", 1, Integer::toString, contexts.threads());
        failed = schema.means("reset: whether the last reset failed (smmu.md D.4)")
                .control("reset.ret", 1, Integer::toString, contexts.threads());
        returnTo = contexts.returnAddress("reset.return", FUNCTION);

        begin = contexts.label(FUNCTION);
        prepared = contexts.label(METHOD);
        waiting = contexts.label(METHOD);
        finish = contexts.label(METHOD);
        finished = contexts.label(METHOD);
        outer = contexts.label("pci_dev_acpi_reset");
        restore = contexts.label(FUNCTION);
        begin.on("lock", "lock the device; pci_dev_save_and_disable: bus master off", this::begin)
                .saying((s, c) -> "lock device " + sid.get(s, c) + "; pci_dev_save_and_disable: bus master off")
                .asSleeping();
        resetting = prepared.on(
                        "reset",
                        "prepare() is back: reset, unless it failed or another method is to do it",
                        this::prepared)
                .saying(this::preparedText);
        succeeding = waiting.on(
                "ok",
                "the device is ready: the reset has succeeded",
                (s, c) -> outcome != ResetOutcome.FAIL && end(s, c, true));
        waiting.on(
                "failed",
                "the device does not come back: the reset has failed",
                (s, c) -> outcome != ResetOutcome.OK && end(s, c, false));
        finish.on(
                        "done",
                        "done(), " + (p1 ? "if the reset succeeded (patch 1)" : "whatever became of it"),
                        this::finish)
                .saying((s, c) -> failed.isSet(s, c) && p1
                        ? "the reset did not succeed: no done() (patch 1)"
                        : "call done()" + (failed.isSet(s, c) ? ", although the reset did not succeed" : ""))
                .printing((s, c) ->
                        failed.isSet(s, c) && p1 ? List.of("Reset failed. Blocking ATS to protect memory") : List.of());
        finished.on("return", "the method returns", this::finished);
        resettingOuter =
                outer.on("outer reset", "the inner method is back: the outer one resets as well", this::resets);
        restore.on(
                        "restore",
                        "pci_restore_state: PASID, ATS, then bus master as it was; unlock the device",
                        this::restore)
                .saying((s, c) -> "pci_restore_state: "
                        + (masters.pciAtsEnabled(s, sid.get(s, c)) ? "ATS on, " : "ATS stays off, ")
                        + (saved.isSet(s, c) ? "bus master on" : "bus master stays off") + "; unlock device "
                        + sid.get(s, c));
    }

    /** Whether {@code action} may begin a reset. */
    boolean resetting(int action) {
        return resetting.is(action) || resettingOuter.is(action);
    }

    /** A reset succeeds. */
    Step succeeding() {
        return succeeding;
    }

    /** Resets {@code device}; goes on at {@code then}, which looks at {@link #takeFailed}. */
    boolean call(long[] s, int c, int device, Label then) {
        sid.set(s, c, device);
        contexts.setReturn(s, c, returnTo, then);
        return contexts.go(s, c, begin);
    }

    /** Whether the last reset by context {@code c} failed, which is thereby forgotten. */
    boolean takeFailed(long[] s, int c) {
        return failed.take(s, c);
    }

    /** Whether context {@code c} is resetting {@code device}, from the lock of the device to its unlock. */
    boolean running(long[] s, int c, int device) {
        return returnTo.isSet(s, c) && sid.get(s, c) == device && !contexts.isAt(s, c, begin);
    }

    /** Whether the method that context {@code c} has tried last did not succeed, or the call did not. */
    boolean failed(long[] s, int c) {
        return failed.isSet(s, c);
    }

    /** Whether context {@code c} is in the method of two that answers -ENOTTY. */
    boolean isWithoutReset(long[] s, int c) {
        return kinds.get(c) == Kind.FALLBACK_RESET && !inner.isSet(s, c);
    }

    /** True if context {@code c} is in the inner one of two reset methods, of which each prepares for a reset. */
    boolean isInner(long[] s, int c) {
        return kinds.get(c) == Kind.NESTED_RESET && inner.isSet(s, c);
    }

    /** True if context {@code c} is resetting {@code device} by a method that calls another one. */
    boolean isNested(long[] s, int c, int device) {
        return kinds.get(c) == Kind.NESTED_RESET && running(s, c, device);
    }

    /** True from the moment when context {@code c} begins to reset {@code device} to its call of done(), or until it does without. */
    boolean isInMethod(long[] s, int c, int device) {
        return running(s, c, device)
                && (contexts.isAt(s, c, waiting) || contexts.isAt(s, c, finish))
                && !isWithoutReset(s, c);
    }

    /** True if context {@code c} is past the first prepare() for {@code device} and has not called pci_restore_state. */
    boolean awaitsRestore(long[] s, int c, int device) {
        return running(s, c, device) && !prepare.running(s, c, device) && !contexts.isAt(s, c, prepared);
    }

    private boolean begin(long[] s, int c) {
        if (!groups.lockDevice(s, sid.get(s, c))) {
            return false;
        }
        saved.set(s, c, endpoints.busMaster(s, sid.get(s, c)) ? 1 : 0);
        endpoints.writeBusMaster(s, sid.get(s, c), false);
        return prepare.call(s, c, sid.get(s, c), prepared);
    }

    /** {@link Kind#NESTED_RESET}: prepare() again. {@link Kind#FALLBACK_RESET}: the first method does not reset. */
    private boolean prepared(long[] s, int c) {
        boolean first = !inner.isSet(s, c);
        if (prepare.takeBusy(s, c)) {
            failed.set(s, c, 1);
            // the inner method of two has failed: the outer one finishes what it began
            return contexts.go(s, c, first || kinds.get(c) == Kind.FALLBACK_RESET ? restore : finished);
        }
        if (first && kinds.get(c) == Kind.NESTED_RESET) {
            inner.set(s, c, 1);
            return prepare.call(s, c, sid.get(s, c), prepared);
        }
        if (first && kinds.get(c) == Kind.FALLBACK_RESET) {
            failed.set(s, c, 1);
            return contexts.go(s, c, finish);
        }
        return resets(s, c);
    }

    private String preparedText(long[] s, int c) {
        if (prepare.busy(s, c)) {
            return "prepare() returned -EBUSY: no reset";
        } else if (!inner.isSet(s, c) && kinds.get(c) == Kind.NESTED_RESET) {
            return "prepare() is back; call another method, which prepares as well";
        } else if (!inner.isSet(s, c) && kinds.get(c) == Kind.FALLBACK_RESET) {
            return "prepare() is back; the method answers -ENOTTY";
        } else {
            return "prepare() is back; reset device " + sid.get(s, c);
        }
    }

    private boolean resets(long[] s, int c) {
        health.beginReset(s, sid.get(s, c));
        return contexts.go(s, c, waiting);
    }

    private boolean end(long[] s, int c, boolean succeeded) {
        health.endReset(s, sid.get(s, c), succeeded);
        failed.set(s, c, succeeded ? 0 : 1);
        return contexts.go(s, c, finish);
    }

    private boolean finish(long[] s, int c) {
        return (failed.isSet(s, c) && p1) ? contexts.go(s, c, finished) : done.call(s, c, sid.get(s, c), finished);
    }

    private boolean finished(long[] s, int c) {
        boolean again = inner.isSet(s, c);
        if (kinds.get(c) == Kind.NESTED_RESET && again) {
            inner.set(s, c, 0);
            return contexts.go(s, c, outer);
        }
        if (kinds.get(c) == Kind.FALLBACK_RESET && !again) {
            inner.set(s, c, 1);
            failed.set(s, c, 0);
            return prepare.call(s, c, sid.get(s, c), prepared);
        }
        return contexts.go(s, c, restore);
    }

    private boolean restore(long[] s, int c) {
        endpoints.restorePasidEnable(s, sid.get(s, c));
        masters.restorePciAts(s, sid.get(s, c));
        endpoints.writeBusMaster(s, sid.get(s, c), saved.isSet(s, c));
        saved.set(s, c, 0);
        groups.unlockDevice(s, sid.get(s, c));
        sid.set(s, c, 0);
        inner.set(s, c, 0);
        return contexts.goBack(s, c, returnTo);
    }
}
