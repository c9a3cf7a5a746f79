package cordon.specs.property;

import com.google.common.collect.ImmutableList;
import cordon.model.QuarantineModel;
import cordon.model.hardware.StreamTable;
import cordon.model.machine.Step;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The steps by which a design takes a device out of service: P7 fences its STE and sets {@code ats_broken}, in the one order or the
 * other; the worker of v1 turns bus mastering off. Which device that is, is seen from what the step does, not from which device it
 * is meant for: a step that fences or flags another one does not go unnoticed.
 */
final class OutOfService {
    private final QuarantineModel model;
    private final Quarantine quarantine;

    OutOfService(QuarantineModel model) {
        this.model = model;
        this.quarantine = new Quarantine(model);
    }

    /** Whether {@code action} is such a step. */
    boolean isBy(int action) {
        Optional<Step> work = busMasterOff();
        return isByP7(action)
                || (work.isPresent() && work.get().is(action))
                || (model.core().isPresent() && model.core().get().takesOutOfService(action));
    }

    /**
     * The devices that {@code action}, which is such a step, takes out of service, by ascending Stream ID. P7's fence takes out the
     * device whose EATS it turns off, and its flag the one whose {@code ats_broken} it sets; the device that is meant counts with the
     * flag even if it is flagged already.
     */
    ImmutableList<Integer> devices(long[] before, int action, long[] after) {
        if (!isByP7(action)) {
            int sid = deviceOfV1(before, action);
            return sid < 0 ? ImmutableList.of() : ImmutableList.of(sid);
        }
        int meant = setFlag().is(action)
                ? model.driver().blockAts().sid(before, setFlag().arg(action))
                : -1;
        return IntStream.range(0, model.hardware().endpoints().count())
                .filter(sid -> sid == meant || isFenced(before, after, sid) || isFlagged(before, after, sid))
                .boxed()
                .collect(ImmutableList.toImmutableList());
    }

    private boolean isFlagged(long[] before, long[] after, int sid) {
        return !quarantine.flagged(before, sid) && quarantine.flagged(after, sid);
    }

    private boolean isFenced(long[] before, long[] after, int sid) {
        return model.hardware().streams().eats(before, sid) != StreamTable.EATS_ABORT
                && model.hardware().streams().eats(after, sid) == StreamTable.EATS_ABORT;
    }

    private int deviceOfV1(long[] before, int action) {
        Optional<Step> work = busMasterOff();
        if (work.isPresent() && work.get().is(action)) {
            return work.get().arg(action);
        }
        return model.core().orElseThrow().deviceTakenOutOfService(before);
    }

    private boolean isByP7(int action) {
        return setFlag().is(action) || model.driver().blockAts().fencing().is(action);
    }

    private Step setFlag() {
        return model.driver().blockAts().setFlag();
    }

    private Optional<Step> busMasterOff() {
        return model.driver().atcTimeoutWork().busMasterOff();
    }
}
