package cordon.engine.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The set of keys against a hash set; its layout against itself, there and back; and many threads against one. */
class KeySetTest {

    @Property(tries = 1000)
    void anEntryAndItsSlotGiveTheKeyBack(
            @ForAll @IntRange(min = 1, max = 31) int highBits,
            @ForAll @IntRange(min = 1, max = 31) int lowBits,
            @ForAll @IntRange(min = 1 << 8, max = 1 << 26) int slots,
            @ForAll long bits) {
        Layout layout = Layout.of(highBits, lowBits, slots);
        if (layout.slots() > 1 << 30) {
            return; // wider keys than any table that fits into a test
        }
        long high = (bits >>> Integer.SIZE) & ((1L << highBits) - 1);
        long low = bits & ((1L << lowBits) - 1);
        long key = (high << Integer.SIZE) | low;
        long scattered = layout.scatter(key);
        int home = layout.home(scattered);
        assertTrue(home >= 0 && home < layout.slots());
        for (int distance : new int[] {0, 1, layout.probes() - 1}) {
            int entry = layout.entry(scattered) + distance;
            assertTrue(entry != 0, "an entry is never taken for an empty slot");
            assertEquals(scattered, layout.scattered(layout.part(scattered), home + distance, entry));
            assertEquals(key, layout.key(scattered));
        }
    }

    @Test
    void aKeyThatIsTooWideForTheLayoutIsSaidToBeSo() {
        Layout layout = Layout.of(3, 5, 1 << 14);
        assertTrue(layout.scatter((7L << 32) | 31) >= 0);
        assertEquals(-1, layout.scatter(8L << 32));
        assertEquals(-1, layout.scatter(32));
    }

    @Property(tries = 100)
    void aKeyIsNewExactlyOnce(
            @ForAll @IntRange(min = 1, max = 20) int highBits,
            @ForAll @IntRange(min = 1, max = 20) int lowBits,
            @ForAll @IntRange(min = 1, max = 24) int alphabetBits,
            @ForAll long seed) {
        KeySet set = new KeySet(highBits, lowBits, false);
        Set<Long> reference = new HashSet<>();
        Random random = new Random(seed);
        for (int n = 0; n < 30_000; n++) {
            long key = random.nextLong() & (((1L << alphabetBits) - 1) * 0x1_0000_0001L);
            assertEquals(reference.add(key), set.add(key));
            if (set.isCrowded(reference.size())) {
                int wider = Math.min(alphabetBits, 24);
                set.grow(reference.size(), wider, wider);
            }
        }
        assertPlacesAreDifferent(set, reference);
        assertEquals(-1, set.place(1L << 63));
    }

    /** Too wide for the layout, every one of them: slow, but right. */
    @Test
    void whatHasNoPlaceInTheTableIsInTheSpill() {
        KeySet set = new KeySet(4, 4, false);
        for (long i = 0; i < 1000; i++) {
            assertTrue(set.add((i << 32) | (1000 + i)));
        }
        assertEquals(1000, set.spilled());
        assertTrue(set.isCrowded(1000));
        set.grow(1000, 10, 12);
        assertEquals(0, set.spilled());
        for (long i = 0; i < 1000; i++) {
            assertFalse(set.add((i << 32) | (1000 + i)));
        }
    }

    /** Nobody grows the table: it fills up to the last slot and beyond. */
    @Test
    void aFullTableIsSlowAndRight() {
        KeySet set = new KeySet(20, 12, false);
        for (long i = 0; i < 20_000; i++) {
            assertTrue(set.add((i << 32) | (i & 0xfff)));
        }
        assertTrue(set.spilled() > 0);
        for (long i = 0; i < 20_000; i++) {
            assertFalse(set.add((i << 32) | (i & 0xfff)));
        }
        assertTrue(set.add(20_000L << 32));
    }

