package cordon.model.hardware;

import cordon.engine.schema.Field;
import cordon.engine.schema.Index;
import cordon.engine.schema.Schema;

/**
 * The Stream Table Entry of each device: in memory, where software writes it, and the SMMU's cached copy (smmu.md A.7).
 *
 * <p>Of an entry the model keeps V, Config and which paging domain S1ContextPtr leads to (word 0), EATS and whether the
 * stage 1 fields are set (word 1). An entry is fetched whole.
 */
public final class StreamTable {
    /** STE.Config: every transaction is aborted. */
    public static final int CONFIG_ABORT = 0;

    /** STE.Config: stage 1 translates. */
    public static final int CONFIG_S1_TRANS = 5;

    /** STE.Config: every transaction passes as it is. */
    public static final int CONFIG_BYPASS = 4;

    /** STE.EATS: ATS requests are refused and Translated transactions abort. */
    public static final int EATS_ABORT = 0;

    /** STE.EATS: full ATS. */
    public static final int EATS_TRANS = 1;

    /** The number of {@linkplain #code codes}. */
    public static final int CODES = 1 << 8;

    /** The {@link #code} of the entry that aborts everything. */
    public static final int ABORT = 1;

    /** The {@link #code} of the entry that lets everything pass. */
    public static final int BYPASS = 1 | CONFIG_BYPASS << 1;

    private static final int DOMAIN_SHIFT = 8;
    private static final long S1_TABLE = 0xf0f0f0f0f0c0L;
    private static final long S1_FIELDS = 2;
    private static final int EATS_SHIFT = 28;

    private final Field v;
    private final Field config;
    private final Field domain;
    private final Field s1Fields;
    private final Field eats;
    private final Field cached;
    private final Field cachedV;
    private final Field cachedConfig;
    private final Field cachedDomain;
    private final Field cachedEats;

    /** Declares the entry of each Stream ID. */
    public StreamTable(Schema.Builder schema, Index sid) {
        v = schema.flag("ste.V", sid);
        config = schema.field("ste.Config", 3, StreamTable::formatConfig, sid);
        domain = schema.flag("ste.S1ContextPtr", sid);
        s1Fields = schema.flag("ste.S1DSS..", sid);
        eats = schema.field("ste.EATS", 2, sid);
        cached = schema.flag("steCache", sid);
        cachedV = schema.flag("steCache.V", sid);
        cachedConfig = schema.field("steCache.Config", 3, StreamTable::formatConfig, sid);
        cachedDomain = schema.flag("steCache.S1ContextPtr", sid);
        cachedEats = schema.field("steCache.EATS", 2, sid);
    }

    /** The {@link #code} of an entry by which stage 1 translates with the tables of paging domain {@code domain}. */
    public static int stage1(int domain, boolean ats) {
        return 1 | CONFIG_S1_TRANS << 1 | 1 << 4 | (ats ? EATS_TRANS : EATS_ABORT) << 5 | domain << 7;
    }

    /** The state after probe: nothing is cached, the entry is {@code code}. */
    public void initialise(long[] s, int sid, int code) {
        writeWord0(s, sid, words(code)[0]);
        writeWord1(s, sid, word1(code));
    }

    /** The entry in memory as a small number: V, Config, whether the stage 1 fields of word 1 are set, EATS, domain. */
    public int code(long[] s, int sid) {
        return v.get(s, sid)
                | config.get(s, sid) << 1
                | s1Fields.get(s, sid) << 4
                | eats.get(s, sid) << 5
                | domain.get(s, sid) << 7;
    }

    /** The entry with {@link #code} {@code code} as the 64-bit words that the driver stores. */
    public static long[] words(int code) {
        int config = code >> 1 & 7;
        long table = config == CONFIG_S1_TRANS ? S1_TABLE | (long) (code >> 7) << DOMAIN_SHIFT : 0;
        return new long[] {(code & 1) | (long) config << 1 | table, word1(code), 0, 0, 0, 0, 0, 0};
    }

    /** Word 1 of {@link #words}. */
    public static long word1(int code) {
        return ((code >> 4 & 1) != 0 ? S1_FIELDS : 0) | (long) (code >> 5 & 3) << EATS_SHIFT;
    }

