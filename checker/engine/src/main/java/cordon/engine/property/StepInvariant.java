package cordon.engine.property;

/** True of every transition out of every reachable state by an action that it judges, those that change nothing included. */
public non-sealed interface StepInvariant extends Property {

    /** Whether it is about transitions by {@code action}: of no other it is asked whether it holds. */
    default boolean judges(int action) {
        return true;
    }

    /**
     * Whether taking {@code action} puts the property to the test: if no such action is ever taken, it is true for want of an occasion.
     * Those that it judges, unless it judges only what follows from the occasion when something is wrong.
     */
    default boolean tests(int action) {
        return judges(action);
    }

    /** Whether taking {@code action}, which it judges, from {@code before} to {@code after} is as it should be. */
    boolean holds(long[] before, int action, long[] after);
}
