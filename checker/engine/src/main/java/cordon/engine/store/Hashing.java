package cordon.engine.store;

/** Hash functions: the finaliser of MurmurHash3 (Appleby, public domain), alone and chained. */
public final class Hashing {
    private Hashing() {}

    /** {@code bits} bits of a product: quick, for where a collision costs little (Knuth, TAOCP 3, 6.4). */
    static int multiply(long word, int bits) {
        return (int) ((word * 0x9e3779b97f4a7c15L) >>> (Long.SIZE - bits));
    }

    /** 31 well mixed bits. */
    static int mix(long word) {
        return (int) (mix64(word) >>> 33);
    }

    /** 31 well mixed bits of a tuple. */
    static int mix(long first, long second, long third) {
        return (int) (mix64((first * 0x9e3779b97f4a7c15L + second) * 0x9e3779b97f4a7c15L + third) >>> 33);
    }

    /** 64 well mixed bits of all words. */
    static long mix64(long[] words) {
        long hash = words.length;
        for (long word : words) {
            hash = mix64(hash * 0x9e3779b97f4a7c15L + word);
        }
        return hash;
    }

    /** 64 well mixed bits. */
    public static long mix64(long word) {
        long h = (word ^ (word >>> 33)) * 0xff51afd7ed558ccdL;
        h = (h ^ (h >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return h ^ (h >>> 33);
    }

    /**
     * How probable it is that of {@code size} states and as many more one was missed, for it had the hash, of {@code bits} bits,
     * of another: were there one more state for each that was found, the {@code n}-th would have had one of {@code n} hashes that
     * were there.
     */
    static double omissionProbability(long size, int bits) {
        double pairs = 0.5 * size * size;
        return -Math.expm1(-pairs / Math.pow(2, bits));
    }
}
