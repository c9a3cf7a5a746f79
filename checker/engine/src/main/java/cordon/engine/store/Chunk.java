package cordon.engine.store;

import com.google.common.primitives.ImmutableIntArray;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.function.LongConsumer;
import java.util.function.LongPredicate;

/**
 * Up to {@link #CAPACITY} keys, in order, immutable. Each half of a key takes only the bits that the largest of the chunk
 * needs; and the chunk knows where its keys came from: the runs of keys that were found from one chunk of the level before.
 */
public final class Chunk {
    /** The largest number of keys. */
    public static final int CAPACITY = 512;

    private final int size;
    private final int highBits;
    private final int lowBits;
    private final long[] bits;
    private final ImmutableIntArray runs;

    private Chunk(int size, int highBits, int lowBits, long[] bits, ImmutableIntArray runs) {
        this.size = size;
        this.highBits = highBits;
        this.lowBits = lowBits;
        this.bits = bits;
        this.runs = runs;
    }

    /**
     * A chunk of the first {@code size} of {@code keys}.
     *
     * @param runs pairs: the position of the first key of a run, and the chunk of the level before from which the run was found
     */
    public static Chunk of(long[] keys, int size, ImmutableIntArray runs) {
        long highs = 0;
        long lows = 0;
        for (int i = 0; i < size; i++) {
            highs |= keys[i] >>> Integer.SIZE;
            lows |= keys[i] & 0xffff_ffffL;
        }
        int highBits = Long.SIZE - Long.numberOfLeadingZeros(highs);
        int lowBits = Math.max(1, Long.SIZE - Long.numberOfLeadingZeros(lows));
        long[] bits = new long[words(size, highBits + lowBits)];
        long at = 0;
        for (int i = 0; i < size; i++) {
            put(bits, at, ((keys[i] >>> Integer.SIZE) << lowBits) | (keys[i] & 0xffff_ffffL));
            at += highBits + lowBits;
        }
        return new Chunk(size, highBits, lowBits, bits, runs);
    }

    /** The number of keys. */
    public int size() {
        return size;
    }

    /** Writes all keys into {@code into}. */
    public void read(long[] into) {
        int width = highBits + lowBits;
        long mask = width == Long.SIZE ? -1 : (1L << width) - 1;
        long lowMask = (1L << lowBits) - 1;
        long at = 0;
        for (int i = 0; i < size; i++) {
            int word = (int) (at >>> 6);
            int shift = (int) at & 63;
            long key = bits[word] >>> shift;
            if (shift + width > Long.SIZE) {
                key |= bits[word + 1] << (Long.SIZE - shift);
            }
            key &= mask;
            into[i] = ((key >>> lowBits) << Integer.SIZE) | (key & lowMask);
            at += width;
        }
    }

    /** A chunk with other keys, as many, that came from where those of this chunk came from. */
    public Chunk withKeys(long[] keys) {
        return of(keys, size, runs);
    }

    /** Passes on all keys. */
    public void forEach(LongConsumer consumer) {
        long[] keys = new long[size];
        read(keys);
        for (long key : keys) {
            consumer.accept(key);
        }
    }

    /** A chunk of those keys that are not {@code unwanted}. */
    Chunk without(LongPredicate unwanted) {
        long[] keys = new long[size];
        read(keys);
        ImmutableIntArray.Builder newRuns = ImmutableIntArray.builder();
        int left = 0;
        int run = -2;
        boolean begun = false; // the run, in the new chunk
        for (int i = 0; i < size; i++) {
            if (run + 2 < runs.length() && runs.get(run + 2) == i) {
                run += 2;
                begun = false;
            }
            if (!unwanted.test(keys[i])) {
                if (!begun) {
                    newRuns.add(left).add(runs.get(run + 1));
                    begun = true;
                }
                keys[left++] = keys[i];
            }
        }
        return of(keys, left, newRuns.build());
    }

    /** The chunk of the level before from which key {@code i} was found. */
    public int origin(int i) {
        int run = 0;
        while (run + 2 < runs.length() && runs.get(run + 2) <= i) {
            run += 2;
        }
        return runs.get(run + 1);
    }

    /** Whether all keys were found from the first {@code chunks} chunks of the level before. */
    public boolean isFromFirst(int chunks) {
        boolean is = true;
        for (int run = 0; run < runs.length(); run += 2) {
            is &= runs.get(run + 1) >= 0 && runs.get(run + 1) < chunks;
        }
        return is;
    }

    /** Writes the chunk, for {@link #read(DataInput)}. */
    void write(DataOutput out) throws IOException {
        out.writeShort(size);
        out.writeByte(highBits);
        out.writeByte(lowBits);
        for (long word : bits) {
            out.writeLong(word);
        }
        out.writeShort(runs.length());
        for (int i = 0; i < runs.length(); i++) {
            out.writeInt(runs.get(i));
        }
    }

    /**
     * Reads a chunk that was written.
     *
     * @throws DamagedException if it was not
     */
    static Chunk read(DataInput in) throws IOException {
        int size = in.readShort();
        int highBits = in.readByte();
        int lowBits = in.readByte();
        DamagedException.require(size > 0 && size <= CAPACITY, "no chunk has " + size + " states");
        DamagedException.require(
                highBits >= 0 && highBits <= Integer.SIZE && lowBits > 0 && lowBits <= Integer.SIZE,
                "no key has " + highBits + " and " + lowBits + " bits");
        long[] bits = new long[words(size, highBits + lowBits)];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = in.readLong();
        }
        int length = in.readShort();
        DamagedException.require(
                length >= 2 && length <= 2 * size + 2 && length % 2 == 0,
                "no chunk has runs of " + length + " numbers");
        int[] runs = new int[length];
        for (int i = 0; i < length; i++) {
            runs[i] = in.readInt();
        }
        for (int run = 0; run < length; run += 2) {
            DamagedException.require(
                    run == 0 ? runs[0] == 0 : runs[run] > runs[run - 2] && runs[run] <= size,
                    "a run of states begins at " + runs[run]);
        }
        return new Chunk(size, highBits, lowBits, bits, ImmutableIntArray.copyOf(runs));
    }

    /** Bytes held. */
    public long bytes() {
        return 80L + (long) Long.BYTES * bits.length + (long) Integer.BYTES * runs.length();
    }

    private static int words(int size, int width) {
        return (size * width + Long.SIZE - 1) / Long.SIZE;
    }

    private static void put(long[] bits, long at, long value) {
        int word = (int) (at >>> 6);
        int shift = (int) at & 63;
        bits[word] |= value << shift;
        if (shift != 0 && word + 1 < bits.length) {
            bits[word + 1] |= value >>> (Long.SIZE - shift);
        }
    }
}
