package cordon.engine.outcome;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.Comparators;
import java.util.Comparator;
import java.util.List;

/**
 * A combination of values, and what becomes of a state that has it.
 *
 * @param values one for each element that was asked about, in the order asked
 * @param ending what becomes of the state
 */
public record Outcome(List<Integer> values, Ending ending) implements Comparable<Outcome> {
    private static final Comparator<Outcome> ORDER = Comparator.comparing(
                    Outcome::values, Comparators.lexicographical(Comparator.<Integer>naturalOrder()))
            .thenComparing(Outcome::ending);

    /** What {@code state} has, which ends in {@code ending}. */
    static Outcome of(List<Element> elements, long[] state, Ending ending) {
        return new Outcome(elements.stream().map(e -> e.value(state)).collect(toImmutableList()), ending);
    }

    /** The first value that differs decides, and then the ending. */
    @Override
    public int compareTo(Outcome other) {
        return ORDER.compare(this, other);
    }
}
