package cordon.specs.property;

import cordon.engine.Trace;
import cordon.engine.property.StepInvariant;
import cordon.model.QuarantineModel;
import cordon.model.hardware.Command;
import cordon.model.machine.Step;

/** S6 of smmu.md E.3. */
final class FlushesAreIsolated implements StepInvariant {
    private final QuarantineModel model;
    private final Command commands;
    private final Step returning;

    FlushesAreIsolated(QuarantineModel model) {
        this.model = model;
        this.commands = model.hardware().queue().commands();
        this.returning = model.driver().domainInvRange().returning();
    }

    @Override
    public String name() {
        return "flushes-are-isolated";
    }

    @Override
    public String meaning() {
        return "When a flush of an unmapped page returns, no device that answers can reach it any more, through the TLB or "
                + "through its ATC: that another device is silent does not keep its own invalidations from being complete. "
                + "(S6, smmu.md E.3; K3, E.5)";
    }

    @Override
    public boolean judges(int action) {
        return returning.is(action);
    }

    @Override
    public boolean holds(long[] before, int action, long[] after) {
        return holder(before, returning.arg(action)).isEmpty();
    }

    @Override
    public String explain(Trace trace) {
        int end = trace.length();
        int cpu = returning.arg(trace.action(end));
        return String.format(
                "At step %d the flush by CPU%d returns, although %s.", end, cpu, holder(trace.state(end - 1), cpu));
    }

    /** Who, innocent of any silence, still has a page that the flush by {@code cpu} was about; empty if nobody has. */
    private String holder(long[] s, int cpu) {
        for (int iova = 0; iova < model.hardware().memory().pages(); iova++) {
            if (!model.driver().domainInvRange().flushes(s, cpu, iova)
                    || model.hardware().memory().mapped(s, iova)) {
                continue;
            }
            for (int substream = 0; substream < commands.substreams(); substream++) {
                int sid = commands.sidOf(substream);
                if (!model.hardware().health().answers(s, sid)
                        || !model.hardware().endpoints().busMaster(s, sid)) {
                    continue;
                }
                if (model.hardware().memory().tlb(s, iova) != 0
                        && model.hardware().streams().reaches(s, substream, commands.domainOf(iova))) {
                    return "device " + sid + ", which answers, still reaches IOVA " + iova + " through the TLB";
                }
                if (model.hardware().endpoints().holdsTranslation(s, substream, iova)
                        && !model.hardware().streams().fenced(s, sid)) {
                    return "device " + sid + ", which answers, still holds a translation of IOVA " + iova;
                }
            }
        }
        return "";
    }
}
