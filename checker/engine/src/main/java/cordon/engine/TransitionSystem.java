package cordon.engine;

import cordon.engine.schema.Schema;
import java.util.List;
import java.util.Optional;

/**
 * A finite system of states and actions, as the explorers see it.
 *
 * <p>Implementations are immutable and safe for use by several threads: everything that changes during a search lives in
 * the state vectors and in the caller's {@link Successors}. The order in which successors are produced is a function of
 * the state alone; that makes every search repeatable.
 */
public interface TransitionSystem {

    /** The fields of a state vector. */
    Schema schema();

    /** Adds every initial state to {@code out}; the action of each is ignored. */
    void initialStates(Successors out);

    /**
     * Adds to {@code out} one entry for every enabled action of {@code state} and every outcome of it. An outcome equal
     * to {@code state} itself is added too: step properties are asked about it.
     *
     * @param state a state of this system; not to be modified
     */
    void successors(long[] state, Successors out);

    /** Names the action {@code id}, as given to {@link Successors#add}. */
    Action action(int id);

    /** As {@link #action(int)}, said more exactly for the state {@code before} in which the action is taken. */
    default Action action(int id, long[] before) {
        return action(id);
    }

    /** The number of action ids: they are {@code 0 .. actionCount()-1}. */
    int actionCount();

    /** What each action looks at and changes, by its id; empty if that is not declared. */
    default Optional<List<Footprint>> footprints() {
        return Optional.empty();
    }

    /** Which of the actions have to be taken; asked by properties about what must happen in the end. */
    default Fairness fairness() {
        return Fairness.none(actionCount());
    }

    /**
     * The bits of a state, as a mask, that remember how it was reached and never decide which steps are possible: states that
     * differ in nothing else are counted once. Empty if every bit belongs to the state itself.
     */
    default Optional<long[]> history() {
        return Optional.empty();
    }

    /**
     * What the modelled software prints when it takes {@code action} in {@code before}: the lines that a user of the
     * real system would find in its log. Empty unless the system has something to say.
     */
    default List<String> log(long[] before, int action) {
        return List.of();
    }
}
