package cordon.engine.store;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * Tuples of one to three words, each with a number: 0, 1, 2, ... in order of arrival. The values of a node of a {@link StateTree}.
 *
 * <p>There are few tuples compared with the states made of them, so that nearly every call finds what it looks for. Finding
 * takes no lock: the tuple is stored before its number is put into the index, with release semantics, and whoever reads the
 * number, with acquire semantics, sees the tuple. A thread that does not find a tuple takes the lock and looks again; so it
 * does when it used an index that has been replaced meanwhile. Numbers and tuples never change.
 */
final class NodeTable {
    private static final int SEGMENT_BITS = 10;
    private static final int SEGMENT_TUPLES = 1 << SEGMENT_BITS;
    private static final int FIRST_INDEX = 64;
    private static final VarHandle INDEX = MethodHandles.arrayElementVarHandle(int[].class);

    private final int width;
    private volatile long[][] segments = new long[4][];
    // 0, or number + 1 in as many bits as a place has; above them bits of the hash, against looking at a wrong tuple.
    private volatile int[] index = new int[FIRST_INDEX];

    private volatile int size;

    /** An empty table of tuples of {@code width} words. */
    NodeTable(int width) {
        this.width = width;
    }

    /** Writes all tuples, for {@link #read}. */
    void write(DataOutput out) throws IOException {
        out.writeInt(size);
        for (int number = 0; number < size; number++) {
            for (int word = 0; word < width; word++) {
                out.writeLong(word(number, word));
            }
        }
    }

    /** Adds tuples that were written to this table, which is empty. */
    void read(DataInput in) throws IOException {
        int count = in.readInt();
        DamagedException.require(count >= 0, "no table has " + count + " entries");
        for (int number = 0; number < count; number++) {
            int added = add(in.readLong(), width > 1 ? in.readLong() : 0, width > 2 ? in.readLong() : 0);
            DamagedException.require(added == number, "two entries of a table are the same");
        }
    }

    /** The number of tuples. */
    int size() {
        return size;
    }

    /** Bytes held. */
    long bytes() {
        long tuples = (long) (size + SEGMENT_TUPLES - 1) / SEGMENT_TUPLES * SEGMENT_TUPLES;
        return (long) width * Long.BYTES * tuples + (long) Integer.BYTES * index.length;
    }

    /** The number of a tuple, which is added if it is not there; the words that it does not have are 0. */
    int number(long first, long second, long third) {
        int found = find(index, first, second, third);
        return found >= 0 ? found : add(first, second, third);
    }

    /** Word {@code word}, 0 to 2, of tuple number {@code number}; 0 if it does not have it. */
    long word(int number, int word) {
        return word >= width ? 0 : segments[number >>> SEGMENT_BITS][width * (number & (SEGMENT_TUPLES - 1)) + word];
    }

    private int find(int[] in, long first, long second, long third) {
        int mask = in.length - 1;
        int hash = Hashing.mix(first, second, third);
        for (int slot = hash & mask; ; slot = (slot + 1) & mask) {
            int entry = (int) INDEX.getAcquire(in, slot);
            if (entry == 0) {
                return -1;
            }
            if (((entry ^ hash) & ~mask) == 0 && is((entry & mask) - 1, first, second, third)) {
                return (entry & mask) - 1;
            }
        }
    }

    private boolean is(int number, long first, long second, long third) {
        long[] segment = segments[number >>> SEGMENT_BITS];
        int at = width * (number & (SEGMENT_TUPLES - 1));
        return segment[at] == first
                && (width < 2 || segment[at + 1] == second)
                && (width < 3 || segment[at + 2] == third);
    }

    private synchronized int add(long first, long second, long third) {
        int found = find(index, first, second, third);
        if (found >= 0) {
            return found;
        }
        int number = size;
        int segment = number >>> SEGMENT_BITS;
        if (segment == segments.length) {
            segments = Arrays.copyOf(segments, 2 * segment);
        }
        long[][] all = segments;
        if (all[segment] == null) {
            all[segment] = new long[width * SEGMENT_TUPLES];
        }
        int at = width * (number & (SEGMENT_TUPLES - 1));
        long[] words = {first, second, third};
        System.arraycopy(words, 0, all[segment], at, width);
        size = number + 1;
        if (size > index.length / 4 * 3) {
            int[] larger = new int[2 * index.length];
            for (int n = 0; n < number; n++) {
                enter(larger, n);
            }
            enter(larger, number);
            index = larger;
        } else {
            enter(index, number);
        }
        return number;
    }

    private void enter(int[] into, int number) {
        int mask = into.length - 1;
        int hash = Hashing.mix(word(number, 0), word(number, 1), word(number, 2));
        int slot = hash & mask;
        while (into[slot] != 0) {
            slot = (slot + 1) & mask;
        }
        INDEX.setRelease(into, slot, (hash & ~mask) | (number + 1));
    }
}
