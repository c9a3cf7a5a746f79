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
        Progress before = invalidations.progress(s, substream, range);
        if (before == Progress.LOST || before == Progress.TIMED_OUT) {
            return; // the SYNC that covers this one covers the lost one too
        }
        boolean lost = health.inReset(s, commands.sidOf(substream));
        invalidations.set(s, substream, range, lost ? Progress.LOST : Progress.SENT);
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
