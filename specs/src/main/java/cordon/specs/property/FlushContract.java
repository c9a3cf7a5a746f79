package cordon.specs.property;

import cordon.engine.Trace;
import cordon.engine.property.StepInvariant;
import cordon.model.QuarantineModel;
import cordon.model.hardware.Command;
import cordon.model.machine.Step;

/** What the maintainers ask of every caller of an ATC flush (series.md, P7). */
final class FlushContract implements StepInvariant {
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
                "At step %d the flush by CPU%d returns, although device %d%s still holds a translation of IOVA %d and is "
                        + "not fenced.",
                end,
                cpu,
                commands.sidOf(offender / iovas()),
                commands.withPasid(offender / iovas()),
                offender % iovas());
    }

    /** A substream and an IOVA that the flush by {@code cpu}, about to return, leaves with a translation and no fence, or -1. */
    private int offender(long[] before, int cpu) {
        for (int substream = 0; substream < commands.substreams(); substream++) {
            int sid = commands.sidOf(substream);
            for (int iova = 0; iova < iovas(); iova++) {
                if (model.driver().domainInvRange().flushes(before, cpu, iova)
                        && !model.hardware().memory().mapped(before, iova)
                        && model.hardware().endpoints().holdsTranslation(before, substream, iova)
                        && model.hardware().endpoints().busMaster(before, sid)
                        && !model.hardware().streams().fenced(before, sid)) {
                    return substream * iovas() + iova;
                }
            }
        }
        return -1;
    }

    private int iovas() {
        return model.hardware().memory().pages();
    }
}
