package cordon.specs.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.primitives.ImmutableIntArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** The search for a smallest setting, with a condition in place of a search. */
class SmallestTest {
    private static final ImmutableIntArray ROW = ImmutableIntArray.of(3, 1, 2, 4);

    @Test
    void whatDoesNotMatterGoesBack() {
        assertEquals(ImmutableIntArray.of(0, 1, 0, 4), Smallest.of(ROW, row -> true, row -> row[1] == 1 && row[3] > 2));
        assertEquals(ImmutableIntArray.of(0, 0, 0, 0), Smallest.of(ROW, row -> true, row -> true));
        assertEquals(ROW, Smallest.of(ROW, row -> true, row -> false));
    }

    /** A task on the second device goes back to the first before the second device can go. */
    @Test
    void whatCouldNotGoBackIsTriedAgain() {
        List<List<Integer>> asked = new ArrayList<>();
        ImmutableIntArray smallest = Smallest.of(ROW, row -> row[0] != 0 || row[3] == 0, row -> {
            asked.add(List.of(row[0], row[1], row[2], row[3]));
            return row[2] == 2;
        });
        assertEquals(ImmutableIntArray.of(0, 0, 2, 0), smallest);
        assertTrue(
                asked.stream().allMatch(row -> row.get(0) != 0 || row.get(3) == 0), "only what is allowed is searched");
    }

    /** Of a condition that looks at how many values are not 0: as many as it takes are left, and they are as they were. */
    @Property
    void noValueOfTheSmallestCanGoBack(
            @ForAll @Size(5) List<@IntRange(max = 3) Integer> values, @ForAll @IntRange(max = 5) int least) {
        ImmutableIntArray row = ImmutableIntArray.copyOf(values);
        int[] smallest =
                Smallest.of(row, r -> true, r -> deviations(r) >= least).toArray();
        int before = deviations(row.toArray());
        assertEquals(before >= least ? least : before, deviations(smallest));
        for (int factor = 0; factor < smallest.length; factor++) {
            assertTrue(smallest[factor] == row.get(factor) || smallest[factor] == 0);
        }
    }

    private static int deviations(int[] row) {
        return (int) Arrays.stream(row).filter(value -> value != 0).count();
    }
}
