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
     * Says what went wrong (or, for {@link Reachable}, what happened) at the end of {@code trace} and what led to it, in
     * full sentences, for a reader who has the steps in front of them. Step numbers count from 1.
     */
    String explain(Trace trace);
}
