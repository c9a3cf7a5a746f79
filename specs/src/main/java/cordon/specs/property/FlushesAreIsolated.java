package cordon.specs.property;

import cordon.engine.Trace;
import cordon.engine.property.StepInvariant;
import cordon.model.QuarantineModel;
import cordon.model.hardware.Command;
import cordon.model.machine.Step;
import java.util.Locale;

/** S6 of smmu.md E.3. */
final class FlushesAreIsolated implements StepInvariant, Accuses {
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
        return holders(before, returning.arg(action)) == 0;
    }

    @Override
    public String explain(Trace trace) {
        int end = trace.length();
        int cpu = returning.arg(trace.action(end));
        return String.format(
                Locale.ROOT,
                "At step %d the flush by CPU%d returns, although %s.",
                end,
                cpu,
                holder(trace.state(end - 1), cpu));
    }

    @Override
    public int accusedDevices(long[] before, int action, long[] after) {
        return holders(before, returning.arg(action));
    }

    @Override
    public int accusedThreads(long[] before, int action, long[] after) {
        return 1 << returning.arg(action);
    }

    /** The first device that, innocent of any silence, still has a page that the flush by {@code cpu} was about, in words. */
    private String holder(long[] s, int cpu) {
        for (int pair = 0; pair < pairs(); pair++) {
            String name = "device " + sid(pair) + ", which answers, still ";
            if (reachesThroughTlb(s, cpu, pair)) {
                return name + "reaches IOVA " + iova(pair) + " through the TLB";
            } else if (holdsInAtc(s, cpu, pair)) {
                return name + "holds a translation of IOVA " + iova(pair);
            }
        }
        return "";
    }

    /** All of them, one bit for each Stream ID. */
    private int holders(long[] s, int cpu) {
        int holders = 0;
        for (int pair = 0; pair < pairs(); pair++) {
            holders |= reachesThroughTlb(s, cpu, pair) || holdsInAtc(s, cpu, pair) ? 1 << sid(pair) : 0;
        }
        return holders;
    }

    private boolean reachesThroughTlb(long[] s, int cpu, int pair) {
        return mayNotReach(s, cpu, pair)
                && model.hardware().memory().tlb(s, iova(pair)) != 0
                && model.hardware().streams().reaches(s, substream(pair), commands.domainOf(iova(pair)));
    }

    private boolean holdsInAtc(long[] s, int cpu, int pair) {
        return mayNotReach(s, cpu, pair)
                && model.hardware().endpoints().holdsTranslation(s, substream(pair), iova(pair))
                && !model.hardware().streams().fenced(s, sid(pair));
    }

    /** Whether the flush by {@code cpu} is about the IOVA, which is not mapped, and the device could use it and answers. */
    private boolean mayNotReach(long[] s, int cpu, int pair) {
        return model.driver().domainInvRange().flushes(s, cpu, iova(pair))
                && !model.hardware().memory().mapped(s, iova(pair))
                && model.hardware().health().answers(s, sid(pair))
                && model.hardware().endpoints().busMaster(s, sid(pair));
    }

    /** The number of pairs of a substream and an IOVA, by ascending IOVA. */
    private int pairs() {
        return model.hardware().memory().pages() * commands.substreams();
    }

    private int iova(int pair) {
        return pair / commands.substreams();
    }

    private int substream(int pair) {
        return pair % commands.substreams();
    }

    private int sid(int pair) {
        return commands.sidOf(substream(pair));
    }
}
