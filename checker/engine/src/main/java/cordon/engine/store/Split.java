package cordon.engine.store;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which words of a state go into which half of a {@link StateTree}, so that both halves take few values.
 *
 * <p>Words that change together belong together. What changes together only the states know: a sample of them is looked at, and
 * starting from alternate words, single words and pairs of words change sides as long as that makes the number of different
 * left halves plus the number of different right halves smaller. The halves are split in the same way.
 *
 * <p>Different halves are counted as in Whang, Vander-Zanden and Taylor, "A Linear-Time Probabilistic Counting Algorithm for
 * Database Applications", 1990: by the bits that their hashes leave unset in a bitmap. An error costs memory, nothing else.
 */
final class Split {
    private static final int BITMAP_BITS = 19;

    /** Exchanges tried are about as many as the square of the words, each of which looks at every state: more words, fewer states. */
    private static final int STATES_TIMES_SQUARED_WORDS = 1 << 24;

    private final long[][] hashes; // of each word of each state of the sample
    private final long[] bitmap = new long[1 << (BITMAP_BITS - 6)];

    /** For some of {@code states}, at equal distances. */
    Split(List<long[]> states, int words) {
        int size = Math.min(states.size(), Math.max(1, STATES_TIMES_SQUARED_WORDS / (words * words)));
        hashes = new long[words][size];
        for (int i = 0; i < size; i++) {
            long[] state = states.get((int) ((long) i * states.size() / size));
            for (int w = 0; w < words; w++) {
                hashes[w][i] = Hashing.mix64(state[w] + w);
            }
        }
    }

    /** All words, such that halving the list again and again, the left half being the larger one, gives good halves. */
    ImmutableList<Integer> order() {
        List<Integer> words = new ArrayList<>();
        for (int w = 0; w < hashes.length; w++) {
            words.add(w);
        }
        return order(words);
    }

    private ImmutableList<Integer> order(List<Integer> words) {
        if (words.size() <= StateTree.LEAF_WORDS) {
            return ImmutableList.copyOf(words);
        }
        List<Integer> left = new ArrayList<>();
        List<Integer> right = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            (i % 2 == 0 ? left : right).add(words.get(i));
        }
        Half leftHalf = new Half(left);
        Half rightHalf = new Half(right);
        double best = leftHalf.different(left.get(0), left.get(0)) + rightHalf.different(right.get(0), right.get(0));
        boolean better = true;
        while (better) {
            better = false;
            for (int i = 0; i < left.size(); i++) {
                for (int j = 0; j < right.size(); j++) {
                    int fromLeft = left.get(i);
                    int fromRight = right.get(j);
                    double now = leftHalf.different(fromLeft, fromRight) + rightHalf.different(fromRight, fromLeft);
                    if (now < best) {
                        leftHalf.exchange(fromLeft, fromRight);
                        rightHalf.exchange(fromRight, fromLeft);
                        left.set(i, fromRight);
                        right.set(j, fromLeft);
                        best = now;
                        better = true;
                    }
                }
            }
        }
        return ImmutableList.<Integer>builder()
                .addAll(order(left))
                .addAll(order(right))
                .build();
    }

    /** The hashes of some words of all states of the sample, added up: an exchange of two words costs the same whatever their number. */
    private final class Half {
        private final long[] sums = new long[hashes[0].length];

        Half(List<Integer> words) {
            for (int word : words) {
                for (int i = 0; i < sums.length; i++) {
                    sums[i] += hashes[word][i];
                }
            }
        }

        void exchange(int given, int taken) {
            for (int i = 0; i < sums.length; i++) {
                sums[i] += hashes[taken][i] - hashes[given][i];
            }
        }

        /** About how many different values the words take in the sample, with {@code taken} in the place of {@code given}. */
        double different(int given, int taken) {
            long[] out = hashes[given];
            long[] in = hashes[taken];
            Arrays.fill(bitmap, 0);
            for (int i = 0; i < sums.length; i++) {
                int bit = (int) (Hashing.mix64(sums[i] + in[i] - out[i]) >>> (Long.SIZE - BITMAP_BITS));
                bitmap[bit >>> 6] |= 1L << bit;
            }
            int set = 0;
            for (long word : bitmap) {
                set += Long.bitCount(word);
            }
            return -Math.log(1 - (double) set / (1 << BITMAP_BITS));
        }
    }
}
