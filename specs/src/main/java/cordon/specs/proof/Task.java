package cordon.specs.proof;

import com.google.common.collect.ImmutableList;

/** Where a device is on its way out of the domain or into it; one CPU takes it there, under {@code group->mutex}. */
enum Task {
    /** Nobody is at it, or {@code group->mutex} has been dropped since. */
    NONE,
    /** Detach, A7: ATS is off at the device. */
    LEAVING,
    /** A8: {@code write_entry} has read the STE, and knows which words it may store when. */
    COMPARED,
    /** A8: a word that may not change yet is stored as it was read: P7 has changed it since. */
    AS_BEFORE,
    /** A8: so it is in the SMMU's copy. */
    OPEN_STILL,
    /** The first word of its STE is stored as that of an abort STE. */
    ABORTED,
    /** The CMD_SYNC after that has completed. */
    SILENCED,
    /** The other words are stored, too. */
    CLEANED,
    /** A10: the ATC_INV of everything is in the queue. */
    LEAVE_ASKED,
    /** It was answered, or timed out, which nobody looks at; or there was none. */
    LEAVE_TOLD,
    /** A12: the device has left the array; readers of it may still be under way. */
    UNLISTED,
    /** No flush has the lock of that array any more; flushes that begin read it until it is purged. */
    RELEASED,
    /** A12: the TLBI of the ASID is performed, if no other device uses it. */
    FLUSHED,
    /** A12: the array without trash is published; readers of the other one may still be under way ({@link cordon.model.Patch#DETACH_WAITS}). */
    PURGED,
    /** done() has called reset_device_done (P2). */
    RECOVERED,
    /** Replace, A3: ATS is decided on; the device is in the array of the other domain, too. */
    MOVING,
    /** A8: the CD leads to the other domain, and its CMD_SYNC has completed. */
    MOVED,
    /** Attach, A6: the array with the device is published. */
    LISTED,
    /** No flush reads an array of before that any more. */
    AWAITED,
    /** The lock of the master is taken, and {@code ats_broken} tested ({@link cordon.model.Patch#LOCK}). */
    HELD,
    /** EATS is stored as decided; the STE is still an abort STE. */
    PREPARED,
    /** The first word of the STE is stored: it translates. */
    OPENED,
    /** The CMD_SYNC after that has completed. */
    IN_USE,
    /** EATS is stored once more, for it had changed. */
    REPEATED,
    /** The STE is written. */
    WRITTEN,
    /** A10: the ATC_INV of everything is in the queue. */
    ENTER_ASKED,
    /** It was answered. */
    ENTER_ANSWERED,
    /** It timed out, or was not sent. */
    ENTER_SILENT,
    /** The answer and {@code ats_broken} are good: ATS is turned on next ({@link cordon.model.Patch#RESULT}). */
    CHECKED,
    /** ATS is refused: EATS is stored as off. */
    REFUSED,
    /** ATS is on; {@code ats_broken} is tested once more ({@link Trait#FORCES}). */
    FORCING,
    /** EATS is stored as off, for {@code ats_broken} is set. */
    FORCED;

    /** While the STE aborts, and the SMMU knows. */
    static final ImmutableList<Task> CLOSED = ImmutableList.of(
            SILENCED,
            CLEANED,
            LEAVE_ASKED,
            LEAVE_TOLD,
            UNLISTED,
            RELEASED,
            FLUSHED,
            PURGED,
            RECOVERED,
            LISTED,
            AWAITED,
            HELD,
            PREPARED);

    /** Of a detach, while EATS may be turned on again. */
    static final ImmutableList<Task> REWRITING = ImmutableList.of(COMPARED, AS_BEFORE, OPEN_STILL, ABORTED, SILENCED);

    /** Of an attach, while EATS may be turned on. */
    static final ImmutableList<Task> WRITING =
            ImmutableList.of(PREPARED, OPENED, IN_USE, REPEATED, WRITTEN, ENTER_ASKED, ENTER_ANSWERED, ENTER_SILENT);

    /** Of a replace, before the STE is written: EATS is as it was. */
    static final ImmutableList<Task> MOVES = ImmutableList.of(MOVING, MOVED);

    /** Of an attach, from the array on. */
    static final ImmutableList<Task> ENTERING = ImmutableList.<Task>builder()
            .add(MOVING, MOVED, LISTED, AWAITED, HELD, CHECKED)
            .addAll(WRITING)
            .build();

    /** Of an attach that has the lock of the master, and has tested {@code ats_broken}. */
    static final ImmutableList<Task> TESTED = ImmutableList.of(HELD, PREPARED, OPENED, IN_USE, REPEATED);

    /** Of an attach or a detach that has the lock of the master. */
    static final ImmutableList<Task> LOCKED =
            ImmutableList.<Task>builder().addAll(REWRITING).addAll(TESTED).build();

    /** Of a detach that has taken the device out of the array. */
    static final ImmutableList<Task> UNLISTING = ImmutableList.of(UNLISTED, RELEASED, FLUSHED, PURGED);

    /** Of an attach that has written the STE. */
    static final ImmutableList<Task> AFTER_WRITING =
            ImmutableList.of(WRITTEN, ENTER_ASKED, ENTER_ANSWERED, ENTER_SILENT);

    /** Of a replace. */
    static final ImmutableList<Task> REPLACING = ImmutableList.<Task>builder()
            .addAll(MOVES)
            .add(IN_USE, REPEATED, WRITTEN, ENTER_ASKED, ENTER_ANSWERED, ENTER_SILENT)
            .add(CHECKED, REFUSED, LEAVE_TOLD)
            .addAll(UNLISTING)
            .build();

    /** Of a replace whose device has left for the other domain, but for the array. */
    static final ImmutableList<Task> GONE = ImmutableList.<Task>builder()
            .add(NONE, LEAVE_TOLD)
            .addAll(UNLISTING)
            .build();

    /** Of an attach whose ATC_INV was answered: the device has forgotten everything. */
    static final ImmutableList<Task> FORGOTTEN = ImmutableList.of(ENTER_ANSWERED, CHECKED);

    /** Of an attach, from its ATC_INV on. */
    static final ImmutableList<Task> TOLD = ImmutableList.of(ENTER_ASKED, ENTER_ANSWERED, ENTER_SILENT, CHECKED);
}
