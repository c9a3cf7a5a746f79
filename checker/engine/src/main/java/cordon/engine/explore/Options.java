package cordon.engine.explore;

import cordon.engine.TransitionSystem;
import cordon.engine.property.Eventually;
import cordon.engine.property.Property;
import java.util.List;
import java.util.Optional;

/**
 * How to search breadth-first.
 *
 * @param workers threads that search, at least 1; the answers do not depend on it
 * @param first whether to stop at the end of the level in which some property is found to be violated
 * @param symmetry whether to search one of all states that exchanges of interchangeable things turn into each other; the verdicts
 *     and lengths are the same if the properties cannot tell those things apart
 * @param overflow where to go on when the states do not fit into memory; empty if the search is to end then
 * @param checkpointing where to leave what is known; empty if nowhere
 */
public record Options(
        int workers,
        boolean first,
        boolean symmetry,
        Optional<Spilling> overflow,
        Optional<Checkpointing> checkpointing) {

    /** Checks the number of threads. */
    public Options {
        if (workers < 1) {
            throw new IllegalArgumentException("workers: expected at least 1, not " + workers);
        }
    }

    /** One thread, each state for itself, in memory, until every property is decided, without checkpoints. */
    public static final Options DEFAULT = new Options(1, false, false, Optional.empty(), Optional.empty());

    /** These options with another number of {@link #workers}. */
    public Options withWorkers(int number) {
        return new Options(number, first, symmetry, overflow, checkpointing);
    }

    /** These options with another {@link #first}. */
    public Options withFirst(boolean stop) {
        return new Options(workers, stop, symmetry, overflow, checkpointing);
    }

    /** These options with another {@link #symmetry}. */
    public Options withSymmetry(boolean use) {
        return new Options(workers, first, use, overflow, checkpointing);
    }

    /** These options with an {@link #overflow}. */
    public Options withOverflow(Spilling where) {
        return new Options(workers, first, symmetry, Optional.of(where), checkpointing);
    }

    /** These options with {@link #checkpointing}. */
    public Options withCheckpointing(Checkpointing how) {
        return new Options(workers, first, symmetry, overflow, Optional.of(how));
    }

    /**
     * Makes sure that a search with these options can answer.
     *
     * @throws IllegalArgumentException if a reduction is asked for that does not go with the system or the properties
     */
    void requireFor(TransitionSystem system, List<? extends Property> properties) {
        if (symmetry && properties.stream().anyMatch(Eventually.class::isInstance)) {
            throw new IllegalArgumentException("symmetry is for properties about what never happens");
        }
        if (system.history().isPresent() && (symmetry || overflow.isPresent())) {
            throw new IllegalArgumentException(
                    "states that remember history are searched in memory and without symmetry");
        }
    }
}