    /** Neighbours share a home when there are half as many slots again, and it is too far from there to the last free slot. */
    @Test
    void keysThatLoseTheirPlaceByGrowingAreKept() {
        KeySet set = new KeySet(20, 18, false);
        set.grow(300_000, 20, 18);
        Layout layout = Layout.of(20, 18, 1 << 14);
        long border = 1 << 18; // from home 0 to home 1
        List<Long> keys = LongStream.rangeClosed(border - Layout.MAX_PROBES, border)
                .mapToObj(layout::key)
                .toList();
        keys.forEach(key -> assertTrue(set.add(key)));
        assertEquals(0, set.spilled());
        set.grow(600_000, 20, 18);
        assertEquals(1, set.spilled());
        keys.forEach(key -> assertFalse(set.add(key)));
        assertPlacesAreDifferent(set, new HashSet<>(keys));
    }

    /** Repeated at once, so that the batch remembers them, and also 0 and a key that only the spill has room for. */
    @Property(tries = 300)
    void aBatchPutsWhatItWasJustGivenOnlyOnce(@ForAll List<@IntRange(max = 40) Integer> given) {
        KeySet set = new KeySet(4, 28, false);
        KeySet.Batch batch = set.batch();
        Set<Long> seen = new HashSet<>();
        Set<Long> added = new HashSet<>();
        for (int from = 0; from < given.size(); from += 7) {
            for (int number : given.subList(from, Math.min(from + 7, given.size()))) {
                long key = (long) number << 31;
                if (!batch.put(key)) {
                    assertTrue(seen.contains(key));
                }
                seen.add(key);
            }
            batch.touch();
            for (int i = 0; i < batch.size(); i++) {
                if (batch.add(i)) {
                    assertTrue(added.add(batch.key(i)));
                }
            }
            batch.clear();
            assertEquals(seen, added);
        }
    }

    @Test
    void growthIsForeseen() {
        KeySet set = new KeySet(12, 20, false);
        long size = 0;
        Random random = new Random(1);
        while (size < 300_000) {
            size += set.add(random.nextLong() & 0xfff_000f_ffffL) ? 1 : 0;
            if (set.isCrowded(size)) {
                long before = set.bytes();
                long foreseen = set.bytesToGrow(size, 12, 20);
                set.grow(size, 12, 20);
                assertTrue(set.bytes() <= before + foreseen + 1000 /* the spill */);
                assertTrue(set.bytes() > before);
                assertFalse(set.isCrowded(size));
            }
        }
    }

    @Test
    void threadsThatAddTheSameKeysFindEachNewOnce() throws Exception {
        hammer(200_000, 5);
    }

    /** 1e8 insertions, which take twenty seconds or more. */
    @Test
    @Tag("slow")
    void aHundredMillionInsertionsByManyThreads() throws Exception {
        hammer(1_250_000, 20);
    }

    /** Four threads add the same keys, each in another order, round after round with growth in between. */
    private static void hammer(int keysPerRound, int rounds) throws Exception {
        int threads = 4;
        KeySet set = new KeySet(13, 13, true);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            long size = 0;
            for (int round = 0; round < rounds; round++) {
                long first = (long) round * keysPerRound;
                CyclicBarrier start = new CyclicBarrier(threads);
                List<Future<Long>> counts = new ArrayList<>();
                for (int t = 0; t < threads; t++) {
                    long offset =
                            (long) t * keysPerRound / threads / 64; // close behind each other, so that they collide
                    counts.add(pool.submit(() -> {
                        start.await();
                        long fresh = 0;
                        for (int i = 0; i < keysPerRound; i++) {
                            fresh += set.add(key(first + (i + offset) % keysPerRound)) ? 1 : 0;
                        }
                        return fresh;
                    }));
                }
                long fresh = 0;
                for (Future<Long> count : counts) {
                    fresh += count.get();
                }
                assertEquals(keysPerRound, fresh, "round " + round);
                size += fresh;
                set.grow(size, 17, 17);
            }
            for (long i = 0; i < size; i++) {
                assertTrue(set.place(key(i)) >= 0);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    /** Different for different {@code i} below 2^34. */
    private static long key(long i) {
        return ((i >>> 17) << 32) | (i & ((1 << 17) - 1));
    }

    private static void assertPlacesAreDifferent(KeySet set, Set<Long> keys) {
        Set<Long> places = new HashSet<>();
        for (long key : keys) {
            long place = set.place(key);
            assertTrue(place >= 0 && place < set.places());
            assertTrue(places.add(place));
        }
    }
}
