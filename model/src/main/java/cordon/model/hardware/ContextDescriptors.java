package cordon.model.hardware;

import cordon.engine.schema.Field;
import cordon.engine.schema.Index;
import cordon.engine.schema.Schema;

/**
 * The Context Descriptors of each device, one for each substream: in memory, where software writes them, and the SMMU's cached
 * copies (smmu.md A.7). A CD says which translation tables requests of its substream go through, and by which ASID the TLB
 * knows them.
 *
 * <p>Of a CD the model keeps V and the ASID (word 0) and the translation table base (word 1); both are the number of a paging
 * domain. A CD is fetched whole. Where no CD is ever written the SMMU has a copy of all of them from the beginning, and
 * keeps it: it could not differ from what is in memory.
 */
public final class ContextDescriptors {
    /** The number of {@linkplain #code codes}. */
    public static final int CODES = 1 << 4;

    /** The {@link #code} of a CD that is not valid. */
    public static final int CLEAR = 0;

    private static final int CODE_BITS = 4;
    private static final long V = 1L << 31;
    private static final int ASID_SHIFT = 48;
    private static final int TTB0_SHIFT = 12;

    private final boolean written;
    private final Field memory;
    private final Field cached;
    private final Field copy;

    /**
     * Declares the descriptors of each substream.
     *
     * @param written whether anything writes them
     */
    ContextDescriptors(Schema.Builder schema, Index substream, boolean written) {
        this.written = written;
        memory = schema.means("the CD in memory: not valid, or the paging domain that it leads to (smmu.md A.8)")
                .only(ContextDescriptors::isLegal)
                .field("cd", CODE_BITS, ContextDescriptors::format, substream);
        cached = schema.means("whether the SMMU holds a copy of the CD (smmu.md A.7)")
                .flag("cdCache", substream);
        copy = schema.means("the SMMU's copy of the CD (smmu.md A.7)")
                .only(ContextDescriptors::isLegal)
                .field("cdCache.CD", CODE_BITS, ContextDescriptors::format, substream);
    }

    /** The {@link #code} of a CD that leads to the tables of paging domain {@code domain}. */
    public static int leadingTo(int domain) {
        return 1 | domain << 1 | (domain + 1) << 2;
    }

    /** The state after probe. */
    public void initialise(long[] s, int substream, int code) {
        memory.set(s, substream, code);
        if (!written) {
            fetch(s, substream);
        }
    }

    /** The CD in memory as a small number: V, ASID, and the translation table base with 0 for none. */
    public int code(long[] s, int substream) {
        return memory.get(s, substream);
    }

    /** The CD with {@link #code} {@code code} as the 64-bit words that the driver stores. */
    public static long[] words(int code) {
        long word0 = ((code & 1) != 0 ? V : 0) | (long) (code >> 1 & 1) << ASID_SHIFT;
        return new long[] {word0, (long) (code >> 2) << TTB0_SHIFT, 0, 0, 0, 0, 0, 0};
    }

    /** Software stores word 0; whether that changes it. */
    public boolean writeWord0(long[] s, int substream, long word) {
        int v = (word & V) != 0 ? 1 : 0;
        return store(s, substream, (code(s, substream) & ~3) | v | (int) (word >> ASID_SHIFT & 1) << 1);
    }

    /** Software stores word 1; whether that changes it. */
    public boolean writeWord1(long[] s, int substream, long word) {
        return store(s, substream, (code(s, substream) & 3) | (int) (word >> TTB0_SHIFT & 3) << 2);
    }

    /** Whether the CD in memory is valid. */
    public boolean valid(long[] s, int substream) {
        return (code(s, substream) & 1) != 0;
    }

    /** The CD with {@link #code} {@code code}, for people. */
    public static String format(int code) {
        return (code & 1) == 0 ? "V=0" : "D" + ((code >> 2) - 1);
    }

    /** A valid CD leads to the tables of the domain whose ASID it has. */
    private static boolean isLegal(int code) {
        return (code & 1) == 0 || code == leadingTo(code >> 1 & 1);
    }

    /** Whether anything writes them; else the SMMU has a copy of all of them. */
    boolean written() {
        return written;
    }

    /** Whether the SMMU holds a copy of the CD. */
    boolean cached(long[] s, int substream) {
        return cached.isSet(s, substream);
    }

    /** Whether the SMMU holds no copy of the CD, or one that is as the CD in memory. */
    public boolean copyAgrees(long[] s, int substream) {
        return !cached(s, substream) || copy.get(s, substream) == code(s, substream);
    }

    /** Whether the copy that the SMMU holds is valid. */
    boolean cachedValid(long[] s, int substream) {
        return (copy.get(s, substream) & 1) != 0;
    }

    /** Whether the SMMU's copy of the CD leads to the tables of {@code domain}. */
    boolean copyLeadsTo(long[] s, int substream, int domain) {
        return copy.get(s, substream) == leadingTo(domain);
    }

    void fetch(long[] s, int substream) {
        cached.set(s, substream, 1);
        copy.set(s, substream, memory.get(s, substream));
    }

    void invalidate(long[] s, int substream) {
        if (written) {
            cached.set(s, substream, 0);
            copy.set(s, substream, 0);
        }
    }

    private boolean store(long[] s, int substream, int code) {
        boolean changes = code(s, substream) != code;
        memory.set(s, substream, code);
        return changes;
    }
}
