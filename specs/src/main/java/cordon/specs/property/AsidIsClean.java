package cordon.specs.property;

import cordon.engine.Trace;
import cordon.engine.property.StepInvariant;
import cordon.model.QuarantineModel;
import cordon.model.core.Core;
import cordon.model.kernel.AttachDev;
import java.util.Locale;

/** S10 of smmu.md E.3. */
final class AsidIsClean implements StepInvariant {
    private final QuarantineModel model;
    private final AttachDev attachDev;

    AsidIsClean(QuarantineModel model, Core core) {
        this.model = model;
        this.attachDev = core.attachDev();
    }

    @Override
    public String name() {
        return "asid-is-clean";
    }

    @Override
    public String meaning() {
        return "When the last device has been detached from a domain, so that its ASID is in no invs array, the TLB has no "
                + "entry with that ASID: it may be given to another domain. (S10, smmu.md E.3 and A.7)";
    }

    @Override
    public boolean judges(int action) {
        return attachDev.returning().is(action);
    }

    @Override
    public boolean holds(long[] before, int action, long[] after) {
        return staleIova(before, action) < 0;
    }

    @Override
    public String explain(Trace trace) {
        int end = trace.length();
        int action = trace.action(end);
        long[] before = trace.state(end - 1);
        return String.format(
                Locale.ROOT,
                "At step %d the last device has been detached from %s, and the TLB still has an entry for IOVA %d.",
                end,
                attachDev.from(before, attachDev.returning().arg(action)),
                staleIova(before, action));
    }

    private int staleIova(long[] before, int action) {
        int thread = attachDev.returning().arg(action);
        if (!attachDev.from(before, thread).isPaging()) {
            return -1;
        }
        int domain = attachDev.from(before, thread).index();
        for (int iova = 0; iova < model.hardware().memory().pages(); iova++) {
            if (model.hardware().queue().commands().domainOf(iova) == domain
                    && !model.driver().arrays().asidInUse(before, domain)
                    && model.hardware().memory().tlb(before, iova) != 0) {
                return iova;
            }
        }
        return -1;
    }
}
