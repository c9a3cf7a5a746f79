package cordon.specs.property;

import cordon.engine.Trace;
import cordon.engine.property.StepInvariant;
import cordon.model.QuarantineModel;
import cordon.model.machine.Step;

/** The fourth promise of series.md: the driver finds out which device it was. */
final class BlameIsExact implements StepInvariant {
    private final QuarantineModel model;

    BlameIsExact(QuarantineModel model) {
        this.model = model;
    }

    @Override
    public String name() {
        return "blame-is-exact";
    }

    @Override
    public String meaning() {
        return "A device is put into quarantine, or by v1 taken off the bus, only if it did not answer: an Invalidate Request to it is outstanding, or its "
                + "last one timed out in the hardware. A device that was never asked, or that answered, keeps working. "
                + "(series.md, promise 4)";
    }

    @Override
    public boolean holds(long[] before, int action, long[] after) {
        int sid = blamed(before, action);
        return sid < 0 || owesAnswer(before, sid);
    }

    @Override
    public String explain(Trace trace) {
        int end = trace.length();
        return String.format(
                "At step %d device %d is taken out of service, although it answered every Invalidate Request that "
                        + "reached it: none is outstanding, none timed out.",
                end, blamed(trace.state(end - 1), trace.action(end)));
    }

    /** The device that {@code action} takes out of service, or -1. */
    private int blamed(long[] before, int action) {
        Step byDriver = model.blockAts().setFlag();
        Step byWorker = model.atcTimeoutWork().busMasterOff();
        if (byDriver.is(action)) {
            return model.blockAts().sid(before, byDriver.arg(action));
        }
        return byWorker.is(action) ? byWorker.arg(action) : -1;
    }

    private boolean owesAnswer(long[] state, int sid) {
        return model.invalidations().outstanding(state, sid)
                || model.invalidations().unanswered(state, sid);
    }
}
