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
        /** The Invalidate Request, or its answer, was lost in a reset, or ignored with ATS off: no answer will come. */
        LOST,
        /** The device has dropped the entries but not yet answered. */
        RECEIVED,
        /** The timer ran out: the answer, should it come, no longer counts. */
        TIMED_OUT
    }

    private final Command commands;
    private final boolean blames;
    private final EnumField<Progress> progress;
    private final Field owed;
    private final Field unanswered;

    /**
     * Declares the fields.
     *
     * @param blames whether it is kept which devices owe an answer
     */
    public Invalidations(Schema.Builder schema, Index device, Index substream, Command commands, boolean blames) {
        this.commands = commands;
        this.blames = blames;
        progress = schema.means("how far an ATC invalidation is that no completed CMD_SYNC covers (smmu.md A.5)")
                .enumField("atcInv", Progress.class, substream, new Index("range", commands.everything() + 1));
        owed = schema.means("whether the device owes an answer to the invalidation, for which it is to be blamed")
                .ghost("atcInv.owed", 1, substream, new Index("range", commands.everything() + 1));
        unanswered = schema.means("whether the device has let an Invalidate Request time out and answered none since")
                .ghost("device.unanswered", 1, device);
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

    /**
     * For properties: whether an invalidation that {@code sid} was obliged to answer timed out, or {@code sid} was silent when it was
     * blamed, and {@code sid} has answered none since. A timeout of one that it was allowed to ignore says nothing about the device
     * (smmu.md B.3).
     */
    public boolean unanswered(long[] s, int sid) {
        return unanswered.isSet(s, sid);
    }

    /**
     * For properties: whether the device of {@code substream}, which is silent or slow, is obliged to answer what is outstanding.
     * Not kept for a device that answers soon: nobody blames it for a request that it is obliged to answer.
     */
    public boolean owed(long[] s, int substream, int range) {
        return owed.isSet(s, substream, range);
    }

    /** {@code sid} counts as one that left a request unanswered, and owes no answer to what is outstanding. */
    void settle(long[] s, int sid) {
        unanswered.set(s, sid, blames ? 1 : 0);
        forget(s, sid);
    }

    /** The timer of an invalidation runs out. */
    public void timeOut(long[] s, int substream, int range) {
        if (owed(s, substream, range)) {
            unanswered.set(s, commands.sidOf(substream), 1);
        }
        set(s, substream, range, Progress.TIMED_OUT);
        owed.set(s, substream, range, 0);
    }

    /** The device is not obliged to answer what was lost or is not outstanding. */
    void set(long[] s, int substream, int range, Progress to) {
        progress.set(s, substream, range, to);
        if (to == Progress.NONE || to == Progress.LOST) {
            owed.set(s, substream, range, 0);
        }
    }

    /** The device of {@code substream} is obliged to answer what is outstanding. */
    void setOwed(long[] s, int substream, int range) {
        owed.set(s, substream, range, blames ? 1 : 0);
    }

    /** A reset of {@code sid} begins: what it has, or what is on its way to it, is lost, and it may ignore what was asked before. */
    void lose(long[] s, int sid) {
        for (int ssid = 0; ssid < commands.ssids(); ssid++) {
            int substream = commands.substream(sid, ssid);
            for (int range = 0; range <= commands.everything(); range++) {
                Progress before = progress(s, substream, range);
                boolean asked = before == Progress.SENT || before == Progress.RECEIVED;
                set(s, substream, range, asked ? Progress.LOST : before);
            }
        }
        forget(s, sid);
    }

    /** {@code sid} owes no answer to what is outstanding. */
    private void forget(long[] s, int sid) {
        for (int ssid = 0; ssid < commands.ssids(); ssid++) {
            for (int range = 0; range <= commands.everything(); range++) {
                owed.set(s, commands.substream(sid, ssid), range, 0);
            }
        }
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
                owed.set(s, i, 0);
            }
        }
    }
}
