package cordon.specs;

import cordon.engine.Trace;
import cordon.engine.explore.Verdict;
import cordon.engine.property.Property;
import cordon.engine.property.Reachable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A verdict as it is written down.
 *
 * @param verdict {@code holds}, {@code violated}, {@code reachable}, {@code unreachable} or {@code incomplete}
 * @param steps the length of the trace that shows it, where there is one
 */
public record Outcome(String verdict, @Nullable Integer steps) {

    /** The outcome that {@code verdict} on {@code property} is. */
    public static Outcome of(Property property, Verdict verdict) {
        boolean reachable = property instanceof Reachable;
        if (verdict instanceof Verdict.Holds holds) {
            return new Outcome(reachable ? "reachable" : "holds", length(holds.witness()));
        } else if (verdict instanceof Verdict.Violated violated) {
            return new Outcome(reachable ? "unreachable" : "violated", length(violated.counterexample()));
        } else {
            return new Outcome("incomplete", null);
        }
    }

    /** Whether the property is not satisfied. */
    public boolean isViolation() {
        return verdict.equals("violated") || verdict.equals("unreachable");
    }

    /** {@code violated @30}. */
    @Override
    public String toString() {
        return steps == null ? verdict : verdict + " @" + steps;
    }

    private static @Nullable Integer length(Optional<Trace> trace) {
        return trace.map(Trace::length).orElse(null);
    }
}
