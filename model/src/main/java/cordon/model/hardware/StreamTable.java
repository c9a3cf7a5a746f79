package cordon.model.hardware;

import cordon.engine.schema.Field;
import cordon.engine.schema.Index;
import cordon.engine.schema.Schema;

/**
 * The Stream Table Entry of each device: in memory, where software writes it, and the SMMU's cached copy (smmu.md A.7); with
 * the {@link ContextDescriptors} behind it.
 *
 * <p>Of an entry the model keeps V, Config and whether there is a table of CDs (word 0); S1DSS, EATS, SHCFG and, as one
 * bit, the other fields of stage 1 (word 1). S1CDMax is not 0 where devices have PASIDs. An entry is fetched whole.
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

    /** STE.S1DSS: what has no PASID is aborted. */
    public static final int S1DSS_TERMINATE = 0;

    /** STE.S1DSS: what has no PASID skips stage 1. */
    public static final int S1DSS_BYPASS = 1;

    /** STE.S1DSS: what has no PASID uses the first CD. */
    public static final int S1DSS_SSID0 = 2;

    /** The number of {@linkplain #code codes}. */
    public static final int CODES = 1 << 10;

    /** The {@link #code} of the entry that aborts everything. */
    public static final int ABORT = 1;

    /** The {@link #code} of the entry that lets everything pass. */
    public static final int BYPASS = 1 | CONFIG_BYPASS << 1 | 1 << 7;

    /** Bits of {@link #word1WithoutEats}. */
    public static final int WORD1_CODE_BITS = 4;

    private static final int WORD0_CODE = 0xf;
    private static final int EATS_CODE_SHIFT = 8;
    private static final long S1_TABLE = 0xf0f0f0f0f0c0L;
    private static final int S1_ATTRIBUTES_SHIFT = 2;
    private static final int SHCFG_SHIFT = 44;
    private static final int EATS_SHIFT = 28;

    private final Command commands;
    private final ContextDescriptors descriptors;
    private final Field memory;
    private final Field memoryEats;
    private final Field cached;
    private final Field copy;
    private final Field copyEats;

    /** Declares the entry of each Stream ID. */
    public StreamTable(Schema.Builder schema, Index sid, Command commands, ContextDescriptors descriptors) {
        this.commands = commands;
        this.descriptors = descriptors;
        memory = schema.means("the STE in memory, apart from EATS (smmu.md A.8)")
                .only(StreamTable::isLegal)
                .field("ste", EATS_CODE_SHIFT, StreamTable::formatWithoutEats, sid);
        memoryEats = schema.means(
                        "STE.EATS in memory: 1 lets ATS requests and Translated transactions through (smmu.md A.8)")
                .upTo(EATS_TRANS)
                .field("ste.EATS", 2, sid);
        cached = schema.means("whether the SMMU holds a copy of the STE (smmu.md A.7)")
                .flag("steCache", sid);
        copy = schema.means("the SMMU's copy of the STE, apart from EATS (smmu.md A.7)")
                .only(StreamTable::isLegal)
                .field("steCache.STE", EATS_CODE_SHIFT, StreamTable::formatWithoutEats, sid);
        copyEats = schema.means("STE.EATS in the SMMU's copy (smmu.md A.7)")
                .upTo(EATS_TRANS)
                .field("steCache.EATS", 2, sid);
    }

    /** The {@link #code} of an entry by which stage 1 translates with a table of CDs. */
    public static int cdTable(int s1dss, boolean ats) {
        int shcfg = s1dss == S1DSS_BYPASS ? 1 : 0;
        return 1
                | CONFIG_S1_TRANS << 1
                | s1dss << 4
                | 1 << 6
                | shcfg << 7
                | (ats ? EATS_TRANS : EATS_ABORT) << EATS_CODE_SHIFT;
    }

    /** The state after probe: nothing is cached, the entry is {@code code}. */
    public void initialise(long[] s, int sid, int code) {
        store(s, sid, code);
    }

    /** Whether the entry in memory leads to a table of CDs. */
    public boolean hasCdTable(long[] s, int sid) {
        return isCdTable(code(s, sid));
    }

    /** The Context Descriptors that entries lead to. */
    public ContextDescriptors descriptors() {
        return descriptors;
    }

    /** The entry in memory as a small number: V, Config, S1DSS, the other stage 1 fields of word 1, SHCFG, EATS. */
    public int code(long[] s, int sid) {
        return memory.get(s, sid) | memoryEats.get(s, sid) << EATS_CODE_SHIFT;
    }

    /** The entry with {@link #code} {@code code} as the 64-bit words that the driver stores. */
    public static long[] words(int code) {
        long table = config(code) == CONFIG_S1_TRANS ? S1_TABLE : 0;
        return new long[] {(code & 1) | (long) config(code) << 1 | table, word1(code), 0, 0, 0, 0, 0, 0};
    }

    /** Word 1 of {@link #words}. */
    private static long word1(int code) {
        return s1dss(code)
                | (long) (code >> 6 & 1) << S1_ATTRIBUTES_SHIFT
                | (long) (code >> 7 & 1) << SHCFG_SHIFT
                | (long) eats(code) << EATS_SHIFT;
    }

    /** The entry with {@link #code} {@code code}, for people. */
    public static String format(int code) {
        return formatWithoutEats(code) + (isCdTable(code) ? ", EATS=" + eats(code) : "");
    }

    /** Whether the driver makes an entry with this code, EATS apart: no reserved Config, no reserved S1DSS. */
    private static boolean isLegal(int code) {
        boolean known =
                config(code) == CONFIG_ABORT || config(code) == CONFIG_BYPASS || config(code) == CONFIG_S1_TRANS;
        return known && s1dss(code) <= S1DSS_SSID0;
    }

    private static String formatWithoutEats(int code) {
        if ((code & 1) == 0) {
            return "V=0";
        }
        return switch (config(code)) {
            case CONFIG_ABORT -> "abort";
            case CONFIG_BYPASS -> "bypass";
            default -> "CD table, S1DSS=" + formatS1dss(s1dss(code));
        };
    }

    /** Software stores word 0; whether that changes it. */
    public boolean writeWord0(long[] s, int sid, long word) {
        return store(s, sid, (code(s, sid) & ~WORD0_CODE) | (int) (word & WORD0_CODE));
    }

    /** Word 1 in memory without EATS, as a number of {@link #WORD1_CODE_BITS} bits: see {@link #writeWord1WithoutEats}. */
    public int word1WithoutEats(long[] s, int sid) {
        return code(s, sid) >> 4 & (1 << WORD1_CODE_BITS) - 1;
    }

    /** Software stores what {@link #word1WithoutEats} was as word 1. */
    public void writeWord1WithoutEats(long[] s, int sid, int word1) {
        store(s, sid, (code(s, sid) & WORD0_CODE) | word1 << 4);
    }

    /** Software stores word 1; whether that changes it. */
    public boolean writeWord1(long[] s, int sid, long word) {
        return store(
                s,
                sid,
                (code(s, sid) & WORD0_CODE)
                        | (int) (word & 3) << 4
                        | (int) (word >> S1_ATTRIBUTES_SHIFT & 1) << 6
                        | (int) (word >> SHCFG_SHIFT & 1) << 7
                        | (int) (word >> EATS_SHIFT & 3) << EATS_CODE_SHIFT);
    }

    /** STE.EATS in memory. */
    public int eats(long[] s, int sid) {
        return memoryEats.get(s, sid);
    }

    /** Has an element that is not 0 while the SMMU holds a copy of any entry. */
    Field copies() {
        return cached;
    }

    /** Whether the SMMU holds a copy of the entry. */
    public boolean cached(long[] s, int sid) {
        return cached.isSet(s, sid);
    }

    /** Whether the SMMU holds no copy of the entry, or one that is as the entry in memory. */
    public boolean copyAgrees(long[] s, int sid) {
        return !cached(s, sid) || copy(s, sid) == code(s, sid);
    }

    /** EATS of the SMMU's copy. */
    public int cachedEats(long[] s, int sid) {
        return copyEats.get(s, sid);
    }

    /** What the SMMU does with transactions of {@code sid} by its copy; only while there is one. */
    AtsDecision decide(long[] s, int sid) {
        return decision(copy(s, sid));
    }

    /** Whether some copy that the SMMU has refuses what uses ATS. */
    boolean someRefusesAts(long[] s) {
        for (int sid = 0; sid < commands.sids(); sid++) {
            if (cached(s, sid) && decide(s, sid) != AtsDecision.TRANSLATE) {
                return true;
            }
        }
        return false;
    }

    /** Whether the copy has stage 1 translate, with or without ATS: then {@link #decideStage1} decides. */
    boolean hasStage1(long[] s, int sid) {
        return isCdTable(copy.get(s, sid));
    }

    /** Whether the SMMU needs the CD of {@code substream} to decide, and has no copy. */
    boolean needsCd(long[] s, int substream) {
        int sid = commands.sidOf(substream);
        return hasStage1(s, sid)
                && !descriptors.cached(s, substream)
                && decideStage1(s, substream) == Stage1Decision.BAD_CD;
    }

    /** What stage 1 does with requests of {@code substream}; only while the SMMU has the copies that are needed. */
    Stage1Decision decideStage1(long[] s, int substream) {
        return Stage1Decision.of(
                s1dssDecides(substream),
                s1dss(copy.get(s, commands.sidOf(substream))),
                descriptors.cachedValid(s, substream));
    }

    /** Whether S1DSS has a say in requests of {@code substream}: they have no PASID, and S1CDMax is not 0. */
    boolean s1dssDecides(int substream) {
        return commands.ssids() > 1 && commands.ssidOf(substream) == 0;
    }

    /** Whether Translated transactions of {@code sid} are stopped, now and if the entry is fetched again. */
    public boolean fenced(long[] s, int sid) {
        return !copyPasses(s, sid) && decision(code(s, sid)) != AtsDecision.TRANSLATE;
    }

    /** Whether the SMMU holds a copy of the entry, and lets Translated transactions of {@code sid} pass by it. */
    public boolean copyPasses(long[] s, int sid) {
        return cached(s, sid) && decide(s, sid) == AtsDecision.TRANSLATE;
    }

    /**
     * Whether Translation Requests of {@code substream} can be answered from paging domain {@code d}: by what is in memory or
     * by the SMMU's copies of it, of the STE and of the CD each.
     */
    public boolean fillsAtc(long[] s, int substream, int d) {
        int sid = commands.sidOf(substream);
        return cdMayLeadTo(s, substream, d)
                && ((asksCd(code(s, sid), substream) && eats(s, sid) == EATS_TRANS)
                        || (asksCd(copy(s, sid), substream) && cachedEats(s, sid) == EATS_TRANS));
    }

    /** As {@link #fillsAtc}, for untranslated transactions: EATS does not matter. */
    public boolean reaches(long[] s, int substream, int d) {
        int sid = commands.sidOf(substream);
        return cdMayLeadTo(s, substream, d) && (asksCd(code(s, sid), substream) || asksCd(copy(s, sid), substream));
    }

    private boolean cdMayLeadTo(long[] s, int substream, int d) {
        return descriptors.code(s, substream) == ContextDescriptors.leadingTo(d)
                || descriptors.copyLeadsTo(s, substream, d);
    }

    private boolean asksCd(int entry, int substream) {
        return isCdTable(entry) && (!s1dssDecides(substream) || s1dss(entry) == S1DSS_SSID0);
    }

    /** Whether the SMMU translates for {@code substream} with the tables of a paging domain, by copies that it has. */
    boolean translates(long[] s, int substream, int pagingDomain) {
        return cached(s, commands.sidOf(substream))
                && hasStage1(s, commands.sidOf(substream))
                && decideStage1(s, substream) == Stage1Decision.TRANSLATE
                && descriptors.copyLeadsTo(s, substream, pagingDomain);
    }

    void fetch(long[] s, int sid) {
        cached.set(s, sid, 1);
        copy.set(s, sid, memory.get(s, sid));
        copyEats.set(s, sid, memoryEats.get(s, sid));
    }

    /** The CDs of the stream go with it. */
    void invalidate(long[] s, int sid) {
        cached.set(s, sid, 0);
        copy.set(s, sid, 0);
        copyEats.set(s, sid, 0);
        for (int ssid = 0; ssid < commands.ssids(); ssid++) {
            descriptors.invalidate(s, commands.substream(sid, ssid));
        }
    }

    int copy(long[] s, int sid) {
        return copy.get(s, sid) | copyEats.get(s, sid) << EATS_CODE_SHIFT;
    }

    private boolean store(long[] s, int sid, int code) {
        boolean changes = code(s, sid) != code;
        memory.set(s, sid, code & (1 << EATS_CODE_SHIFT) - 1);
        memoryEats.set(s, sid, eats(code));
        return changes;
    }

    static AtsDecision decision(int entry) {
        return AtsDecision.of((entry & 1) != 0, config(entry), eats(entry));
    }

    private static boolean isCdTable(int entry) {
        return (entry & 1) != 0 && config(entry) == CONFIG_S1_TRANS;
    }

    private static int config(int entry) {
        return entry >> 1 & 7;
    }

    static int s1dss(int entry) {
        return entry >> 4 & 3;
    }

    /** EATS of the entry with {@link #code} {@code entry}. */
    public static int eats(int entry) {
        return entry >> EATS_CODE_SHIFT & 3;
    }

    private static String formatS1dss(int s1dss) {
        return switch (s1dss) {
            case S1DSS_TERMINATE -> "terminate";
            case S1DSS_BYPASS -> "bypass";
            case S1DSS_SSID0 -> "SSID0";
            default -> Integer.toString(s1dss);
        };
    }
}
