package cordon.engine.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The store against a hash map of lists. */
class StateStoreTest {

    @Property(tries = 200)
    void aStateIsNewExactlyOnce(
            @ForAll @IntRange(min = 1, max = 5) int words,
            @ForAll @IntRange(min = 1, max = 64) int alphabet,
            @ForAll long seed) {
        StateStore store = new StateStore(words);
        Map<List<Long>, Long> reference = new HashMap<>();
        Random random = new Random(seed);
        for (int n = 0; n < 2_000; n++) {
            long[] state = random.longs(words, 0, alphabet).toArray();
            List<Long> key = Arrays.stream(state).boxed().toList();
            long number = store.insert(state, 0, 0);
            if (reference.containsKey(key)) {
                assertEquals(-1, number);
            } else {
                assertEquals(reference.size(), number, "states are numbered in order of insertion");
                reference.put(key, number);
            }
        }
        assertEquals(reference.size(), store.size());
        long[] read = new long[words];
        reference.forEach((key, number) -> {
            store.read(number, read);
            assertArrayEquals(key.stream().mapToLong(Long::longValue).toArray(), read);
        });
    }

    @Test
    void linksAreKeptThroughGrowth() {
        StateStore store = new StateStore(2);
        int states = 300_000; // many segments, several doublings of the table
        for (int i = 0; i < states; i++) {
            assertEquals(i, store.insert(new long[] {i, ~(long) i}, i / 2, i % 1000));
        }
        for (int i = 0; i < states; i++) {
            assertEquals(-1, store.insert(new long[] {i, ~(long) i}, 7, 7));
            assertEquals(i / 2, store.parent(i));
            assertEquals(i % 1000, store.action(i));
        }
        assertEquals(states, store.size());
    }

    @Test
    void extremeLinksFit() {
        StateStore store = new StateStore(1);
        store.insert(new long[] {-1}, StateStore.MAX_STATES, StateStore.MAX_ACTION);
        assertEquals(StateStore.MAX_STATES, store.parent(0));
        assertEquals(StateStore.MAX_ACTION, store.action(0));
    }

    @Test
    void statesThatDifferInOneBitAreDifferent() {
        StateStore store = new StateStore(3);
        store.insert(new long[3], 0, 0);
        for (int bit = 0; bit < 3 * Long.SIZE; bit++) {
            long[] state = new long[3];
            state[bit / Long.SIZE] = 1L << bit;
            assertTrue(store.insert(state, 0, 0) > 0);
        }
        assertEquals(1 + 3 * Long.SIZE, store.size());
    }

    @Test
    void growthIsForeseen() {
        StateStore store = new StateStore(2);
        for (int i = 0; i < 200_000; i++) {
            long foreseen = store.bytesAfterGrowth(1);
            assertTrue(foreseen <= store.bytesAfterGrowth(100));
            store.insert(new long[] {i, 0}, 0, 0);
            assertTrue(store.bytes() <= foreseen, "insertion " + i);
        }
    }
}
