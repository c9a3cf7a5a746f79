package cordon.specs.property;

import cordon.engine.Trace;
import cordon.engine.property.Invariant;
import cordon.model.QuarantineModel;
import cordon.model.core.Core;
import cordon.model.hardware.Command;
import cordon.model.kernel.AttachDev;
import java.util.Locale;

/** S10 of smmu.md E.3. */
final class AsidIsClean implements Invariant {
    private final QuarantineModel model;
    private final AttachDev attachDev;
    private final Command commands;

    AsidIsClean(QuarantineModel model, Core core) {
        this.model = model;
        this.attachDev = core.attachDev();
        this.commands = model.hardware().queue().commands();
    }

    @Override
    public String name() {
        return "asid-is-clean";
    }

    @Override
    public String meaning() {
        return "While no device uses the ASID of a domain, so that it is in no invs array, the TLB has no entry with that ASID: it may be "
                + "given to another domain. From unref to purge (A12) the TLBI of the ASID is on its way. (S10, smmu.md E.3 and A.7)";
    }

    @Override
    public boolean holds(long[] state) {
        return staleIova(state) < 0;
    }

    @Override
    public String explain(Trace trace) {
        int iova = staleIova(trace.last());
        return String.format(
                Locale.ROOT,
                "After step %d no device uses the ASID of D%d, and the TLB has an entry of it for IOVA %d.",
                trace.length(),
                commands.domainOf(iova),
                iova);
    }

    private int staleIova(long[] s) {
        for (int iova = 0; iova < model.hardware().memory().pages(); iova++) {
            if (model.hardware().memory().tlb(s, iova) != 0
                    && !model.driver().arrays().asidInUse(s, commands.domainOf(iova))
                    && !isBeingLeft(s, commands.domainOf(iova))) {
                return iova;
            }
        }
        return -1;
    }

    /** True if some context is in A12 for {@code domain}. */
    private boolean isBeingLeft(long[] s, int domain) {
        int context = attachDev.attaching(s);
        return context >= 0 && attachDev.commitInvs().isLeaving(s, context, domain);
    }
}
