package cordon.specs.property;

import cordon.model.Patch;
import cordon.model.QuarantineModel;
import cordon.model.machine.Step;

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
        Step byDriver = model.blockAts().setFlag();
        Step byWorker = model.atcTimeoutWork().busMasterOff();
        if (byDriver.is(action)) {
            return model.blockAts().sid(before, byDriver.arg(action));
        }
        return byWorker.is(action) ? byWorker.arg(action) : -1;
    }
}
