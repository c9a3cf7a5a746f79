package cordon.specs.property;

import cordon.engine.Trace;
import cordon.engine.property.StepInvariant;
import cordon.model.QuarantineModel;
import cordon.model.hardware.Command;
import cordon.model.hardware.CommandQueue;
import cordon.model.kernel.IssueCmdlist;

/** S7 of smmu.md E.3. */
final class TlbiBeforeAtcInv implements StepInvariant {
    private final QuarantineModel model;
    private final IssueCmdlist issueCmdlist;

    TlbiBeforeAtcInv(QuarantineModel model) {
        this.model = model;
        this.issueCmdlist = model.driver().issueCmdlist();
    }

    @Override
    public String name() {
        return "tlbi-before-atc-inv";
    }

    @Override
    public String meaning() {
        return "An ATC_INV is put into the queue only after the TLBI of the same page was performed. Otherwise a Translation "
                + "Request that is served from the stale TLB entry fills the ATC again behind the invalidation. (S7, smmu.md "
                + "E.3 and A.5; IHI 0070 3.9.1)";
    }

    @Override
    public boolean judges(int action) {
        return issueCmdlist.appending().is(action);
    }

    @Override
    public boolean holds(long[] before, int action, long[] after) {
        int cpu = issueCmdlist.appending().arg(action);
        return !invalidatesAPage(before, cpu) || !tlbiOutstanding(before, issueCmdlist.range(before, cpu));
    }

    @Override
    public String explain(Trace trace) {
        int end = trace.length();
        int cpu = issueCmdlist.appending().arg(trace.action(end));
        return String.format(
                "At step %d CPU%d puts an ATC_INV of IOVA %d into the queue, although the TLBI of that page is still to be "
                        + "performed.",
                end, cpu, issueCmdlist.range(trace.state(end - 1), cpu));
    }

    /** An ATC_INV of everything, as attaching issues it, belongs to no TLBI. */
    private boolean invalidatesAPage(long[] s, int cpu) {
        if (issueCmdlist.range(s, cpu) == model.hardware().queue().commands().everything()) {
            return false;
        }
        for (int sid = 0; sid < model.hardware().endpoints().count(); sid++) {
            if (issueCmdlist.invalidatesAtc(s, cpu, sid)) {
                return true;
            }
        }
        return false;
    }

    private boolean tlbiOutstanding(long[] s, int iova) {
        CommandQueue queue = model.hardware().queue();
        Command commands = queue.commands();
        for (int p = queue.cons(s); p != queue.prod(s); p = queue.arithmetic().inc(p, 1)) {
            if (queue.entry(s, p) == commands.tlbi(iova)) {
                return true;
            }
        }
        return model.hardware().processor().performingTlbi(s, iova);
    }
}
