package cordon.engine.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.primitives.ImmutableIntArray;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Packing and unpacking keys. */
class ChunkTest {

    @Property(tries = 500)
    void keysComeBackInOrder(
            @ForAll @IntRange(min = 0, max = 32) int highBits,
            @ForAll @IntRange(min = 0, max = 32) int lowBits,
            @ForAll @IntRange(min = 1, max = Chunk.CAPACITY) int size,
            @ForAll long seed) {
        Random random = new Random(seed);
        long highs = (1L << highBits) - 1;
        long lows = (1L << lowBits) - 1;
        long[] keys = random.longs(size)
                .map(x -> (((x >>> 32) & highs) << 32) | (x & lows))
                .toArray();
        Chunk chunk = Chunk.of(Arrays.copyOf(keys, Chunk.CAPACITY), size, ImmutableIntArray.of(0, 0));
        long[] read = new long[Chunk.CAPACITY];
        chunk.read(read);
        assertEquals(size, chunk.size());
        assertArrayEquals(keys, Arrays.copyOf(read, size));
        assertTrue(chunk.bytes() <= 100 + 8 + ((long) highBits + Math.max(1, lowBits)) * size / 8);
    }

    @Test
    void aKeyKnowsTheChunkThatItWasFoundFrom() {
        Chunk chunk = Chunk.of(new long[10], 10, ImmutableIntArray.of(0, 7, 3, 9, 4, 12));
        assertEquals(7, chunk.origin(0));
        assertEquals(7, chunk.origin(2));
        assertEquals(9, chunk.origin(3));
        assertEquals(12, chunk.origin(4));
        assertEquals(12, chunk.origin(9));
    }
}
