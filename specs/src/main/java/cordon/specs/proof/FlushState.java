package cordon.specs.proof;

/** Where a flush is. */
enum FlushState {
    IDLE,
    /** Its TLBI is in the queue. */
    TLBI,
    /** The CMD_SYNC of the TLBI has completed; each device is somewhere on its way. */
    ATC,
    RETURNED
}
