package cordon.model.hardware;

import cordon.engine.schema.EnumField;
import cordon.engine.schema.Field;
import cordon.engine.schema.Index;
import cordon.engine.schema.Schema;

/**
 * The ATC invalidations that no completed CMD_SYNC covers: {@code atcOut} of smmu.md A.1, one element for each substream
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

    private final Command commands;
    private final EnumField<Progress> progress;
    private final Field unanswered;

    /** Declares the fields. */
    public Invalidations(Schema.Builder schema, Index device, Index substream, Command commands) {
        this.commands = commands;
        progress = schema.enumField("atcInv", Progress.class, substream, new Index("range", commands.everything() + 1));
        unanswered = schema.ghost("device.unanswered", 1, device);
    }

    /** How far the invalidation of {@code range} of {@code substream} is. */
    public Progress progress(long[] s, int substream, int range) {
        return progress.get(s, substream, range);
    }

    /** Has an element that is not 0 while any invalidation of any device is outstanding. */
    public Field outstanding() {
        return progress.field();
    }

    /** Whether any invalidation is outstanding at {@code sid}. */
    public boolean outstanding(long[] s, int sid) {
        for (int ssid = 0; ssid < commands.ssids(); ssid++) {
            for (int range = 0; range <= commands.everything(); range++) {
                if (progress(s, commands.substream(sid, ssid), range) != Progress.NONE) {
                    return true;
                }
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

    /** How many are on their way or at a device, each of which takes an ITag until it is answered or times out. */
    int unanswered(long[] s) {
        int count = 0;
        for (int i = 0; i < progress.size(); i++) {
            boolean ended = progress.is(s, i, Progress.NONE) || progress.is(s, i, Progress.TIMED_OUT);
            count += ended ? 0 : 1;
        }
        return count;
    }

    /** For properties: whether the last invalidation of {@code sid} that ended, ended without an answer. */
    public boolean unanswered(long[] s, int sid) {
        return unanswered.isSet(s, sid);
    }

    /** The timer of an invalidation runs out. */
    public void timeOut(long[] s, int substream, int range) {
        set(s, substream, range, Progress.TIMED_OUT);
        unanswered.set(s, commands.sidOf(substream), 1);
    }

    void set(long[] s, int substream, int range, Progress to) {
        progress.set(s, substream, range, to);
    }

    /** A reset of {@code sid} has succeeded: what it did not answer before is no matter. */
    void forgive(long[] s, int sid) {
        unanswered.set(s, sid, 0);
    }

    void answered(long[] s, int substream, int range) {
        set(s, substream, range, Progress.NONE);
        unanswered.set(s, commands.sidOf(substream), 0);
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
