package cordon.specs.property;

import cordon.model.QuarantineModel;
import cordon.model.kernel.BlockAts;
import cordon.model.kernel.Masters;

/**
 * What "in quarantine" means to the properties that ask (docs/decisions/022-in-quarantine.md). There are several meanings, because P7
 * acts on a device in two steps, and the order of the two is a switch ({@link cordon.model.Choice.FenceOrder}).
 *
 * <ul>
 *   <li>{@linkplain #flagged Flagged}: {@code ats_broken} is set. For promises that the driver keeps by looking at the flag, and for
 *       states in which everything has come to rest.
 *   <li>{@linkplain #skipped Skipped}: flushes skip the device. Without a second mark that is the same.
 *   <li>{@linkplain #begun Begun}: flagged, or P7 has fenced the device's STE and is about to set the flag. For questions about the
 *       fence and its side effects.
 * </ul>
 */
final class Quarantine {
    private final Masters masters;
    private final BlockAts blockAts;

    Quarantine(QuarantineModel model) {
        this.masters = model.driver().masters();
        this.blockAts = model.driver().blockAts();
    }

    /** Whether {@code ats_broken} of {@code sid} is set. */
    boolean flagged(long[] s, int sid) {
        return masters.atsBroken(s, sid);
    }

    /** Whether flushes skip {@code sid}: it is flagged, or with {@link cordon.model.Patch#TWO_MARKS} {@code master->fenced} is set. */
    boolean skipped(long[] s, int sid) {
        return masters.skipped(s, sid);
    }

    /**
     * Whether P7 has acted against {@code sid}: from its first store, be that the flag or the fence, until the flag is cleared. The
     * time between the two ends with the step that should set the flag, so a P7 that forgets the flag leaves no quarantine behind.
     */
    boolean begun(long[] s, int sid) {
        return flagged(s, sid) || skipped(s, sid) || blockAts.isFencedBeforeFlag(s, sid);
    }
}
