package cordon.specs.proof;

import com.google.common.collect.ImmutableList;

/** Where a flush is. */
enum FlushState {
    IDLE,
    /** It has the array of the domain, and not its lock. */
    POINTED,
    /** It has the lock; its TLBI is in the queue. */
    TLBI,
    /** The CMD_SYNC of the TLBI has completed; each device is somewhere on its way. */
    ATC,
    RETURNED;

    /** While it holds the lock of its array, if that has ATS entries. */
    static final ImmutableList<FlushState> LOCKED = ImmutableList.of(TLBI, ATC);

    /** While it reads its array. */
    static final ImmutableList<FlushState> READING = ImmutableList.of(POINTED, TLBI, ATC);

    /** Before it has asked any device. */
    static final ImmutableList<FlushState> BEFORE_ATC = ImmutableList.of(IDLE, POINTED, TLBI);
}
