package cordon.specs.sweep;

import com.google.common.primitives.ImmutableIntArray;
import java.util.function.Predicate;

/**
 * The smallest setting that still shows something: factors go back to value 0, the scenario's own, one after the other, as long
 * as the rest shows it. That is the greedy half of A. Zeller, R. Hildebrandt, "Simplifying and Isolating Failure-Inducing Input",
 * IEEE TSE 28 (2002): no single factor can go back, though two at once perhaps could.
 */
public final class Smallest {
    private Smallest() {}

    /**
     * The smallest row.
     *
     * @param row a complete row that shows it
     * @param allowed whether there is a model of a row
     * @param shows whether an allowed row shows it; asked at most once for each row on the way
     */
    public static ImmutableIntArray of(ImmutableIntArray row, Predicate<int[]> allowed, Predicate<int[]> shows) {
        int[] smallest = row.toArray();
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int factor = 0; factor < smallest.length; factor++) {
                int value = smallest[factor];
                smallest[factor] = 0;
                if (value != 0 && allowed.test(smallest) && shows.test(smallest)) {
                    changed = true;
                } else {
                    smallest[factor] = value;
                }
            }
        }
        return ImmutableIntArray.copyOf(smallest);
    }
}
