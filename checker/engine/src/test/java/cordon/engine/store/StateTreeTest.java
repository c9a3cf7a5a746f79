package cordon.engine.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Folding is a bijection, whatever was unfolded before, and whoever folds. */
class StateTreeTest {

    @Property(tries = 300)
    void equalKeysAreEqualStates(
            @ForAll @IntRange(min = 1, max = 30) int words, // from 13 on there are inner nodes above inner nodes
            @ForAll @IntRange(min = 1, max = 64) int alphabet,
            @ForAll long seed) {
        StateTree tree = new StateTree(words, 64 * words);
        StateTree.Folder folder = tree.folder();
        Map<List<Long>, Long> reference = new HashMap<>();
        Random random = new Random(seed);
        long[] unfolded = new long[words];
        for (int n = 0; n < 500; n++) {
            long[] state = random.longs(words, 0, alphabet)
                    .map(x -> x * 0x0123_4567_89ab_cdefL)
                    .toArray();
            long key = folder.fold(state);
            Long before = reference.put(list(state), key);
            assertTrue(before == null || before == key, "a state has one key");
            if (n % 3 == 0) {
                folder.unfold(key, unfolded);
                assertArrayEquals(state, unfolded);
            }
        }
        assertEquals(
                reference.size(), reference.values().stream().distinct().count(), "different states, different keys");
        reference.forEach((state, key) -> {
            folder.unfold(key, unfolded);
            assertEquals(state, list(unfolded));
        });
    }

    @Test
    void aNarrowStateIsItsOwnKey() {
        StateTree tree = new StateTree(1, StateTree.DIRECT_BITS);
        assertTrue(tree.isDirect());
        assertEquals(0xab_cdef_0123L, tree.folder().fold(new long[] {0xab_cdef_0123L}));
        assertEquals(0, tree.bytes());
    }

    @Test
    void statesThatDifferInOneBitAreDifferent() {
        for (int words = 1; words <= 6; words++) {
            StateTree.Folder folder = new StateTree(words, 64 * words).folder();
            Map<Long, Integer> keys = new HashMap<>();
            keys.put(folder.fold(new long[words]), -1);
            for (int bit = 0; bit < words * Long.SIZE; bit++) {
                long[] state = new long[words];
                state[bit / Long.SIZE] = 1L << bit;
                assertEquals(null, keys.put(folder.fold(state), bit));
            }
        }
    }

    /** Four threads fold the same states at the same time: they agree on the keys. */
    @Test
    void threadsAgreeOnKeys() throws Exception {
        StateTree tree = new StateTree(5, 320);
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            Callable<long[]> folding = () -> {
                StateTree.Folder folder = tree.folder();
                Random random = new Random(7);
                return random.ints(200_000, 0, 5_000)
                        .mapToLong(i -> folder.fold(new long[] {i, i % 77, i / 3, ~i, i % 500}))
                        .toArray();
            };
            List<Future<long[]>> results = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                results.add(pool.submit(folding));
            }
            for (Future<long[]> result : results) {
                assertArrayEquals(results.get(0).get(), result.get());
            }
            assertEquals(5_000, Arrays.stream(results.get(0).get()).distinct().count());
        } finally {
            pool.shutdownNow();
        }
    }

    private static List<Long> list(long[] state) {
        return Arrays.stream(state).boxed().toList();
    }
}
