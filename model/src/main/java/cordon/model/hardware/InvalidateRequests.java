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
        int variants = modes.size() * ranges;
        program.free(
                v -> Endpoints.lane(sid(v)),
                SECTION,
                "recvInv",
                variants,
                v -> "receive Invalidate Request for " + range(v) + ", drop its ATC entry",
                this::receive);
        program.free(
                v -> Endpoints.lane(sid(v)),
                SECTION,
                "answerInv",
                variants,
                v -> "send Invalidate Completion for " + range(v),
                this::answer);
    }

    /** The SMMU sends an Invalidate Request. During a reset nobody receives it (PCIe lets a device ignore it then). */
    void send(long[] s, int sid, int range) {
        Progress before = invalidations.progress(s, sid, range);
        if (before == Progress.LOST || before == Progress.TIMED_OUT) {
            return; // the SYNC that covers this one covers the lost one too
        }
        invalidations.set(s, sid, range, health.inReset(s, sid) ? Progress.LOST : Progress.SENT);
    }

    private boolean receive(long[] s, int variant) {
        int sid = sid(variant);
        int range = variant % ranges;
        if (!health.answers(s, sid) || invalidations.progress(s, sid, range) != Progress.SENT) {
            return false;
        }
        if (modes.get(sid) == DeviceMode.UR) {
            invalidations.answered(s, sid, range);
            return true;
        }
        if (!endpoints.atsEnabled(s, sid)) {
            return receiveWithAtsOff(s, sid, range);
        }
        if (modes.get(sid) != DeviceMode.ROGUE) {
            endpoints.drop(s, sid, range);
        }
        invalidations.set(s, sid, range, Progress.RECEIVED);
        return true;
    }

    private boolean receiveWithAtsOff(long[] s, int sid, int range) {
        switch (whileAtsOff) {
            case DROP -> {
                endpoints.drop(s, sid, range);
                invalidations.set(s, sid, range, Progress.RECEIVED);
            }
            case ANSWER -> invalidations.set(s, sid, range, Progress.RECEIVED);
            case UR -> invalidations.answered(s, sid, range);
            case IGNORE -> invalidations.set(s, sid, range, Progress.LOST);
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
        int range = variant % ranges;
        if (invalidations.progress(s, sid, range) != Progress.RECEIVED
                || posted.any(s, sid)
                || !health.answers(s, sid)) {
            return false;
        }
        invalidations.answered(s, sid, range);
        return true;
    }

    /** Whether what is outstanding at {@code sid} will be answered within microseconds. */
    public boolean answersSoon(long[] s, int sid, int range) {
        Progress progress = invalidations.progress(s, sid, range);
        boolean asked = progress == Progress.SENT || progress == Progress.RECEIVED;
        return asked && health.answers(s, sid) && modes.get(sid) != DeviceMode.SLOW;
    }

    /** Whether the answer to an outstanding invalidation will never come. */
    public boolean neverAnswers(long[] s, int sid, int range) {
        Progress progress = invalidations.progress(s, sid, range);
        boolean asked = progress == Progress.SENT || progress == Progress.RECEIVED;
        return progress == Progress.LOST || (asked && !health.answers(s, sid));
    }

    private int sid(int variant) {
        return variant / ranges;
    }

    private String range(int variant) {
        return commands.formatRange(variant % ranges);
    }
}
