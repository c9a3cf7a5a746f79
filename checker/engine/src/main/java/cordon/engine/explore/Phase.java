package cordon.engine.explore;

/** The work that a search is at. */
public enum Phase {
    /** States are explored. */
    SEARCH("searching"),
    /** All states are known; the transitions between those that matter to properties about what must happen are noted. */
    GRAPH("making the graph of all states"),
    /** That graph is searched for fair runs on which it never happens. */
    FAIR_RUNS("looking for fair runs");

    private final String words;

    Phase(String words) {
        this.words = words;
    }

    /** The work in words, as a part of a progress line. */
    public String words() {
        return words;
    }
}
