package cordon.engine.store;

import com.google.common.math.LongMath;

/**
 * Remembers of every state a hash of some bits: Wolper and Leroy, "Reliable Hashing without Collision Detection", 1993; Stern and
 * Dill, "A New Scheme for Memory-Efficient Probabilistic Verification", 1996. A state with the hash of another is taken for one
 * that was visited, and what can only be reached through it is never found. The hashes are in a {@link KeySet}, at four bytes
 * over the load.
 */
public final class HashCompaction implements Visited {
    private final int highBits;
    private final KeySet hashes;
    private long size;

    /** No hashes so far, of {@code bits} bits, {@code 32 < bits < 64}. */
    public HashCompaction(int bits) {
        highBits = bits - Integer.SIZE;
        hashes = new KeySet(highBits, Integer.SIZE, false);
    }

    @Override
    public int add(long[] state, int depth) {
        boolean fresh = hashes.add(Hashing.mix64(state) >>> (Integer.SIZE - highBits));
        if (fresh) {
            size++;
            if (hashes.isCrowded(size)) {
                hashes.grow(size, highBits, Integer.SIZE);
            }
        }
        return fresh ? NEVER : 0;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public long bytes() {
        return hashes.bytes();
    }

    @Override
    public long bytesAhead() {
        return LongMath.saturatedAdd(bytes(), hashes.bytesToGrow(size, highBits, Integer.SIZE));
    }

    @Override
    public double omissionProbability() {
        return Hashing.omissionProbability(size, highBits + Integer.SIZE);
    }
}
