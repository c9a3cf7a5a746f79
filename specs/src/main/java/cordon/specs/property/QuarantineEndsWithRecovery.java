package cordon.specs.property;

import cordon.engine.Trace;
import cordon.engine.property.StepInvariant;
import cordon.model.QuarantineModel;
import cordon.model.core.Core;

/** The first promise of series.md: {@code done()} only after a reset that succeeded; and K4 of smmu.md E.5. */
final class QuarantineEndsWithRecovery implements StepInvariant, Accuses {
    private final QuarantineModel model;
    private final Quarantine quarantine;
    private final Core core;

    QuarantineEndsWithRecovery(QuarantineModel model, Core core) {
        this.model = model;
        this.quarantine = new Quarantine(model);
        this.core = core;
    }

    @Override
    public String name() {
        return "quarantine-ends-with-recovery";
    }

    @Override
    public String meaning() {
        return "ats_broken of a device is cleared, and its done() attaches it again, only while it answers: a reset that failed "
                + "lifts nothing, nor does anybody while the device is in reset. (series.md, promise 1; K4, smmu.md E.5)";
    }

    @Override
    public boolean holds(long[] before, int action, long[] after) {
        return accusedDevices(before, action, after) == 0;
    }

    @Override
    public String explain(Trace trace) {
        int end = trace.length();
        long[] before = trace.state(end - 1);
        int sid = Integer.numberOfTrailingZeros(accusedDevices(before, trace.action(end), trace.last()));
        return String.format(
                "At step %d the quarantine of device %d is lifted, although it %s.",
                end, sid, model.hardware().health().inReset(before, sid) ? "is being reset" : "does not answer");
    }

    /** The devices whose quarantine is lifted too early. */
    @Override
    public int accusedDevices(long[] before, int action, long[] after) {
        int lifted = 0;
        for (int sid = 0; sid < model.hardware().endpoints().count(); sid++) {
            boolean flagCleared = quarantine.flagged(before, sid) && !quarantine.flagged(after, sid);
            boolean unblocked = core.lifting().is(action)
                    && core.doneFor(before, core.lifting().arg(action)) == sid;
            if ((flagCleared || unblocked) && !model.hardware().health().answers(before, sid)) {
                lifted |= 1 << sid;
            }
        }
        return lifted;
    }
}
