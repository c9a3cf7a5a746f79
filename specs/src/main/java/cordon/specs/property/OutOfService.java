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
    boolean isBy(int action) {
        Optional<Step> work = busMasterOff();
        return setFlag().is(action)
                || (work.isPresent() && work.get().is(action))
                || (model.core().isPresent() && model.core().get().takesOutOfService(action));
    }

    /** The device that {@code action}, which is such a step, takes out of service in {@code before}; -1 if there is none. */
    int device(long[] before, int action) {
        if (setFlag().is(action)) {
            return model.driver().blockAts().sid(before, setFlag().arg(action));
        }
        Optional<Step> work = busMasterOff();
        if (work.isPresent() && work.get().is(action)) {
            return work.get().arg(action);
        }
        return model.core().orElseThrow().deviceTakenOutOfService(before);
    }

    private Step setFlag() {
        return model.driver().blockAts().setFlag();
    }

    private Optional<Step> busMasterOff() {
        return model.driver().atcTimeoutWork().busMasterOff();
    }
}
