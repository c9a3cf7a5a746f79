package cordon.specs.property;

import cordon.engine.Trace;
import cordon.engine.property.Invariant;
import cordon.model.QuarantineModel;
import java.util.Optional;

/** True of each device, for itself, in every state that is judged. */
abstract class RightOfEachDevice implements Invariant, Accuses {
    /** The world. */
    final QuarantineModel model;

    RightOfEachDevice(QuarantineModel model) {
        this.model = model;
    }

    /** What is wrong with device {@code sid} in {@code s}, which is judged. */
    abstract Optional<String> offence(long[] s, int sid);

    /** True of the states that are judged: all of them. */
    boolean isJudged(long[] s) {
        return true;
    }

    @Override
    public String explain(Trace trace) {
        return "After step " + trace.length() + " " + offence(trace.last()).orElseThrow() + ".";
    }

    @Override
    public final boolean holds(long[] state) {
        return offence(state).isEmpty();
    }

    /** The devices with which something is wrong. */
    @Override
    public final int accusedDevices(long[] before, int action, long[] after) {
        int accused = 0;
        for (int sid = 0; sid < model.hardware().endpoints().count(); sid++) {
            accused |= offence(after, sid).isPresent() ? 1 << sid : 0;
        }
        return accused;
    }

    /** What is wrong with the first device with which something is; empty if the state is not judged. */
    final Optional<String> offence(long[] s) {
        Optional<String> found = Optional.empty();
        int devices = isJudged(s) ? model.hardware().endpoints().count() : 0;
        for (int sid = 0; sid < devices && found.isEmpty(); sid++) {
            found = offence(s, sid);
        }
        return found;
    }
}
