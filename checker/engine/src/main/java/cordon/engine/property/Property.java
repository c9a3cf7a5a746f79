package cordon.engine.property;

import cordon.engine.Trace;

/**
 * A question about a transition system that a search answers.
 *
 * <p>Implementations are immutable; the methods that look at states are called by several threads and allocate nothing.
 */
public sealed interface Property permits Invariant, StepInvariant, DeadlockFree, Reachable, Eventually {

    /** A short name, unique among the properties of a run: lower case, words joined by hyphens. */
    String name();

    /** One paragraph: what the property protects and where that is written. */
    String meaning();

    /**
     * Whether taking {@code action} can matter to the answer: it may change what is asked about in states, or it is a step that
     * is asked about. For a property of steps that is a matter of the steps it can be false for, if what it looks at there is
     * no more than what the step itself looks at or changes.
     *
     * <p>For a {@link DeadlockFree}: whether more than the states in which no action at all is enabled depends on it.
     */
    default boolean observes(int action) {
        return true;
    }

    /**
     * Says what went wrong (or, for {@link Reachable}, what happened) at the end of {@code trace} and what led to it, in
     * full sentences, for a reader who has the steps in front of them. Step numbers count from 1.
     */
    String explain(Trace trace);
}
