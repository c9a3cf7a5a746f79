package cordon.specs.property;

import cordon.engine.Trace;
import cordon.engine.property.StepInvariant;
import cordon.model.QuarantineModel;
import cordon.model.hardware.Command;
import cordon.model.machine.Step;
import java.util.Locale;

/** What the maintainers ask of every caller of an ATC flush (series.md, P7). */
final class FlushContract implements StepInvariant, Accuses {
    private final QuarantineModel model;
    private final Command commands;
    private final Step returning;

    FlushContract(QuarantineModel model) {
        this.model = model;
        this.commands = model.hardware().queue().commands();
        this.returning = model.driver().domainInvRange().returning();
    }

    @Override
    public String name() {
        return "flush-contract";
    }

    @Override
    public String meaning() {
        return "When a flush of a page returns, no device holds a translation of the page any more, or what holds one is "
                + "fenced: its STE, in memory and in the SMMU's copy, stops Translated transactions, or its bus mastering is "
                + "off. For what the flush protects is released right after. (series.md, P7: the caller contract)";
    }

    @Override
    public boolean judges(int action) {
        return returning.is(action);
    }

    @Override
    public boolean holds(long[] before, int action, long[] after) {
        return offender(before, returning.arg(action)) < 0;
    }

    @Override
    public String explain(Trace trace) {
        int end = trace.length();
        int cpu = returning.arg(trace.action(end));
        int offender = offender(trace.state(end - 1), cpu);
        return String.format(
                Locale.ROOT,
                "At step %d the flush by CPU%d returns, although device %d%s still holds a translation of IOVA %d and is "
                        + "not fenced.",
                end,
                cpu,
                commands.sidOf(offender / iovas()),
                commands.withPasid(offender / iovas()),
                offender % iovas());
    }

    @Override
    public int accusedDevices(long[] before, int action, long[] after) {
        int cpu = returning.arg(action);
        int accused = 0;
        for (int i = 0; i < commands.substreams() * iovas(); i++) {
            accused |= offends(before, cpu, i) ? 1 << commands.sidOf(i / iovas()) : 0;
        }
        return accused;
    }

    @Override
    public int accusedThreads(long[] before, int action, long[] after) {
        return 1 << returning.arg(action);
    }

    /** The first pair of a substream and an IOVA that the flush by {@code cpu}, about to return, leaves open, or -1. */
    private int offender(long[] before, int cpu) {
        for (int i = 0; i < commands.substreams() * iovas(); i++) {
            if (offends(before, cpu, i)) {
                return i;
            }
        }
        return -1;
    }

    /** Whether the flush leaves substream {@code i / iovas()} with a translation of IOVA {@code i % iovas()} and no fence. */
    private boolean offends(long[] before, int cpu, int i) {
        int substream = i / iovas();
        int iova = i % iovas();
        int sid = commands.sidOf(substream);
        return model.driver().domainInvRange().flushes(before, cpu, iova)
                && !model.hardware().memory().mapped(before, iova)
                && model.hardware().endpoints().holdsTranslation(before, substream, iova)
                && model.hardware().endpoints().busMaster(before, sid)
                && !model.hardware().streams().fenced(before, sid);
    }

    private int iovas() {
        return model.hardware().memory().pages();
    }
}
