package cordon.specs.property;

import cordon.engine.Trace;
import cordon.engine.property.StepInvariant;
import cordon.model.QuarantineModel;
import cordon.model.hardware.Command;
import cordon.model.hardware.CommandQueue;
import cordon.model.kernel.DomainInvRange;
import cordon.model.kernel.IssueCmdlist;
import java.util.Locale;

/** S7 of smmu.md E.3. */
final class TlbiBeforeAtcInv implements StepInvariant, Accuses {
    private static final int NONE = -1;

    private final QuarantineModel model;
    private final IssueCmdlist issueCmdlist;
    private final DomainInvRange domainInvRange;

    TlbiBeforeAtcInv(QuarantineModel model) {
        this.model = model;
        this.issueCmdlist = model.driver().issueCmdlist();
        this.domainInvRange = model.driver().domainInvRange();
    }

    @Override
    public String name() {
        return "tlbi-before-atc-inv";
    }

    @Override
    public String meaning() {
        return "A flush puts an ATC_INV into the queue only after the TLBI of the same page was performed; one of a whole domain, only "
                + "when the TLB has lost the page that its CPU unmapped. Otherwise a Translation Request that is served from the stale "
                + "TLB entry fills the ATC again behind the invalidation. (S7, smmu.md E.3 and A.5; IHI 0070 3.9.1)";
    }

    @Override
    public boolean judges(int action) {
        return issueCmdlist.appending().is(action);
    }

    @Override
    public boolean holds(long[] before, int action, long[] after) {
        return stillInTlb(before, action) == NONE;
    }

    @Override
    public String explain(Trace trace) {
        int end = trace.length();
        long[] before = trace.state(end - 1);
        return String.format(
                Locale.ROOT,
                "At step %d CPU%d puts an ATC_INV into the queue, although the TLBI of IOVA %d is still to be performed.",
                end,
                issueCmdlist.appending().arg(trace.action(end)),
                stillInTlb(before, trace.action(end)));
    }

    @Override
    public int accusedDevices(long[] before, int action, long[] after) {
        return 0;
    }

    @Override
    public int accusedThreads(long[] before, int action, long[] after) {
        return 1 << issueCmdlist.appending().arg(action);
    }

    /** The IOVA that the ATC_INVs of a flush are about and the TLB may still have, or {@link #NONE}. */
    private int stillInTlb(long[] s, int action) {
        int cpu = issueCmdlist.appending().arg(action);
        if (cpu >= model.cpus() || !issueCmdlist.invalidatesAtc(s, cpu)) {
            return NONE; // an ATC_INV that attaching issues belongs to no TLBI
        }
        int own = cpu; // CPU c maps IOVA c
        boolean early = domainInvRange.flushesAll(s, cpu)
                ? model.hardware().memory().tlb(s, own) != 0
                        && !model.hardware().memory().mapped(s, own)
                : tlbiOutstanding(s, own);
        return early ? own : NONE;
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
