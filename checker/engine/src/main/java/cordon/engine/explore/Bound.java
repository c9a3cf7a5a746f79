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
    /** {@link Options#overflow}. */
    DISK("the disk did not take what would not have fitted into memory"),
    /** {@link Options#first}. */
    FIRST("a violation was found, and no more than one was asked for"),
    /** {@link RandomWalks} have come to their end; they never visit everything. */
    WALKS("all walks have been taken, which does not mean that every state was visited"),
    /** {@link cordon.engine.store.BitState} or {@link cordon.engine.store.HashCompaction} may have taken a state for another. */
    OMISSION("a state may have been taken for one that was visited, since only some bits of each are remembered"),
    /** The property cannot be decided by this kind of search. */
    NOT_ASKED("only a breadth-first search decides what must happen in the end"),
    /** The system or a property does not do what its interface asks: {@link ModelException}. */
    FAULT("the system or a property failed"),
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
