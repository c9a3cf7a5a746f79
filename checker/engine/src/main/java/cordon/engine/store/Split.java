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

    private final long[][] hashes; // of each word of each state of the sample
    private final long[] bitmap = new long[1 << (BITMAP_BITS - 6)];

    /** For the states of a sample. */
    Split(List<long[]> sample, int words) {
        hashes = new long[words][sample.size()];
        for (int i = 0; i < sample.size(); i++) {
            for (int w = 0; w < words; w++) {
                hashes[w][i] = Hashing.mix64(sample.get(i)[w] + w);
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
        double best = different(left) + different(right);
        boolean better = true;
        while (better) {
            better = false;
            for (int i = 0; i < left.size(); i++) {
                for (int j = 0; j < right.size(); j++) {
                    swap(left, i, right, j);
                    double now = different(left) + different(right);
                    if (now < best) {
                        best = now;
                        better = true;
                    } else {
                        swap(left, i, right, j);
                    }
                }
            }
        }
        return ImmutableList.<Integer>builder()
                .addAll(order(left))
                .addAll(order(right))
                .build();
    }

    private static void swap(List<Integer> left, int i, List<Integer> right, int j) {
        Integer word = left.get(i);
        left.set(i, right.get(j));
        right.set(j, word);
    }

    /** About how many different values {@code words} together take in the sample. */
    private double different(List<Integer> words) {
        Arrays.fill(bitmap, 0);
        int states = hashes[0].length;
        for (int i = 0; i < states; i++) {
            long hash = 0;
            for (int word : words) {
                hash += hashes[word][i];
            }
            int bit = (int) (Hashing.mix64(hash) >>> (Long.SIZE - BITMAP_BITS));
            bitmap[bit >>> 6] |= 1L << bit;
        }
        int set = 0;
        for (long word : bitmap) {
            set += Long.bitCount(word);
        }
        return -Math.log(1 - (double) set / (1 << BITMAP_BITS));
    }
}
