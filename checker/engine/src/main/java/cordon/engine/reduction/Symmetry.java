package cordon.engine.reduction;

import com.google.common.collect.ImmutableList;
import cordon.engine.schema.Field;
import cordon.engine.schema.Index;
import cordon.engine.schema.Naming;
import cordon.engine.schema.Schema;
import cordon.engine.store.Hashing;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The exchanges of interchangeable things that a schema declares ({@link Index#interchangeable}), and of all states that they
 * turn into each other, one: the canonical form (Ip and Dill, "Better Verification Through Symmetry", 1996).
 *
 * <p>A search that keeps only canonical forms is right if each exchange is an automorphism of the system, which the declaration
 * promises, and if the properties cannot tell the members of an index apart, which the search looks after. Then a path exists from a state if and only if one
 * exists from its canonical form, of the same length, to a state with the same canonical form.
 *
 * <p><b>The canonical form</b> is the least of the states that certain permutations make (after Bošnački, Dams and Holenderski,
 * "Symmetric Spin", 2002). Members of one index, the <em>sorted</em> one, are put in order by all that a state says about each
 * of them: members of which it says the same can be exchanged without changing it, so that this takes no search. That works
 * once the members of the other indices have their order. These are ordered by a signature, a sum of hashes of what a state
 * says of a member without saying anything by number; where signatures tie, all orders are tried. A collision of hashes is a
 * tie like others. Since signatures do not depend on numbers, the permutations tried make the same states of a state and of
 * whatever it can be turned into, and so the least is the same.
 */
public final class Symmetry {
    static final int NONE = -1;

    private final ImmutableList<Index> indices; // interchangeable; the sorted one last, if there is one
    private final int sorted; // its number, or NONE
    private final ImmutableList<MovedField> moved;
    private final int words;
    private final int sliceWords;

    private Symmetry(Schema schema, ImmutableList<Index> indices, int sorted, ImmutableList<MovedField> moved) {
        this.indices = indices;
        this.sorted = sorted;
        this.moved = moved;
        this.words = schema.words();
        // An element has less than 32 bits and lies in one word, so that at least half of each word is used.
        this.sliceWords = sorted == NONE
                ? 0
                : 1 + moved.stream().mapToInt(this::sliceBits).sum() / 32;
    }

    /** What {@code schema} declares; empty if that is nothing. */
    public static Optional<Symmetry> of(Schema schema) {
        Set<Index> all = new LinkedHashSet<>();
        for (Field field : schema.fields()) {
            all.addAll(field.indices());
            field.naming().ifPresent(naming -> all.add(naming.of()));
        }
        all.removeIf(index -> !index.interchangeable() || index.size() < 2);
        if (all.isEmpty()) {
            return Optional.empty();
        }
        Optional<Index> sorted = all.stream()
                .filter(index -> schema.fields().stream().allMatch(field -> isSortable(field, index)))
                .max(Comparator.comparingInt(Index::size));
        sorted.ifPresent(index -> {
            all.remove(index);
            all.add(index);
        });
        ImmutableList<Index> indices = ImmutableList.copyOf(all);
        ImmutableList.Builder<MovedField> moved = ImmutableList.builder();
        for (Field field : schema.fields()) {
            MovedField of = MovedField.of(field, indices);
            if (of.isMoved()) {
                moved.add(of);
            }
        }
        return Optional.of(
                new Symmetry(schema, indices, sorted.isPresent() ? indices.size() - 1 : NONE, moved.build()));
    }

    /** Whether {@code field} says of each member of {@code index} something that does not name another member. */
    private static boolean isSortable(Field field, Index index) {
        long uses = field.indices().stream().filter(index::equals).count();
        boolean named =
                field.naming().filter(naming -> naming.of().equals(index)).isPresent();
        return named ? uses == 0 && field.naming().get() instanceof Naming.Set : uses <= 1;
    }

    /** Exchanges of two neighbouring members of one index: all permutations are made of them. */
    public List<Exchange> exchanges() {
        ImmutableList.Builder<Exchange> all = ImmutableList.builder();
        for (int i = 0; i < indices.size(); i++) {
            for (int member = 1; member < indices.get(i).size(); member++) {
                all.add(new Exchange(i, member));
            }
        }
        return all.build();
    }

    /** An exchange of two members of one index. For the use of one thread. */
    public final class Exchange {
        private final int[][] to = new int[indices.size()][];
        private final long[] exchanged = new long[words];

        private Exchange(int index, int member) {
            for (int i = 0; i < to.length; i++) {
                to[i] = IntStream.range(0, indices.get(i).size()).toArray();
            }
            to[index][member] = member - 1;
            to[index][member - 1] = member;
        }

        /** Turns {@code state} into the one in which the two members have changed places. */
        public void apply(long[] state) {
            move(state, to, exchanged);
            System.arraycopy(exchanged, 0, state, 0, words);
        }
    }

    /** Makes {@code target} the state in which each member of {@code state} has gone to its place in {@code to}. */
    private void move(long[] state, int[][] to, long[] target) {
        System.arraycopy(state, 0, target, 0, words);
        for (int n = 0; n < moved.size(); n++) {
            MovedField of = moved.get(n);
            for (int e = 0; e < of.field().size(); e++) {
                of.field()
                        .set(target, of.destination(e, to), of.rename(of.field().get(state, e), to));
            }
        }
    }

    /** For the use of one thread. */
    public Canonical canonical() {
        return new Canonical();
    }

    /** Bits that a state spends on one member of the sorted index in {@code of}. */
    private int sliceBits(MovedField of) {
        int elements = of.field().size();
        if (of.named() == sorted) {
            return elements;
        }
        return of.axis(sorted) != NONE
                ? elements / indices.get(sorted).size() * of.field().width()
                : 0;
    }

    @FunctionalInterface
    private interface IntComparator {
        int compare(int a, int b);
    }

    /** Makes canonical forms. */
    public final class Canonical {
        private final int[][] order = new int[indices.size()][]; // of each index: the members in their new order
        private final int[][] to = new int[indices.size()][]; // the inverse: where each member goes
        private final long[][] signatures = new long[indices.size()][];
        private final long[] ordered = new long[words];
        private final long[] least = new long[words];
        private final long[][] slices;
        private final int[] sliceEnds;
        private final IntComparator[] bySignature = new IntComparator[indices.size()];
        private final IntComparator bySlice;
        private boolean found;

        private Canonical() {
            for (int i = 0; i < order.length; i++) {
                int size = indices.get(i).size();
                order[i] = new int[size];
                to[i] = new int[size];
                long[] signature = new long[size];
                signatures[i] = signature;
                bySignature[i] = (a, b) -> Long.compare(signature[a], signature[b]);
            }
            slices = new long[sorted == NONE ? 0 : order[sorted].length][sliceWords];
            sliceEnds = new int[slices.length];
            bySlice = (a, b) -> Arrays.compare(slices[a], slices[b]);
        }

        /** Turns {@code state} into its canonical form. */
        public void apply(long[] state) {
            for (int i = 0; i < order.length; i++) {
                Arrays.setAll(order[i], member -> member);
                Arrays.fill(signatures[i], 0);
            }
            sign(state);
            for (int i = 0; i < order.length; i++) {
                if (i != sorted) {
                    sort(order[i], bySignature[i]);
                }
            }
            found = false;
            tryOrders(state, 0, 0);
            System.arraycopy(least, 0, state, 0, words);
        }

        /** Tries all orders from place {@code from} of index {@code i} on, and of the indices after it. */
        private void tryOrders(long[] state, int i, int from) {
            if (i == order.length) {
                tryOrder(state);
            } else if (i == sorted) {
                sortBySlices(state);
                tryOrders(state, i + 1, 0);
            } else if (from == order[i].length) {
                invert(i);
                tryOrders(state, i + 1, 0);
            } else {
                long signature = signatures[i][order[i][from]];
                for (int k = from; k < order[i].length && signatures[i][order[i][k]] == signature; k++) {
                    swap(order[i], from, k);
                    tryOrders(state, i, from + 1);
                    swap(order[i], from, k);
                }
            }
        }

        private void tryOrder(long[] state) {
            reorder(state);
            if (!found || Arrays.compare(ordered, least) < 0) {
                System.arraycopy(ordered, 0, least, 0, words);
                found = true;
            }
        }

        /** What {@link #to} makes of {@code state}. */
        private void reorder(long[] state) {
            if (isIdentity(to)) { // as mostly, since a step changes little
                System.arraycopy(state, 0, ordered, 0, words);
            } else {
                move(state, to, ordered);
            }
        }

        /** Puts the sorted index in order; the other indices have theirs. */
        private void sortBySlices(long[] state) {
            Arrays.setAll(order[sorted], member -> member);
            invert(sorted);
            reorder(state);
            Arrays.fill(sliceEnds, 0);
            for (long[] slice : slices) {
                Arrays.fill(slice, 0);
            }
            for (int n = 0; n < moved.size(); n++) {
                MovedField of = moved.get(n);
                if (of.named() == sorted) {
                    for (int e = 0; e < of.field().size(); e++) {
                        int set = of.field().get(ordered, e);
                        for (int member = 0; member < slices.length; member++) {
                            append(member, (set >>> member) & 1, 1);
                        }
                    }
                } else if (of.axis(sorted) != NONE) {
                    for (int e = 0; e < of.field().size(); e++) {
                        append(
                                of.coordinates()[of.axis(sorted)][e],
                                of.field().get(ordered, e),
                                of.field().width());
                    }
                }
            }
            sort(order[sorted], bySlice);
            invert(sorted);
        }

        private void append(int member, long value, int width) {
            if (sliceEnds[member] % Long.SIZE + width > Long.SIZE) {
                sliceEnds[member] += Long.SIZE - sliceEnds[member] % Long.SIZE;
            }
            slices[member][sliceEnds[member] / Long.SIZE] |= value << sliceEnds[member];
            sliceEnds[member] += width;
        }

        /** Adds up the signatures, but for the sorted index, which needs none. */
        private void sign(long[] state) {
            for (int n = 0; n < moved.size(); n++) {
                MovedField of = moved.get(n);
                int[] axes = of.axes();
                for (int e = 0; e < of.field().size(); e++) {
                    int value = of.field().get(state, e);
                    long said = of.named() == NONE ? value : of.naming().anonymous(value);
                    said = Hashing.mix64(said + ((long) of.fixed()[e] << Integer.SIZE)) + of.salt();
                    for (int a = 0; a < axes.length; a++) {
                        if (axes[a] != NONE && axes[a] != sorted) {
                            int member = of.coordinates()[a][e];
                            boolean itself =
                                    of.named() == axes[a] && of.naming().names(value, member);
                            signatures[axes[a]][member] += Hashing.mix64(said + 2L * a + (itself ? 1 : 0));
                        }
                    }
                    int named = of.named() == sorted ? NONE : of.named();
                    for (int member = 0; named != NONE && member < to[named].length; member++) {
                        if (of.naming().names(value, member)) {
                            signatures[named][member] += Hashing.mix64(said - 1);
                        }
                    }
                }
            }
        }

        private void invert(int i) {
            for (int k = 0; k < order[i].length; k++) {
                to[i][order[i][k]] = k;
            }
        }
    }

    private static boolean isIdentity(int[][] to) {
        for (int[] of : to) {
            for (int member = 0; member < of.length; member++) {
                if (of[member] != member) {
                    return false;
                }
            }
        }
        return true;
    }

    private static void swap(int[] order, int i, int k) {
        int member = order[i];
        order[i] = order[k];
        order[k] = member;
    }

    /** By insertion: there are a few. */
    private static void sort(int[] order, IntComparator comparator) {
        for (int i = 1; i < order.length; i++) {
            for (int k = i; k > 0 && comparator.compare(order[k - 1], order[k]) > 0; k--) {
                swap(order, k - 1, k);
            }
        }
    }
}