    /** The entry with {@link #code} {@code code}, for people. */
    public static String format(int code) {
        int config = code >> 1 & 7;
        return (code & 1) == 0
                ? "V=0"
                : formatConfig(config)
                        + (config == CONFIG_S1_TRANS ? " D" + (code >> 7) + " EATS=" + (code >> 5 & 3) : "");
    }

    /** Software stores word 0; whether that changes it. */
    public boolean writeWord0(long[] s, int sid, long word) {
        int before = code(s, sid);
        v.set(s, sid, (int) (word & 1));
        config.set(s, sid, (int) (word >> 1 & 7));
        domain.set(s, sid, (int) (word >> DOMAIN_SHIFT & 1));
        return code(s, sid) != before;
    }

    /** Word 1 in memory. */
    public long word1(long[] s, int sid) {
        return word1(code(s, sid));
    }

    /** Software stores word 1; whether that changes it. */
    public boolean writeWord1(long[] s, int sid, long word) {
        int before = code(s, sid);
        s1Fields.set(s, sid, (word & S1_FIELDS) != 0 ? 1 : 0);
        eats.set(s, sid, (int) (word >> EATS_SHIFT & 3));
        return code(s, sid) != before;
    }

    /** STE.EATS in memory. */
    public int eats(long[] s, int sid) {
        return eats.get(s, sid);
    }

    /** Whether the SMMU holds a copy of the entry. */
    public boolean cached(long[] s, int sid) {
        return cached.isSet(s, sid);
    }

    /** EATS of the SMMU's copy. */
    public int cachedEats(long[] s, int sid) {
        return cachedEats.get(s, sid);
    }

    /** What the SMMU does with transactions of {@code sid} by its copy; only while there is one. */
    AtsDecision decide(long[] s, int sid) {
        return AtsDecision.of(cachedV.isSet(s, sid), cachedConfig.get(s, sid), cachedEats.get(s, sid));
    }

    /** Whether Translated transactions of {@code sid} are stopped, now and if the entry is fetched again. */
    public boolean fenced(long[] s, int sid) {
        boolean copy = cached(s, sid) && decide(s, sid) == AtsDecision.TRANSLATE;
        boolean inMemory =
                AtsDecision.of(v.isSet(s, sid), config.get(s, sid), eats.get(s, sid)) == AtsDecision.TRANSLATE;
        return !copy && !inMemory;
    }

    /** Whether the entry, in memory or the SMMU's copy of it, answers Translation Requests from paging domain {@code d}. */
    public boolean fillsAtc(long[] s, int sid, int d) {
        boolean copy = cached(s, sid) && decide(s, sid) == AtsDecision.TRANSLATE && cachedDomain.get(s, sid) == d;
        boolean inMemory = code(s, sid) == stage1(d, true);
        return copy || inMemory;
    }

    /** Whether the SMMU has a copy of the STE by which it translates for {@code sid} with the tables of a paging domain. */
    boolean translates(long[] s, int sid, int pagingDomain) {
        return cachedV.isSet(s, sid)
                && cachedConfig.get(s, sid) == CONFIG_S1_TRANS
                && cachedDomain.get(s, sid) == pagingDomain;
    }

    void fetch(long[] s, int sid) {
        cached.set(s, sid, 1);
        cachedV.set(s, sid, v.get(s, sid));
        cachedConfig.set(s, sid, config.get(s, sid));
        cachedDomain.set(s, sid, domain.get(s, sid));
        cachedEats.set(s, sid, eats.get(s, sid));
    }

    void invalidate(long[] s, int sid) {
        cached.set(s, sid, 0);
        cachedV.set(s, sid, 0);
        cachedConfig.set(s, sid, 0);
        cachedDomain.set(s, sid, 0);
        cachedEats.set(s, sid, 0);
    }

    private static String formatConfig(int config) {
        return switch (config) {
            case CONFIG_ABORT -> "abort";
            case CONFIG_S1_TRANS -> "S1_TRANS";
            case CONFIG_BYPASS -> "bypass";
            default -> Integer.toString(config);
        };
    }
}
