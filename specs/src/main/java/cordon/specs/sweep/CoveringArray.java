package cordon.specs.sweep;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Rows of values in which every combination of {@code strength} values that is possible at all occurs at least once.
 *
 * <p>The construction is IPOG: Y. Lei, R. Kacker, D. R. Kuhn, V. Okun, J. Lawrence, "IPOG: A General Strategy for T-Way Software
 * Testing", ECBS 2007. It begins with all combinations of the first {@code strength} factors. Then it adds one factor after the other:
 * each row gets the value that covers most (horizontal growth), and what is left is put into positions that are still free, or into
 * new rows (vertical growth). Factors with many values come first.
 *
 * <p>Constraints are kept as in the tool ACTS of the same authors: a row is never extended to what the constraint refuses. The
 * result depends on nothing but the arguments.
 */
public final class CoveringArray {
    /** In a partial row: no value yet. */
    public static final int FREE = -1;

    private final int[] order; // factors in the order in which they are added
    private final int[] counts; // of values, by factor
    private final int strength;
    private final Predicate<int[]> extensible;
    private final List<int[]> rows = new ArrayList<>();

    private CoveringArray(int[] counts, int strength, Predicate<int[]> extensible) {
        this.counts = counts.clone();
        this.strength = strength;
        this.extensible = extensible;
        this.order = IntStream.range(0, counts.length)
                .boxed()
                .sorted(Comparator.comparing(factor -> -counts[factor]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /**
     * A covering array.
     *
     * @param counts the number of values of each factor, each at least 1
     * @param strength the number of factors of a combination, from 1 to the number of factors
     * @param extensible whether a row, in which some values are {@link #FREE}, can be completed to an allowed one. It is not to
     *     change or keep its argument. For a complete row it says whether that is allowed
     * @return complete rows, each allowed; values that do not matter are the first ones possible. Empty if no row is allowed
     * @throws IllegalArgumentException if a number is out of range
     */
    public static ImmutableList<ImmutableIntArray> of(int[] counts, int strength, Predicate<int[]> extensible) {
        if (strength < 1 || strength > counts.length) {
            throw new IllegalArgumentException(
                    "strength cannot be " + strength + "; expected 1 to " + counts.length + ", the number of factors");
        }
        if (Arrays.stream(counts).anyMatch(count -> count < 1)) {
            throw new IllegalArgumentException("a factor has no value");
        }
        CoveringArray array = new CoveringArray(counts, strength, extensible);
        array.begin();
        for (int next = strength; next < counts.length; next++) {
            array.extend(next);
        }
        array.rows.forEach(array::complete);
        return array.rows.stream().map(ImmutableIntArray::copyOf).collect(toImmutableList());
    }

    private int[] freeRow() {
        int[] row = new int[counts.length];
        Arrays.fill(row, FREE);
        return row;
    }

    /** All combinations of the first factors. */
    private void begin() {
        Combinations first = new Combinations(Arrays.copyOf(order, strength));
        for (int code = 0; code < first.size(); code++) {
            int[] row = freeRow();
            first.write(code, row);
            if (extensible.test(row)) {
                rows.add(row);
            }
        }
    }

    private void extend(int next) {
        List<Combinations> open = new ArrayList<>();
        for (int[] others : choose(next, strength - 1)) {
            int[] factors = Arrays.copyOf(others, strength);
            factors[strength - 1] = order[next];
            open.add(new Combinations(factors).withPossible());
        }
        for (int[] row : rows) {
            growHorizontally(row, order[next], open);
        }
        open.forEach(this::growVertically);
    }

    private void growHorizontally(int[] row, int factor, List<Combinations> open) {
        int best = FREE;
        long most = -1;
        for (int value = 0; value < counts[factor]; value++) {
            row[factor] = value;
            long gain = open.stream()
                    .filter(combinations -> combinations.isOpenIn(row))
                    .count();
            if (gain > most && extensible.test(row)) {
                best = value;
                most = gain;
            }
        }
        // Nothing gained: the value is left open, for vertical growth to choose it.
        row[factor] = most > 0 ? best : FREE;
        open.forEach(combinations -> combinations.closeIn(row));
    }

    private void growVertically(Combinations combinations) {
        BitSet open = combinations.open;
        for (int code = open.nextSetBit(0); code >= 0; code = open.nextSetBit(code + 1)) {
            if (!putIntoFreePositions(combinations, code)) {
                int[] row = freeRow();
                combinations.write(code, row);
                rows.add(row);
            }
        }
    }

    private boolean putIntoFreePositions(Combinations combinations, int code) {
        for (int[] row : rows) {
            if (combinations.fits(code, row)) {
                int[] before = row.clone();
                combinations.write(code, row);
                if (extensible.test(row)) {
                    return true;
                }
                System.arraycopy(before, 0, row, 0, row.length);
            }
        }
        return false;
    }

    private void complete(int[] row) {
        for (int factor = 0; factor < row.length; factor++) {
            for (int value = 0; row[factor] == FREE && value < counts[factor]; value++) {
                row[factor] = value;
                if (!extensible.test(row)) {
                    row[factor] = FREE;
                }
            }
            if (row[factor] == FREE) {
                throw new IllegalStateException("the constraint contradicts itself at factor " + factor);
            }
        }
    }

    /** The sets of {@code size} among the first {@code among} factors of {@link #order}, in lexical order. */
    private List<int[]> choose(int among, int size) {
        List<int[]> chosen = new ArrayList<>();
        choose(among, new int[size], 0, 0, chosen);
        return chosen;
    }

    private void choose(int among, int[] set, int filled, int from, List<int[]> chosen) {
        if (filled == set.length) {
            chosen.add(set.clone());
            return;
        }
        for (int i = from; i < among; i++) {
            set[filled] = order[i];
            choose(among, set, filled + 1, i + 1, chosen);
        }
    }

    /** The combinations of values of some factors, numbered. */
    private final class Combinations {
        private final int[] factors;
        private final BitSet open = new BitSet(); // possible, and in no row

        Combinations(int[] factors) {
            this.factors = factors;
        }

        int size() {
            return Arrays.stream(factors).map(factor -> counts[factor]).reduce(1, Math::multiplyExact);
        }

        Combinations withPossible() {
            for (int code = 0; code < size(); code++) {
                int[] row = freeRow();
                write(code, row);
                open.set(code, extensible.test(row));
            }
            return this;
        }

        void write(int code, int[] row) {
            int rest = code;
            for (int factor : factors) {
                row[factor] = rest % counts[factor];
                rest /= counts[factor];
            }
        }

        boolean fits(int code, int[] row) {
            int rest = code;
            for (int factor : factors) {
                if (row[factor] != FREE && row[factor] != rest % counts[factor]) {
                    return false;
                }
                rest /= counts[factor];
            }
            return true;
        }

        /** The number of the combination in {@code row}, or {@link #FREE} if a value is free. */
        private int codeIn(int[] row) {
            int code = 0;
            for (int i = factors.length - 1; i >= 0; i--) {
                int value = row[factors[i]];
                if (value == FREE) {
                    return FREE;
                }
                code = code * counts[factors[i]] + value;
            }
            return code;
        }

        boolean isOpenIn(int[] row) {
            int code = codeIn(row);
            return code != FREE && open.get(code);
        }

        void closeIn(int[] row) {
            int code = codeIn(row);
            if (code != FREE) {
                open.clear(code);
            }
        }
    }
}
