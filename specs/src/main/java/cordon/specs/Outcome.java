package cordon.specs;

import cordon.engine.Trace;
import cordon.engine.explore.Verdict;
import cordon.engine.expression.Asking;
import cordon.engine.property.Property;
import cordon.specs.finding.Answer;
import cordon.specs.finding.Sighting;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A verdict as it is written down.
 *
 * @param verdict {@code holds}, {@code vacuous}, {@code violated}, {@code reachable}, {@code unreachable} or {@code incomplete}
 * @param steps the length of the trace that shows it, where there is one
 * @param known of a violation: the findings that explain it, each with the length of its shortest trace, and whether there is
 *     anything else; otherwise empty
 */
public record Outcome(String verdict, @Nullable Integer steps, String known) {

    /** The outcome that {@code verdict} on {@code property} is, the findings aside. */
    public static Outcome of(Property property, Verdict verdict) {
        return new Outcome(
                verdict.word(property), verdict.trace().map(Trace::length).orElse(null), "");
    }

    /** The outcome that {@code answer} is. */
    public static Outcome of(Answer answer) {
        Outcome plain = of(answer.property(), answer.verdict());
        return plain.isViolation() && Asking.questionOf(answer.property()).isEmpty()
                ? new Outcome(plain.verdict, plain.steps, known(answer))
                : plain;
    }

    private static String known(Answer answer) {
        List<String> parts = new ArrayList<>();
        for (Sighting sighting : answer.sightings()) {
            parts.add(sighting.finding().name()
                    + sighting.trace().map(trace -> " @" + trace.length()).orElse(""));
        }
        if (answer.isUnexplained()) {
            parts.add("unexplained"
                    + answer.beyond().map(trace -> " @" + trace.length()).orElse(""));
        } else {
            parts.add(answer.behind() ? "nothing else" : "not searched behind");
        }
        return String.join(", ", parts);
    }

    /** Whether the property is not satisfied. */
    public boolean isViolation() {
        return verdict.equals("violated") || verdict.equals("unreachable");
    }

    /** {@code violated @30: sync-fault-is-hidden @30, nothing else}. */
    @Override
    public String toString() {
        return verdict + (steps == null ? "" : " @" + steps) + (known.isEmpty() ? "" : ": " + known);
    }
}
