package cordon.model.hardware;

import cordon.engine.schema.EnumField;
import cordon.engine.schema.Field;
import cordon.engine.schema.Index;
import cordon.engine.schema.Schema;

/**
 * The ATC invalidations that no completed CMD_SYNC covers: {@code atcOut} of smmu.md A.1, one element for each Stream ID
 * and range ({@link Command}). An answered invalidation is as good as none and is not kept.
 */
public final class Invalidations {

    /** How far one invalidation is. */
    public enum Progress {
        /** None outstanding. */
        NONE,
        /** The Invalidate Request is on its way to the device, or at a device that ignores it. */
        SENT,
        /** The Invalidate Request, or its answer, was lost in a reset or ignored: nobody will answer. */
        LOST,
        /** The device has dropped the entries but not yet answered. */
        RECEIVED,
        /** The timer ran out: the answer, should it come, no longer counts. */
        TIMED_OUT
    }

    private final int ranges;
    private final EnumField<Progress> progress;
    private final Field unanswered;

    /** Declares the fields. */
    public Invalidations(Schema.Builder schema, Index device, Index range) {
        this.ranges = range.size();
        progress = schema.enumField("atcInv", Progress.class, device, range);
        unanswered = schema.ghost("device.unanswered", 1, device);
    }

    /** How far the invalidation of {@code range} at {@code sid} is. */
    public Progress progress(long[] s, int sid, int range) {
        return progress.get(s, sid, range);
    }

    /** Whether any invalidation is outstanding at {@code sid}. */
    public boolean outstanding(long[] s, int sid) {
        for (int range = 0; range < ranges; range++) {
            if (progress(s, sid, range) != Progress.NONE) {
                return true;
            }
        }
        return false;
    }

    /** Whether any invalidation of any device is in state {@code wanted}. */
    public boolean any(long[] s, Progress wanted) {
        for (int i = 0; i < progress.size(); i++) {
            if (progress.is(s, i, wanted)) {
                return true;
            }
        }
        return false;
    }

    /** For properties: whether the last invalidation of {@code sid} that ended, ended without an answer. */
    public boolean unanswered(long[] s, int sid) {
        return unanswered.isSet(s, sid);
    }

    /** The timer of an invalidation runs out. */
    public void timeOut(long[] s, int sid, int range) {
        set(s, sid, range, Progress.TIMED_OUT);
        unanswered.set(s, sid, 1);
    }

    void set(long[] s, int sid, int range, Progress to) {
        progress.set(s, sid, range, to);
    }

    /** A reset of {@code sid} has succeeded: what it did not answer before is no matter. */
    void forgive(long[] s, int sid) {
        unanswered.set(s, sid, 0);
    }

    void answered(long[] s, int sid, int range) {
        set(s, sid, range, Progress.NONE);
        unanswered.set(s, sid, 0);
    }

    /** Forgets what timed out. */
    void dropTimedOut(long[] s) {
        for (int i = 0; i < progress.size(); i++) {
            if (progress.is(s, i, Progress.TIMED_OUT)) {
                progress.set(s, i, Progress.NONE);
            }
        }
    }
}
