package cordon.specs.property;

import cordon.model.Choice.DeviceMode;
import cordon.model.Parameter;
import cordon.model.Patch;
import cordon.model.QuarantineModel;
import cordon.model.Task;
import cordon.model.Task.Kind;
import cordon.model.hardware.StreamTable;
import cordon.model.kernel.Domain;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The end of a quarantine (series.md, promise 2; L7 of smmu.md E.4 where everything has come to rest). Only of devices that can answer
 * when everything has come to rest, and that are still there.
 */
final class RecoveredDeviceWorks extends RightAtRest {
    private final Quarantine quarantine;
    private final boolean busMasterReturns; // v1's worker turns it on again when its own reset has succeeded

    RecoveredDeviceWorks(QuarantineModel model) {
        super(model);
        this.quarantine = new Quarantine(model);
        this.busMasterReturns = !model.patches().contains(Patch.V1_WORK) || new Resets(model).byV1();
    }

    /** True if it says something of any device of {@code model}: a task, a worker or P7 can take something from one. */
    static boolean isAbout(QuarantineModel model) {
        boolean changes = model.core().isPresent() || model.patches().contains(Patch.P7);
        return changes
                && IntStream.range(0, model.hardware().endpoints().count()).anyMatch(sid -> isAbout(model, sid));
    }

    /** A silent device answers in the end only if a reset of it succeeds; a device that is removed is not there in the end. */
    private static boolean isAbout(QuarantineModel model, int sid) {
        boolean works = model.settings().get(Parameter.DEVICES).get(sid) != DeviceMode.MUTE;
        boolean removed = model.settings().get(Parameter.TASKS).contains(new Task(Kind.REMOVE, sid));
        return (works || new Resets(model).canRecover(sid)) && !removed;
    }

    @Override
    public String name() {
        return "recovered-device-works";
    }

    @Override
    public String meaning() {
        return "When every task has finished and no work is queued, a device that answers is neither in quarantine nor blocked, and if "
                + "its group has a paging domain it is attached to that with ATS and may start DMA: no quarantine outlives its "
                + "reason. A device that does not answer is not judged. (series.md, promise 2; L7, smmu.md E.4)";
    }

    @Override
    Optional<String> offence(long[] s, int sid) {
        if (model.hardware().health().answers(s, sid)
                && !model.driver().masters().freed(s, sid)) {
            Domain domain = model.driver().groups().domain(s, sid);
            boolean attached = domain.isPaging() && !model.driver().groups().freed(s, domain);
            String device = "device " + sid + ", which answers, ";
            if (quarantine.flagged(s, sid)) {
                return Optional.of(device + "still has ats_broken set");
            } else if (model.driver().groups().resetting(s, sid)) {
                return Optional.of(device + "is still blocked: resetting_domain of its group is set");
            } else if (attached && model.hardware().streams().eats(s, sid) != StreamTable.EATS_TRANS) {
                return Optional.of(device + "has no ATS: its STE says EATS=0");
            } else if (attached && !model.hardware().endpoints().atsEnabled(s, sid)) {
                return Optional.of(device + "has no ATS: its ATS Control.E is 0");
            } else if (attached
                    && busMasterReturns
                    && !model.hardware().endpoints().busMaster(s, sid)) {
                return Optional.of(device + "may not start DMA: bus mastering is off");
            }
        }
        return Optional.empty();
    }
}
