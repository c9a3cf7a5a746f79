package cordon.engine.outcome;

/** What becomes of a state that has an outcome. */
public enum Ending {
    /** The system rests in it, as it may. */
    ENDS("ends"),
    /** The system rests in it and should go on: a deadlock. */
    STUCK("stuck"),
    /** A step that was asked about has led to it, and nothing is said of whether the system goes on. */
    AFTER("after");

    private final String word;

    Ending(String word) {
        this.word = word;
    }

    /** It in one word. */
    @Override
    public String toString() {
        return word;
    }
}
