package cordon.engine.store;

/**
 * Remembers of every state three bits of a large bitmap: Holzmann, "An Analysis of Bitstate Hashing", 1998; the bits are chosen
 * as in Dillinger and Manolios, "Bloom Filters in Probabilistic Verification", 2004. A state all of whose bits are set by others
 * is taken for one that was visited, and what can only be reached through it is never found.
 */
public final class BitState implements Visited {
    private static final int BITS_PER_STATE = 3;

    private final long[] bitmap;
    private final long mask;
    private long size;
    private long set;
    private double expectedOmissions;

    /** An empty bitmap of {@code 2^log2Bits} bits, {@code 6 <= log2Bits <= 36}. */
    public BitState(int log2Bits) {
        bitmap = new long[1 << (log2Bits - 6)];
        mask = (1L << log2Bits) - 1;
    }

    @Override
    public int add(long[] state, int depth) {
        long hash = Hashing.mix64(state);
        double full = (double) set / (mask + 1);
        long step = Hashing.mix64(hash ^ 0x9e3779b97f4a7c15L) | 1;
        long fresh = 0;
        for (int i = 0; i < BITS_PER_STATE; i++) {
            long bit = (hash + i * step) & mask;
            long before = bitmap[(int) (bit >>> 6)];
            bitmap[(int) (bit >>> 6)] = before | (1L << bit);
            fresh += ~(before >>> bit) & 1;
        }
        if (fresh == 0) {
            return 0;
        }
        set += fresh;
        size++;
        // Had this state been a new one, so it would have been missed with this probability; so is about each of its
        // kind.
        expectedOmissions += Math.pow(full, BITS_PER_STATE);
        return NEVER;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public long bytes() {
        return (long) Long.BYTES * bitmap.length;
    }

    @Override
    public long bytesAhead() {
        return bytes();
    }

    /** That at least one of the states was missed, were the misses independent of each other. */
    @Override
    public double omissionProbability() {
        return -Math.expm1(-expectedOmissions);
    }
}
