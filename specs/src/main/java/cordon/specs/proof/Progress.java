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
    /** The STE is stored without EATS. */
    STORED,
    /** The CMD_SYNC after CFGI_STE has completed. */
    SYNCED,
    /** {@code ats_broken} is set. */
    FLAGGED,
    /** The second mark is set, at which flushes look ({@link Repair#TWO_MARKS}). */
    MARKED,
    REPORTED
}
