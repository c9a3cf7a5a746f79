package cordon.specs.suite;

/** The result of a search of a suite. */
public interface Finished {
    /** The search in words, which names it in the suite. */
    String title();

    /** Why the search ended before it had visited every state, as the end of a sentence; blank if it did not. */
    String cut();

    /** The number of new things that it found. */
    int news();

    /** Tells if no bound cut the search. */
    default boolean isComplete() {
        return cut().isEmpty();
    }
}
