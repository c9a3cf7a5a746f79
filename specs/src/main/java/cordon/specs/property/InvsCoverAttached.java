package cordon.specs.property;

import cordon.engine.Trace;
import cordon.engine.property.Invariant;
import cordon.model.QuarantineModel;

/** S8 of smmu.md E.3. */
final class InvsCoverAttached implements Invariant {
    private final QuarantineModel model;

    InvsCoverAttached(QuarantineModel model) {
        this.model = model;
    }

    @Override
    public String name() {
        return "invs-cover-attached";
    }

    @Override
    public String meaning() {
        return "A device that has ATS on and whose STE, in memory or in the SMMU's copy, lets it fill its ATC from a domain is "
                + "in that domain's current invs array, and the ASID is: every flush from then on reaches it. (S8, smmu.md E.3)";
    }

    @Override
    public boolean holds(long[] state) {
        return uncovered(state) < 0;
    }

    @Override
    public String explain(Trace trace) {
        int sid = uncovered(trace.last());
        return String.format(
                "After step %d device %d can fill its ATC, but a flush of its domain would not reach it.",
                trace.length(), sid);
    }

    private int uncovered(long[] s) {
        for (int sid = 0; sid < model.hardware().endpoints().count(); sid++) {
            for (int domain = 0; domain < model.domains(); domain++) {
                if (model.hardware().endpoints().atsEnabled(s, sid)
                        && model.hardware().streams().fillsAtc(s, sid, domain)
                        && !(model.driver().arrays().covers(s, domain, sid)
                                && model.driver().arrays().asidInUse(s, domain))) {
                    return sid;
                }
            }
        }
        return -1;
    }
}
