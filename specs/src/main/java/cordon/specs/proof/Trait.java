package cordon.specs.proof;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;

/** A property of a design that is not a {@link cordon.model.Patch}: it comes from a setting, or from a design after v2. */
enum Trait {
    /** The CMD_SYNC of another flush may fault for an ATC_INV of this one: a batch is issued in parts ({@code batchMax}). */
    TELLS_ANOTHER,
    /** The CMD_SYNC of a batch completes without an error, whatever timed out ({@code hwSyncPolicy=silent}). */
    TELLS_NOBODY,
    /** The driver gives up waiting for a CMD_SYNC although the commands before it are not performed yet. */
    GIVES_UP,
    /** P7 takes a whole batch for silent, instead of asking each device again ({@code retryStrategy=none}). */
    BLAMES_ALL,
    /** The lock of the master covers the CMD_SYNC of the fence, too. */
    LOCKS_SYNC,
    /** An attach whose ATC_INV is not answered fences the device as a flush does. */
    ATTACH_FENCES,
    /** A flush skips an entry of an array that is marked, whatever flags the master has. */
    MARKS_ENTRIES,
    /** An attach turns EATS off again at its end if {@code ats_broken} is set. */
    FORCES;

    /** What CMD_SYNCs do that should not be. */
    static final ImmutableSet<Trait> OF_SYNCS = Sets.immutableEnumSet(TELLS_ANOTHER, TELLS_NOBODY, GIVES_UP);
}
