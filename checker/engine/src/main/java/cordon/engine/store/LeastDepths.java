package cordon.engine.store;

/**
 * Remembers of every state a hash of 52 bits, as {@link HashCompaction} does, and the least depth at which it was met. A
 * depth-first search that is not to go deeper than some bound has to expand a state again when it is met at a smaller depth, or
 * else what is near it may be found too deep.
 *
 * <p>A table with linear probing, at most three quarters full: 11 to 22 bytes a state.
 */
public final class LeastDepths implements Visited {
    private static final int DEPTH_BITS = 12;
    private static final int HASH_BITS = Long.SIZE - DEPTH_BITS;

    /** The largest depth that can be told from others. */
    public static final int MAX_DEPTH = (1 << DEPTH_BITS) - 2;

    private long[] table = new long[1 << 12]; // hash, then depth + 1; 0 where nothing is
    private int size;

    @Override
    public int add(long[] state, int depth) {
        long hash = Hashing.mix64(state) << DEPTH_BITS;
        int slot = slotOf(hash);
        if (table[slot] == 0) {
            table[slot] = hash | (depth + 1);
            size++;
            if (size > table.length / 4 * 3) {
                grow();
            }
            return NEVER;
        }
        int before = (int) (table[slot] - hash) - 1;
        table[slot] = hash | (Math.min(before, depth) + 1);
        return before;
    }

    /** Where the entry with {@code hash} is, or would be. */
    private int slotOf(long hash) {
        int slot = (int) (hash >>> DEPTH_BITS) & (table.length - 1);
        while (table[slot] != 0 && (table[slot] ^ hash) >>> DEPTH_BITS != 0) {
            slot = (slot + 1) & (table.length - 1);
        }
        return slot;
    }

    private void grow() {
        long[] old = table;
        table = new long[2 * old.length];
        for (long entry : old) {
            if (entry != 0) {
                table[slotOf(entry >>> DEPTH_BITS << DEPTH_BITS)] = entry;
            }
        }
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public long bytes() {
        return (long) Long.BYTES * table.length;
    }

    /** Counts the next growth early, for this is not asked at every addition. A table can have no more than 2^30 entries. */
    @Override
    public long bytesAhead() {
        boolean canGrow = table.length < 1 << 30;
        boolean grows = size > table.length / 8 * 5;
        return grows ? (canGrow ? 3 * bytes() : Long.MAX_VALUE) : bytes();
    }

    @Override
    public double omissionProbability() {
        return Hashing.omissionProbability(size, HASH_BITS);
    }
}
