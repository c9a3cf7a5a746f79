package cordon.engine.store;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * Pairs of words, each with a number: 0, 1, 2, ... in order of arrival. The inner nodes of a {@link StateTree}.
 *
 * <p>There are few pairs compared with the states made of them, so that nearly every call finds what it looks for. Finding
 * takes no lock: the pair is stored before its number is put into the index, with release semantics, and whoever reads the
 * number, with acquire semantics, sees the pair. A thread that does not find a pair takes the lock and looks again; so it
 * does when it used an index that has been replaced meanwhile. Numbers and pairs never change.
 */
final class NodeTable {
    private static final int SEGMENT_BITS = 10;
    private static final int SEGMENT_PAIRS = 1 << SEGMENT_BITS;
    private static final int FIRST_INDEX = 64;
    private static final VarHandle INDEX = MethodHandles.arrayElementVarHandle(int[].class);

    private volatile long[][] segments = new long[4][];
    private volatile int[] index = new int[FIRST_INDEX]; // number + 1, or 0
    private volatile int size;

    /** Writes all pairs, for {@link #read}. */
    void write(DataOutput out) throws IOException {
        out.writeInt(size);
        for (int number = 0; number < size; number++) {
            out.writeLong(left(number));
            out.writeLong(right(number));
        }
    }

    /** Adds pairs that were written to this table, which is empty. */
    void read(DataInput in) throws IOException {
        for (int left = in.readInt(); left > 0; left--) {
            add(in.readLong(), in.readLong());
        }
    }

    /** The number of pairs. */
    int size() {
        return size;
    }

    /** Bytes held. */
    long bytes() {
        long pairs = (long) (size + SEGMENT_PAIRS - 1) / SEGMENT_PAIRS * SEGMENT_PAIRS;
        return 2L * Long.BYTES * pairs + (long) Integer.BYTES * index.length;
    }

    /** The number of a pair, which is added if it is not there. */
    int number(long left, long right) {
        int found = find(index, left, right);
        return found >= 0 ? found : add(left, right);
    }

    long left(int number) {
        return segments[number >>> SEGMENT_BITS][2 * (number & (SEGMENT_PAIRS - 1))];
    }

    long right(int number) {
        return segments[number >>> SEGMENT_BITS][2 * (number & (SEGMENT_PAIRS - 1)) + 1];
    }

    private int find(int[] in, long left, long right) {
        int mask = in.length - 1;
        int slot = Hashing.mix(left, right) & mask;
        while (true) {
            int entry = (int) INDEX.getAcquire(in, slot);
            if (entry == 0) {
                return -1;
            }
            int number = entry - 1;
            long[] segment = segments[number >>> SEGMENT_BITS];
            int at = 2 * (number & (SEGMENT_PAIRS - 1));
            if (segment[at] == left && segment[at + 1] == right) {
                return number;
            }
            slot = (slot + 1) & mask;
        }
    }

    private synchronized int add(long left, long right) {
        int found = find(index, left, right);
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
            all[segment] = new long[2 * SEGMENT_PAIRS];
        }
        int at = 2 * (number & (SEGMENT_PAIRS - 1));
        all[segment][at] = left;
        all[segment][at + 1] = right;
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
        int slot = Hashing.mix(left(number), right(number)) & mask;
        while (into[slot] != 0) {
            slot = (slot + 1) & mask;
        }
        INDEX.setRelease(into, slot, number + 1);
    }
}
