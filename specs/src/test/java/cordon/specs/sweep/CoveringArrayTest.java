package cordon.specs.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CoveringArrayTest {

    /** Sizes that are known to be the smallest possible: products, and the orthogonal array of three two-valued factors. */
    @ParameterizedTest
    @CsvSource({
        "2 2 2, 2, 4",
        "2 2 2, 3, 8",
        "2 3, 2, 6",
        "3 4 2, 3, 24",
        "5, 1, 5",
        "2 7 3, 1, 7",
        "3 3 2, 2, 9",
        "1 1 1, 2, 1",
    })
    void smallOnesAreAsSmallAsTheyCanBe(String counts, int strength, int rows) {
        int[] values =
                Arrays.stream(counts.split(" ")).mapToInt(Integer::parseInt).toArray();
        assertEquals(rows, CoveringArray.of(values, strength, row -> true).size());
    }

    /** The product has 9,765,625 rows; no array has fewer than 25. Greedy constructions need about twice that. */
    @Test
    void largerOnesStaySmall() {
        int[] counts = new int[10];
        Arrays.fill(counts, 5);
        int rows = CoveringArray.of(counts, 2, row -> true).size();
        assertTrue(rows >= 25 && rows <= 60, rows + " rows");
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        Predicate<int[]> any = row -> true;
        assertThrows(IllegalArgumentException.class, () -> CoveringArray.of(new int[] {2, 2}, 3, any));
        assertThrows(IllegalArgumentException.class, () -> CoveringArray.of(new int[] {2, 2}, 0, any));
        assertThrows(IllegalArgumentException.class, () -> CoveringArray.of(new int[] {2, 0}, 1, any));
        assertEquals(ImmutableList.of(), CoveringArray.of(new int[] {2, 2}, 2, row -> false));
    }

    /** Against a naive reference: all rows of the product that no forbidden pair of values is in. */
    @Property(tries = 300)
    void everyPossibleCombinationIsInARowAndEveryRowIsAllowed(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 3) int strength) {
        Random random = new Random(seed);
        int[] counts = IntStream.range(0, random.nextInt(strength, 6))
                .map(factor -> random.nextInt(1, 5))
                .toArray();
        Set<List<Integer>> forbidden = forbidden(counts, random);
        List<int[]> allowed = product(counts).stream()
                .filter(row -> isAllowed(row, forbidden))
                .toList();
        Predicate<int[]> extensible = partial -> allowed.stream().anyMatch(row -> extendsTo(partial, row));

        ImmutableList<ImmutableIntArray> array = CoveringArray.of(counts, strength, extensible);

        array.forEach(row -> assertTrue(isAllowed(row.toArray(), forbidden), () -> row + " is allowed"));
        assertEquals(
                combinations(allowed, strength),
                combinations(array.stream().map(ImmutableIntArray::toArray).toList(), strength));
        assertEquals(array, CoveringArray.of(counts, strength, extensible), "the same each time");
        assertEquals(array.size(), Set.copyOf(array).size(), "no row twice");
    }

    /** Some pairs of a value and another, each as factor, value, factor, value. */
    private static Set<List<Integer>> forbidden(int[] counts, Random random) {
        Set<List<Integer>> forbidden = new HashSet<>();
        for (int i = random.nextInt(8); i > 0; i--) {
            int first = random.nextInt(counts.length);
            int second = random.nextInt(counts.length);
            forbidden.add(List.of(first, random.nextInt(counts[first]), second, random.nextInt(counts[second])));
        }
        return forbidden;
    }

    private static boolean isAllowed(int[] row, Set<List<Integer>> forbidden) {
        return forbidden.stream().noneMatch(pair -> row[pair.get(0)] == pair.get(1) && row[pair.get(2)] == pair.get(3));
    }

    private static boolean extendsTo(int[] partial, int[] row) {
        return IntStream.range(0, row.length).allMatch(f -> partial[f] == CoveringArray.FREE || partial[f] == row[f]);
    }

    private static List<int[]> product(int[] counts) {
        List<int[]> rows = new ArrayList<>();
        rows.add(new int[counts.length]);
        for (int factor = 0; factor < counts.length; factor++) {
            for (int[] row : List.copyOf(rows)) {
                for (int value = 1; value < counts[factor]; value++) {
                    int[] other = row.clone();
                    other[factor] = value;
                    rows.add(other);
                }
            }
        }
        return rows;
    }

    /** Every combination of {@code strength} factors with their values that is in a row. */
    private static Set<List<Integer>> combinations(List<int[]> rows, int strength) {
        Set<List<Integer>> combinations = new HashSet<>();
        for (int[] row : rows) {
            for (int chosen = 0; chosen < 1 << row.length; chosen++) {
                if (Integer.bitCount(chosen) == strength) {
                    List<Integer> combination = new ArrayList<>();
                    for (int factor = 0; factor < row.length; factor++) {
                        combination.add((chosen >> factor & 1) == 1 ? row[factor] : CoveringArray.FREE);
                    }
                    combinations.add(combination);
                }
            }
        }
        return combinations;
    }
}
