package cordon.specs.property;

import cordon.engine.Trace;
import cordon.engine.property.Invariant;
import cordon.model.QuarantineModel;
import java.util.Optional;
import java.util.stream.IntStream;

/** True of each device, for itself, when everybody has finished. */
abstract class RightAtRest implements Invariant, Accuses {
    /** The world. */
    final QuarantineModel model;

    RightAtRest(QuarantineModel model) {
        this.model = model;
    }

    /** What is wrong with device {@code sid} in {@code s}, in which everybody has finished. */
    abstract Optional<String> offence(long[] s, int sid);

    @Override
    public String explain(Trace trace) {
        return "After step " + trace.length() + " everything has come to rest, and "
                + offence(trace.last()).orElseThrow() + ".";
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

    /** What is wrong with the first device with which something is; empty if somebody has not finished. */
    final Optional<String> offence(long[] s) {
        return model.finished(s)
                ? IntStream.range(0, model.hardware().endpoints().count())
                        .mapToObj(sid -> offence(s, sid))
                        .flatMap(Optional::stream)
                        .findFirst()
                : Optional.empty();
    }
}
