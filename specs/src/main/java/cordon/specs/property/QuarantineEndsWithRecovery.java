package cordon.specs.property;

import cordon.engine.Trace;
import cordon.model.QuarantineModel;
import cordon.model.core.Core;
import cordon.model.hardware.DeviceHealth;
import java.util.Locale;

/** The first promise of series.md: {@code done()} only after a reset that succeeded; and K4 of smmu.md E.5. */
final class QuarantineEndsWithRecovery implements AccusingSteps {
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
        return "A reset counts as successful only if the device answers after it, and only after such a reset, or while the device "
                + "answers, ats_broken is cleared and done() attaches the device again. A reset that failed lifts nothing, nor does done() "
                + "while the device is in reset. A device that dies again after its reset is a new failure; ats_broken stays if P7 has "
                + "set it for that. (series.md, promise 1; K4, smmu.md E.5)";
    }

    @Override
    public String explain(Trace trace) {
        int end = trace.length();
        long[] before = trace.state(end - 1);
        int sid = firstAccused(trace);
        if (core.succeeding().is(trace.action(end))) {
            return String.format(
                    Locale.ROOT,
                    "At step %d the reset of device %d counts as successful, although it does not answer.",
                    end,
                    sid);
        }
        return String.format(
                Locale.ROOT,
                "At step %d the quarantine of device %d is lifted, although it %s.",
                end,
                sid,
                model.hardware().health().inReset(before, sid) ? "is being reset" : "does not answer");
    }

    /** The devices whose quarantine is lifted, or whose reset counts as successful, without a recovery. */
    @Override
    public int accusedDevices(long[] before, int action, long[] after) {
        DeviceHealth health = model.hardware().health();
        int accused = 0;
        for (int sid = 0; sid < model.hardware().endpoints().count(); sid++) {
            boolean succeeds = core.succeeding().is(action)
                    && core.resets(before, core.succeeding().arg(action), sid);
            if (succeeds ? !health.answers(after, sid) : isLiftedWithoutRecovery(before, action, after, sid)) {
                accused |= 1 << sid;
            }
        }
        return accused;
    }

    private boolean isLiftedWithoutRecovery(long[] before, int action, long[] after, int sid) {
        boolean flagCleared = quarantine.flagged(before, sid) && !quarantine.flagged(after, sid);
        boolean unblocked =
                core.lifting().is(action) && core.doneFor(before, core.lifting().arg(action)) == sid;
        if (!(flagCleared || unblocked) || model.hardware().health().answers(before, sid)) {
            return false;
        }
        boolean blamedAgain = flagCleared && model.hardware().invalidations().unanswered(before, sid);
        return blamedAgain || !isResetBehind(before, sid);
    }

    /** A thread is in done() for {@code sid} after its reset of it has succeeded, and {@code sid} is not in another reset. */
    private boolean isResetBehind(long[] s, int sid) {
        return !model.hardware().health().inReset(s, sid) && core.isFinishedAfterReset(s, sid);
    }
}
