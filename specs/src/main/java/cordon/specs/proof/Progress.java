package cordon.specs.proof;

/** How far a flush is with a device. */
enum Progress {
    NONE,
    /** {@code ats_broken} is set: no ATC_INV (P6). */
    SKIPPED,
    COLLECTED,
    SUBMITTED,
    ANSWERED,
    TIMED_OUT,
    /** So it is, and another flush was told: this one goes on as if it had been answered. */
    UNTOLD,
    /** Its ATC_INV of the retry is in the queue (P7). */
    RETRIED,
    /** It is taken for silent (P7). */
    SILENT,
    /** ATS is turned off at the device (driver-only). */
    TURNED_OFF,
    /** The STE is stored without EATS. */
    STORED,
    /** The CMD_SYNC after CFGI_STE has completed. */
    SYNCED,
    /** {@code ats_broken} is set. */
    FLAGGED,
    /** A mark of its own is set, at which flushes look ({@link cordon.model.Patch#TWO_MARKS}, {@link Trait#MARKS_ENTRIES}). */
    MARKED,
    REPORTED
}
