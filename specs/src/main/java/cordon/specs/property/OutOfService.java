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

    /** Whether {@code action} is such a step. */
    boolean is(int action) {
        return byDriver().is(action)
                || byWork().stream().anyMatch(step -> step.is(action))
                || model.core().stream().anyMatch(core -> core.takesOutOfService(action));
    }

    /** The device that {@code action}, which is such a step, takes out of service in {@code before}. */
    int device(long[] before, int action) {
        if (byDriver().is(action)) {
            return model.driver().blockAts().sid(before, byDriver().arg(action));
        }
        return byWork().filter(step -> step.is(action))
                .map(step -> step.arg(action))
                .orElseGet(() -> model.core().orElseThrow().takenOutOfService(before));
    }

    private Step byDriver() {
        return model.driver().blockAts().setFlag();
    }

    private Optional<Step> byWork() {
        return model.driver().atcTimeoutWork().busMasterOff();
    }
}
