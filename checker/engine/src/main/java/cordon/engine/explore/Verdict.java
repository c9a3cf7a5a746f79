package cordon.engine.explore;

import cordon.engine.Trace;
import cordon.engine.property.Property;
import cordon.engine.property.Reachable;
import java.util.Optional;

/** The answer of a search to one property: four kinds, never silence. */
public sealed interface Verdict {

    /** The trace that shows it, a witness or a counterexample; empty if none does. */
    default Optional<Trace> trace() {
        return Optional.empty();
    }

    /**
     * The verdict in a word: {@code holds}, {@code vacuous}, {@code violated} or {@code incomplete}, and of a {@link Reachable} {@code
     * reachable} or {@code unreachable}.
     *
     * @param property what it is on
     */
    default String word(Property property) {
        boolean reachable = property instanceof Reachable;
        if (this instanceof Holds) {
            return reachable ? "reachable" : "holds";
        } else if (this instanceof Violated) {
            return reachable ? "unreachable" : "violated";
        }
        return this instanceof Vacuous ? "vacuous" : "incomplete";
    }

    /**
     * The property is true of the whole state space.
     *
     * @param witness for a {@link Reachable}, a shortest trace to the thing looked for; otherwise empty
     */
    record Holds(Optional<Trace> witness) implements Verdict {
        @Override
        public Optional<Trace> trace() {
            return witness;
        }
    }

    /**
     * The property is true of the whole state space, and nothing in it could have made it false: no step that {@linkplain cordon.engine.property.StepInvariant#tests tests} it
     * was ever taken, or no obligation of it was ever open. That is no reason to rely on it.
     */
    record Vacuous() implements Verdict {}

    /**
     * The property is false.
     *
     * @param counterexample a trace that shows it, of a breadth-first search a shortest one unless it is about what must happen in the
     *     end; empty for a {@link Reachable}, which is refuted only by the whole state space
     */
    record Violated(Optional<Trace> counterexample) implements Verdict {
        @Override
        public Optional<Trace> trace() {
            return counterexample;
        }
    }

    /**
     * Not decided: no counterexample among the states visited, but not all states were visited.
     *
     * @param bound what ended the search
     */
    record Incomplete(Bound bound) implements Verdict {}
}
