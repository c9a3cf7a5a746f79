package cordon.specs.property;

import cordon.engine.Trace;
import cordon.engine.property.Invariant;
import cordon.model.QuarantineModel;
import cordon.model.kernel.Domain;
import cordon.model.kernel.Groups;
import java.util.Locale;

/** A promise of S15 of smmu.md E.3. */
final class NoDanglingDomain implements Invariant, Accuses {
    private final QuarantineModel model;

    NoDanglingDomain(QuarantineModel model) {
        this.model = model;
    }

    @Override
    public String name() {
        return "no-dangling-domain";
    }

    @Override
    public String meaning() {
        return "group->domain is never a domain that was freed: the next done() would attach it. (S15, smmu.md E.3 and D.3)";
    }

    @Override
    public boolean holds(long[] state) {
        return dangling(state) == 0;
    }

    @Override
    public String explain(Trace trace) {
        int sid = Integer.numberOfTrailingZeros(dangling(trace.last()));
        return String.format(
                Locale.ROOT,
                "After step %d group->domain of device %d is %s, which was freed.",
                trace.length(),
                sid,
                model.driver().groups().domain(trace.last(), sid));
    }

    @Override
    public int accusedDevices(long[] before, int action, long[] after) {
        return dangling(after);
    }

    /** The devices whose group points to a domain that was freed. */
    private int dangling(long[] s) {
        int dangling = 0;
        Groups groups = model.driver().groups();
        for (int sid = 0; sid < model.hardware().endpoints().count(); sid++) {
            Domain domain = groups.domain(s, sid);
            if (domain.isPaging() && groups.freed(s, domain)) {
                dangling |= 1 << sid;
            }
        }
        return dangling;
    }
}
