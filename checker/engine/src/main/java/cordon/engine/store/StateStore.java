package cordon.engine.store;

import java.util.Arrays;

/**
 * A set of states, lossless, in which every state has a number: 0, 1, 2, ... in order of insertion.
 *
 * <p>Two parts. The <em>log</em> holds the states, one after the other, each with its <em>link</em>: the number of the
 * state it was first reached from and the action taken. The <em>table</em> is an open-addressing hash table with linear
 * probing (Knuth, TAOCP 3, 6.4, algorithm L) over the numbers. A slot holds 24 bits of the hash above a 40-bit number
 * plus one, so that a probe reads the log only when those 24 bits agree; it then compares the whole state, and that is
 * why nothing is ever lost. The table doubles when three quarters full.
 *
 * <p>Since breadth-first search expands states in the order it found them, the log is its queue too.
 *
 * <p>Both parts are segments of {@code long[]}; there is no object per state. Insertion allocates only when a segment is
 * added or the table doubles; {@link #bytesAfterGrowth} tells beforehand what that would take. Not thread-safe.
 */
public final class StateStore {
    /** The largest number of states: 40 bits, one value kept for the empty slot. */
    public static final long MAX_STATES = (1L << 40) - 1;

    /** The largest action id that a link can hold. */
    public static final int MAX_ACTION = (1 << 23) - 1;

    private static final int NUMBER_BITS = 40;
    private static final long NUMBER_MASK = (1L << NUMBER_BITS) - 1;
    private static final int SEGMENT_BITS = 14;
    private static final int SEGMENT_SIZE = 1 << SEGMENT_BITS;
    private static final int TABLE_SEGMENT_BITS = 20;
    private static final int FIRST_TABLE_BITS = 14;

    private final int words;
    private final int stride;
    private long[][] log = new long[16][];
    private long size;

    private long[][] table;
    private int tableBits;

    /** An empty store for states of {@code words} 64-bit words. */
    public StateStore(int words) {
        this.words = words;
        this.stride = words + 1;
        this.tableBits = FIRST_TABLE_BITS;
        this.table = newTable(tableBits);
    }

    /** The number of states. */
    public long size() {
        return size;
    }

    /** Bytes held now: log and table. */
    public long bytes() {
        long segments = (size + SEGMENT_SIZE - 1) >>> SEGMENT_BITS;
        return segments * SEGMENT_SIZE * stride * Long.BYTES + tableBytes(tableBits);
    }

    /** Bytes that the next {@code insertions} may need at once, the old table and the doubled one side by side included. */
    public long bytesAfterGrowth(int insertions) {
        long segments = (long) insertions / SEGMENT_SIZE + 1;
        return bytes()
                + segments * SEGMENT_SIZE * stride * Long.BYTES
                + (isFull(size + insertions) ? tableBytes(tableBits + 1) : 0);
    }

    /**
     * Adds {@code state}, reached from state {@code parent} by {@code action}; the link of a state that is already there
     * stays as it was.
     *
     * @return the number of the new state, or -1 if it was there already
     */
    public long insert(long[] state, long parent, int action) {
        if (isFull(size)) {
            doubleTable();
        }
        long hash = hash(state);
        long slot = slotOf(state, hash);
        if (slotAt(slot) != 0) {
            return -1;
        }
        long number = append(state, parent, action);
        putSlot(slot, (hash & ~NUMBER_MASK) | (number + 1));
        return number;
    }

    /** The number of {@code state}, or -1 if it is not there. */
    public long find(long[] state) {
        return (slotAt(slotOf(state, hash(state))) & NUMBER_MASK) - 1;
    }

    /** The slot that holds {@code state}, or the empty one that would. */
    private long slotOf(long[] state, long hash) {
        long tag = hash & ~NUMBER_MASK;
        long mask = (1L << tableBits) - 1;
        long slot = hash & mask;
        for (long entry = slotAt(slot); entry != 0; entry = slotAt(slot)) {
            if ((entry & ~NUMBER_MASK) == tag && equal((entry & NUMBER_MASK) - 1, state)) {
                return slot;
            }
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    /** Copies state {@code number} into {@code into}. */
    public void read(long number, long[] into) {
        System.arraycopy(segment(number), offset(number), into, 0, words);
    }

    /** The number of the state from which {@code number} was first reached; its own number for an initial state. */
    public long parent(long number) {
        return segment(number)[offset(number) + words] & NUMBER_MASK;
    }

    /** The action by which {@code number} was first reached. */
    public int action(long number) {
        return (int) (segment(number)[offset(number) + words] >>> NUMBER_BITS);
    }

    private long append(long[] state, long parent, int action) {
        long number = size;
        if (number == MAX_STATES) {
            throw new IllegalStateException("more than " + MAX_STATES + " states");
        }
        int index = (int) (number >>> SEGMENT_BITS);
        if (index == log.length) {
            log = Arrays.copyOf(log, 2 * index);
        }
        if ((number & (SEGMENT_SIZE - 1)) == 0) {
            log[index] = new long[SEGMENT_SIZE * stride];
        }
        System.arraycopy(state, 0, log[index], offset(number), words);
        log[index][offset(number) + words] = ((long) action << NUMBER_BITS) | parent;
        size++;
        return number;
    }

    private boolean equal(long number, long[] state) {
        long[] segment = segment(number);
        int offset = offset(number);
        for (int w = 0; w < words; w++) {
            if (segment[offset + w] != state[w]) {
                return false;
            }
        }
        return true;
    }

    private long[] segment(long number) {
        return log[(int) (number >>> SEGMENT_BITS)];
    }

    private int offset(long number) {
        return (int) (number & (SEGMENT_SIZE - 1)) * stride;
    }

    /** Whether the table is too small for another state beside {@code states}. */
    private boolean isFull(long states) {
        return states >= 3L << (tableBits - 2);
    }

    private void doubleTable() {
        tableBits++;
        table = newTable(tableBits);
        long[] state = new long[words];
        long mask = (1L << tableBits) - 1;
        for (long number = 0; number < size; number++) {
            read(number, state);
            long hash = hash(state);
            long slot = hash & mask;
            while (slotAt(slot) != 0) {
                slot = (slot + 1) & mask;
            }
            putSlot(slot, (hash & ~NUMBER_MASK) | (number + 1));
        }
    }

    private long slotAt(long slot) {
        return table[(int) (slot >>> TABLE_SEGMENT_BITS)][(int) (slot & ((1 << TABLE_SEGMENT_BITS) - 1))];
    }

    private void putSlot(long slot, long entry) {
        table[(int) (slot >>> TABLE_SEGMENT_BITS)][(int) (slot & ((1 << TABLE_SEGMENT_BITS) - 1))] = entry;
    }

    private static long[][] newTable(int bits) {
        int segmentBits = Math.min(bits, TABLE_SEGMENT_BITS);
        return new long[1 << (bits - segmentBits)][1 << segmentBits];
    }

    private static long tableBytes(int bits) {
        return (long) Long.BYTES << bits;
    }

    /** The finaliser of MurmurHash3 (Appleby, public domain) over each word, chained. */
    private static long hash(long[] state) {
        long h = state.length;
        for (long word : state) {
            h = (h ^ word) * 0xff51afd7ed558ccdL;
            h = (h ^ (h >>> 33)) * 0xc4ceb9fe1a85ec53L;
            h ^= h >>> 33;
        }
        return h;
    }
}
