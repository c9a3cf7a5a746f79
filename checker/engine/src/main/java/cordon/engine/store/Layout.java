package cordon.engine.store;

/**
 * How the keys of a {@link KeySet} that have certain widths are laid out in parts of a certain size.
 *
 * <p>A key is an upper half below {@code 2^highBits} and a lower half below {@code 2^lowBits}, together {@code k} bits, at
 * least 32 + {@link #PART_BITS}. Scattered, it is a number of {@code k} bits: the bijection multiplies by odd numbers and xors
 * with shifts, both of which can be undone modulo {@code 2^k}. Its upper bits are the part. With {@code t} the next 32 bits
 * and {@code n} slots, the home is {@code t * n / 2^32}, and what is left of that product, without bits that cannot tell two
 * keys of one home apart, comes before the lower bits in the remainder: {@code k - log2(n)} bits in all, less those of the
 * part.
 */
final class Layout {
    private static final int PART_BITS = 6;

    /** The number of parts. */
    static final int PARTS = 1 << PART_BITS;

    /** The largest number of slots looked at for a key. */
    static final int MAX_PROBES = 1 << 10;

    /** The largest number of slots of a part: that of an array. */
    static final long MAX_SLOTS = Integer.MAX_VALUE - 2L * MAX_PROBES;

    private static final long MULTIPLIER_1 = 0xff51afd7ed558ccdL;
    private static final long MULTIPLIER_2 = 0xc4ceb9fe1a85ec53L;
    private static final long INVERSE_1 = inverse(MULTIPLIER_1);
    private static final long INVERSE_2 = inverse(MULTIPLIER_2);
    private static final int MIN_DISTANCE_BITS = 7;
    private static final int MIN_BITS = Integer.SIZE + PART_BITS;

    private final int highBits;
    private final int lowBits;
    private final int bits;
    private final int half;
    private final int tail;
    private final long tailMask;
    private final long lowMask;
    private final long mask;
    private final int slots;
    private final int slotBits;
    private final int distanceBits;
    private final int probes;

    private Layout(int highBits, int lowBits, int bits, int slots) {
        this.highBits = highBits;
        this.lowBits = lowBits;
        this.bits = bits;
        this.half = (bits + 1) / 2; // shifting right by half of the bits or more, and xoring, undoes itself
        this.tail = bits - MIN_BITS;
        this.tailMask = (1L << tail) - 1;
        this.lowMask = (1L << lowBits) - 1;
        this.mask = (1L << bits) - 1;
        this.slots = slots;
        this.slotBits = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(slots);
        this.distanceBits = slotBits - tail;
        this.probes = Math.min(Math.min(MAX_PROBES, slots), (1 << Math.min(distanceBits, Integer.SIZE - 2)) - 1);
    }

    /** At least {@code slots} slots in each part, and enough for entries to have room for the distance from home. */
    static Layout of(int highBits, int lowBits, long slots) {
        int bits = Math.max(MIN_BITS, highBits + lowBits);
        long least = 1L << (bits - MIN_BITS + MIN_DISTANCE_BITS);
        return new Layout(highBits, lowBits, bits, (int) Math.min(Math.max(slots, least), MAX_SLOTS + 1));
    }

    int[] newTable() {
        return new int[length()];
    }

    /** Homes in a part. */
    int slots() {
        return slots;
    }

    /** Elements of a part: those that are home to some key, and room for the last of them to go on. */
    int length() {
        return slots + probes;
    }

    int probes() {
        return probes;
    }

    /** -1 if the key is too wide. */
    long scatter(long key) {
        long high = key >>> Integer.SIZE;
        long low = key & 0xffff_ffffL;
        if (high >>> highBits != 0 || low >>> lowBits != 0) {
            return -1;
        }
        long h = (high << lowBits) | low;
        h = (h ^ (h >>> half)) * MULTIPLIER_1 & mask;
        h = (h ^ (h >>> half)) * MULTIPLIER_2 & mask;
        return h ^ (h >>> half);
    }

    /** Whether every key is scattered as by {@code other}. */
    boolean scattersLike(Layout other) {
        return bits == other.bits && lowBits == other.lowBits;
    }

    int part(long scattered) {
        return (int) (scattered >>> (tail + Integer.SIZE));
    }

    int home(long scattered) {
        return (int) ((top(scattered) * slots) >>> Integer.SIZE);
    }

    /** The entry at home; one more for each slot further on. Never 0. */
    int entry(long scattered) {
        long left = (top(scattered) * slots) & 0xffff_ffffL;
        long remainder = ((left >>> slotBits) << tail) | (scattered & tailMask);
        return (int) (remainder << distanceBits) + 1;
    }

    /** What was scattered so that {@code entry} stands in {@code slot}: {@link #home} and {@link #entry}, undone. */
    long scattered(int part, int slot, int entry) {
        int distance = (entry & ((1 << distanceBits) - 1)) - 1;
        long remainder = (entry & 0xffff_ffffL) >>> distanceBits;
        long product = ((long) (slot - distance) << Integer.SIZE) | ((remainder >>> tail) << slotBits);
        long top = (product + slots - 1) / slots;
        return ((((long) part << Integer.SIZE) | top) << tail) | (remainder & tailMask);
    }

    /** The key that was scattered: {@link #scatter}, undone. */
    long key(long scattered) {
        long h = (scattered ^ (scattered >>> half)) * INVERSE_2 & mask;
        h = (h ^ (h >>> half)) * INVERSE_1 & mask;
        h ^= h >>> half;
        return ((h >>> lowBits) << Integer.SIZE) | (h & lowMask);
    }

    private long top(long scattered) {
        return (scattered >>> tail) & 0xffff_ffffL;
    }

    /** The inverse of an odd number modulo 2^64, by Newton's iteration: the number of right bits doubles each time. */
    private static long inverse(long odd) {
        long x = odd; // right in the lowest 3 bits
        for (int right = 3; right < Long.SIZE; right *= 2) {
            x *= 2 - odd * x;
        }
        return x;
    }
}
