package cordon.specs.property;

import cordon.engine.Trace;
import cordon.engine.property.Invariant;
import cordon.model.QuarantineModel;
import cordon.model.hardware.StreamTable;
import java.util.Optional;

/** The end of a quarantine (series.md, promise 2; L7 of smmu.md E.4 where everything has come to rest). */
final class RecoveredDeviceWorks implements Invariant {
    private final QuarantineModel model;

    RecoveredDeviceWorks(QuarantineModel model) {
        this.model = model;
    }

    @Override
    public String name() {
        return "recovered-device-works";
    }

    @Override
    public String meaning() {
        return "When every task has finished and no work is queued, a device that answers and whose group has a paging domain "
                + "is attached to it with ATS: no quarantine outlives the reset that ended its reason. (series.md, promise 2; "
                + "L7, smmu.md E.4)";
    }

    @Override
    public boolean holds(long[] state) {
        return offence(state).isEmpty();
    }

    @Override
    public String explain(Trace trace) {
        return "After step " + trace.length() + " everything has come to rest, and "
                + offence(trace.last()).orElseThrow() + ".";
    }

    private Optional<String> offence(long[] s) {
        if (!model.finished(s)) {
            return Optional.empty();
        }
        for (int sid = 0; sid < model.hardware().endpoints().count(); sid++) {
            boolean shouldWork = model.hardware().health().answers(s, sid)
                    && model.driver().groups().domain(s, sid).isPaging()
                    && !model.driver().groups().freed(s, model.driver().groups().domain(s, sid))
                    && !model.driver().masters().freed(s, sid);
            if (!shouldWork) {
                continue;
            }
            String device = "device " + sid + ", which answers, ";
            if (model.driver().masters().atsBroken(s, sid)) {
                return Optional.of(device + "still has ats_broken set");
            } else if (model.driver().groups().resetting(s, sid)) {
                return Optional.of(device + "is still blocked: resetting_domain of its group is set");
            } else if (model.hardware().streams().eats(s, sid) != StreamTable.EATS_TRANS) {
                return Optional.of(device + "has no ATS: its STE says EATS=0");
            }
        }
        return Optional.empty();
    }
}
