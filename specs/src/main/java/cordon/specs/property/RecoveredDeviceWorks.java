package cordon.specs.property;

import cordon.engine.Trace;
import cordon.engine.property.Invariant;
import cordon.model.Choice.Worker;
import cordon.model.Parameter;
import cordon.model.Patch;
import cordon.model.QuarantineModel;
import cordon.model.hardware.StreamTable;
import java.util.Optional;

/** The end of a quarantine (series.md, promise 2; L7 of smmu.md E.4 where everything has come to rest). */
final class RecoveredDeviceWorks implements Invariant {
    private final QuarantineModel model;
    private final boolean busMasterReturns; // v1's worker turns it on again when its own reset has succeeded

    RecoveredDeviceWorks(QuarantineModel model) {
        this.model = model;
        this.busMasterReturns =
                !model.patches().contains(Patch.V1_WORK) || model.settings().get(Parameter.BROKEN_WORKER) == Worker.ON;
    }

    @Override
    public String name() {
        return "recovered-device-works";
    }

    @Override
    public String meaning() {
        return "When every task has finished and no work is queued, a device that answers and whose group has a paging domain "
                + "is attached to it with ATS and may start DMA: no quarantine outlives the reset that ended its reason. (series.md, "
                + "promise 2; L7, smmu.md E.4)";
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
            } else if (!model.hardware().endpoints().atsEnabled(s, sid)) {
                return Optional.of(device + "has no ATS: its ATS Control.E is 0");
            } else if (busMasterReturns && !model.hardware().endpoints().busMaster(s, sid)) {
                return Optional.of(device + "may not start DMA: bus mastering is off");
            }
        }
        return Optional.empty();
    }
}
