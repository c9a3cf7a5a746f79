package cordon.model.hardware;

import com.google.common.collect.ImmutableList;
import cordon.model.Choice.DeviceMode;
import cordon.model.Choice.InvWhileAtsOff;
import cordon.model.hardware.Invalidations.Progress;
import cordon.model.machine.Program;

/**
 * How the devices treat Invalidate Requests (smmu.md B.3): dropping the entries and answering are two steps, and a device
 * may fail at either.
 */
public final class InvalidateRequests {
    private static final String SECTION = "PCIe 10.3";

    private final ImmutableList<DeviceMode> modes;
    private final InvWhileAtsOff whileAtsOff;
    private final Command commands;
    private final Endpoints endpoints;
    private final DeviceHealth health;
    private final PostedDma posted;
    private final Invalidations invalidations;
    private final int ranges;

    /** Declares the steps. */
    InvalidateRequests(
            Program program,
            ImmutableList<DeviceMode> modes,
            InvWhileAtsOff whileAtsOff,
            Command commands,
            Endpoints endpoints,
            DeviceHealth health,
            PostedDma posted,
            Invalidations invalidations) {
        this.modes = modes;
        this.whileAtsOff = whileAtsOff;
        this.commands = commands;
        this.endpoints = endpoints;
        this.health = health;
        this.posted = posted;
        this.invalidations = invalidations;
        this.ranges = commands.everything() + 1;
        int variants = commands.substreams() * ranges;
        program.free(
                        v -> Endpoints.lane(sid(v)),
                        SECTION,
                        "recvInv",
                        variants,
                        v -> "receive Invalidate Request for " + range(v) + ", drop its ATC entry",
                        this::receive)
                .needing(invalidations.outstanding());
        program.free(
                        v -> Endpoints.lane(sid(v)),
                        SECTION,
                        "answerInv",
                        variants,
                        v -> "send Invalidate Completion for " + range(v),
                        this::answer)
                .needing(invalidations.outstanding());
    }

    /** The SMMU sends an Invalidate Request. During a reset nobody receives it (PCIe lets a device ignore it then). */
    void send(long[] s, int substream, int range) {
        int sid = commands.sidOf(substream);
        Progress before = invalidations.progress(s, substream, range);
        boolean merged = before == Progress.LOST || before == Progress.TIMED_OUT;
        if (!merged) { // else the SYNC that covers this one covers the lost one too
            invalidations.set(s, substream, range, health.inReset(s, sid) ? Progress.LOST : Progress.SENT);
        }
        if (isObliged(s, sid) && mayStaySilent(s, sid, merged) && !isKnownSilent(s, sid)) {
            invalidations.setOwed(s, substream, range);
        }
    }

    /** Whether another request that {@code sid} does not answer would add nothing to what is known of it until a reset succeeds. */
    private boolean isKnownSilent(long[] s, int sid) {
        return health.mute(s, sid) && invalidations.unanswered(s, sid);
    }

    /**
     * For properties: {@code sid} is blamed. Whether it is to blame is asked at that step. A silent one counts from then on as one that
     * is, until a reset of it succeeds, so that states after a right and after a wrong blame are not searched twice.
     */
    public void settle(long[] s, int sid) {
        if (health.mute(s, sid)) {
            invalidations.settle(s, sid);
        }
    }

    /** Whether the rules oblige {@code sid} to answer what reaches it now: ATS is on at it, and it is not in reset (smmu.md B.3). */
    private boolean isObliged(long[] s, int sid) {
        return endpoints.atsEnabled(s, sid) && !health.inReset(s, sid);
    }

    /**
     * Whether {@code sid} may leave unanswered what reaches it now. One that works until it dies has answered by then what was merged
     * with a request that was lost or timed out before: that one is what will time out.
     */
    private boolean mayStaySilent(long[] s, int sid, boolean merged) {
        boolean dies = modes.get(sid) == DeviceMode.DIES && !merged;
        return dies || health.mute(s, sid) || modes.get(sid) == DeviceMode.SLOW;
    }

    private boolean receive(long[] s, int variant) {
        int sid = sid(variant);
        int substream = variant / ranges;
        int range = variant % ranges;
        if (!health.answers(s, sid) || invalidations.progress(s, substream, range) != Progress.SENT) {
            return false;
        }
        if (modes.get(sid) == DeviceMode.UR) {
            invalidations.answered(s, substream, range);
            return true;
        }
        if (!endpoints.atsEnabled(s, sid)) {
            return receiveWithAtsOff(s, substream, range);
        }
        if (modes.get(sid) != DeviceMode.ROGUE) {
            endpoints.drop(s, substream, range);
        }
        invalidations.set(s, substream, range, Progress.RECEIVED);
        return true;
    }

    private boolean receiveWithAtsOff(long[] s, int substream, int range) {
        switch (whileAtsOff) {
            case DROP -> {
                endpoints.drop(s, substream, range);
                invalidations.set(s, substream, range, Progress.RECEIVED);
            }
            case ANSWER -> invalidations.set(s, substream, range, Progress.RECEIVED);
            case UR -> invalidations.answered(s, substream, range);
            case IGNORE -> invalidations.set(s, substream, range, Progress.LOST);
        }
        return true;
    }

    /** A slow device answers when the driver has given up: {@link #answerLate}. */
    private boolean answer(long[] s, int variant) {
        return modes.get(sid(variant)) != DeviceMode.SLOW && answerLate(s, variant);
    }

    /** The answer to a request that was received. */
    public boolean answerLate(long[] s, int variant) {
        int sid = sid(variant);
        int substream = variant / ranges;
        int range = variant % ranges;
        if (invalidations.progress(s, substream, range) != Progress.RECEIVED
                || posted.any(s, sid)
                || !health.answers(s, sid)) {
            return false;
        }
        invalidations.answered(s, substream, range);
        return true;
    }

    /** Whether what is outstanding at {@code substream} will be answered within microseconds. */
    public boolean answersSoon(long[] s, int substream, int range) {
        int sid = commands.sidOf(substream);
        Progress progress = invalidations.progress(s, substream, range);
        boolean asked = progress == Progress.SENT || progress == Progress.RECEIVED;
        return asked && health.answers(s, sid) && modes.get(sid) != DeviceMode.SLOW;
    }

    /** Whether the answer to an outstanding invalidation will never come. */
    public boolean neverAnswers(long[] s, int substream, int range) {
        int sid = commands.sidOf(substream);
        Progress progress = invalidations.progress(s, substream, range);
        boolean asked = progress == Progress.SENT || progress == Progress.RECEIVED;
        return progress == Progress.LOST || (asked && !health.answers(s, sid));
    }

    private int sid(int variant) {
        return commands.sidOf(variant / ranges);
    }

    private String range(int variant) {
        return commands.formatRange(variant % ranges) + commands.withPasid(variant / ranges);
    }
}
