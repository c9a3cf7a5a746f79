package cordon.engine.property;

/**
 * Some transition of some reachable state, or some initial state, is of a certain kind: a good thing can happen. Guards against a model that
 * satisfies every invariant because it does nothing.
 */
public non-sealed interface Reachable extends Property {

    /** Whether it is about transitions by {@code action}: the thing looked for is none by any other. */
    default boolean judges(int action) {
        return true;
    }

    /** Whether being in {@code initial}, an initial state, is the thing looked for: then it takes no step. */
    default boolean reachedAtStart(long[] initial) {
        return false;
    }

    /** Whether taking {@code action}, which it judges, from {@code before} to {@code after} is the thing looked for. */
    boolean reached(long[] before, int action, long[] after);
}
