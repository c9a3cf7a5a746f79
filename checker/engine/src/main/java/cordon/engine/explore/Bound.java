package cordon.engine.explore;

/** Why a search stopped before it had visited every state. */
public enum Bound {
    /** {@link Bounds#maxStates}. */
    STATES("the limit on the number of states was reached"),
    /** {@link Bounds#maxDepth}. */
    DEPTH("the limit on the depth was reached"),
    /** {@link Bounds#time}. */
    TIME("the time limit was reached"),
    /** {@link Bounds#memoryBytes}. */
    MEMORY("the next states would not have fitted into memory"),
    /** {@link Options#first}. */
    FIRST("a violation was found, and no more than one was asked for"),
    /** {@link Bounds#interrupted}. */
    INTERRUPT("it was interrupted");

    private final String reason;

    Bound(String reason) {
        this.reason = reason;
    }

    /** The reason, as the end of a sentence that begins "the search stopped because". */
    public String reason() {
        return reason;
    }
}
