package cordon.specs.outcome;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An outcome as it is written down.
 *
 * @param values the value of each element, as counterexamples print it
 * @param ending {@code ends}, {@code stuck} or {@code after}; see {@link cordon.engine.outcome.Ending}
 * @param states the number of distinct states that have it; 0 if it does not come about
 * @param steps the length of a shortest trace to one of them; 0 if there is none
 * @param grade what a person thinks of it
 * @param because the reason for the grade, a sentence; empty if no person has given one
 */
public record GradedRow(List<String> values, String ending, long states, int steps, Grade grade, String because) {

    /** What was found, and no person has looked at. */
    public static GradedRow found(List<String> values, String ending, long states, int steps) {
        return new GradedRow(values, ending, states, steps, Grade.LOOK_AT_IT, "");
    }

    /** Whether {@code other} is the same outcome, whatever is said of it. */
    boolean isOf(GradedRow other) {
        return values.equals(other.values) && ending.equals(other.ending);
    }

    /** This row with the grade that {@code judged} gives. */
    GradedRow gradedAs(GradedRow judged) {
        return new GradedRow(values, ending, states, steps, judged.grade, judged.because);
    }

    /** This row, which does not come about. */
    GradedRow absent() {
        return new GradedRow(values, ending, 0, 0, grade, because);
    }

    /** The outcome and how often it is found, in words. */
    String facts() {
        return states == 0 ? "no state" : states + (states == 1 ? " state" : " states") + ", the nearest @" + steps;
    }

    /** The outcome, in words. */
    String title() {
        return String.join(", ", values) + " (" + ending + ")";
    }

    /** Gson leaves null what a file does not say; such a row is not whole. */
    static boolean isWhole(@Nullable GradedRow row) {
        return row != null
                && Stream.of(row.values, row.ending, row.grade, row.because).allMatch(Objects::nonNull)
                && row.values.stream().allMatch(Objects::nonNull)
                && row.states >= 0
                && row.steps >= 0;
    }
}
