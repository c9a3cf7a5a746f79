package cordon.specs.property;

import cordon.model.Patch;
import cordon.model.QuarantineModel;
import cordon.model.machine.Step;
import java.util.Optional;

/**
 * The step by which a design takes a device out of service: P7 sets {@code ats_broken}; the worker of v1 turns bus
 * mastering off.
 */
record OutOfService(QuarantineModel model) {

    /** Whether the design has such a step. */
    boolean exists() {
        return model.patches().contains(Patch.P7) || model.patches().contains(Patch.V1_WORK);
    }

    /** The device that {@code action}, taken in {@code before}, takes out of service, or -1. */
    int device(long[] before, int action) {
        Step byDriver = model.driver().blockAts().setFlag();
        if (byDriver.is(action)) {
            return model.driver().blockAts().sid(before, byDriver.arg(action));
        }
        Optional<Step> byWorker = model.driver().atcTimeoutWork().busMasterOff();
        if (byWorker.isPresent() && byWorker.get().is(action)) {
            return byWorker.get().arg(action);
        }
        return model.core().map(core -> core.takenOutOfService(before, action)).orElse(-1);
    }
}
