package cordon.model;

import cordon.model.kernel.EntryFormat;

/** Table entries as the driver makes them, by what they are for (smmu.md C.8). */
public enum NamedEntry {
    /** STE: every transaction is aborted. */
    ABORT(EntryFormat.STE, Bits.V, 0, 0, 0),
    /** STE: every transaction passes. */
    BYPASS(EntryFormat.STE, Bits.V | 4L << 1, Bits.SHCFG_INCOMING, 0, 0),
    /** STE: stage 1 by a table of Context Descriptors, ATS. */
    CDTABLE(EntryFormat.STE, Bits.V | Bits.S1, Bits.EATS_TRANS | Bits.S1DSS_SSID0, 0, 0),
    /** The same without ATS. */
    CDTABLE_NOATS(EntryFormat.STE, Bits.V | Bits.S1, Bits.S1DSS_SSID0, 0, 0),
    /** The same with ATS, transactions without PASID bypassing stage 1. */
    S1DSS_BYPASS(EntryFormat.STE, Bits.V | Bits.S1, Bits.EATS_TRANS | 1 | Bits.SHCFG_INCOMING, 0, 0),
    /** The same, transactions without PASID aborted. */
    S1DSS_TERMINATE(EntryFormat.STE, Bits.V | Bits.S1, Bits.EATS_TRANS, 0, 0),
    /** STE: stage 2, ATS. */
    S2(EntryFormat.STE, Bits.V | Bits.S2, Bits.EATS_TRANS | Bits.SHCFG_INCOMING, Bits.VTCR, Bits.S2TTB),
    /** The same with a VMID other than 0. */
    S2_VMID(EntryFormat.STE, Bits.V | Bits.S2, Bits.EATS_TRANS | Bits.SHCFG_INCOMING, Bits.VTCR | 7, Bits.S2TTB),
    /** CD: not valid. */
    CD_CLEAR(EntryFormat.CD, 0, 0, 0, 0),
    /** CD of one domain. */
    CD_A(EntryFormat.CD, Bits.CD_V | 1L << 48, 0x1000, 0, 0xffL),
    /** The same tables with another ASID. */
    CD_A_ASID(EntryFormat.CD, Bits.CD_V | 2L << 48, 0x1000, 0, 0xffL),
    /** CD of another domain. */
    CD_B(EntryFormat.CD, Bits.CD_V | 2L << 48, 0x2000, 0, 0xffL);

    private static final class Bits {
        static final long V = 1;
        static final long S1 = 5L << 1 | 0xf0f0f0f0f0c0L;
        static final long S2 = 6L << 1;
        static final long EATS_TRANS = 1L << 28;
        static final long SHCFG_INCOMING = 1L << 44;
        static final long S1DSS_SSID0 = 2;
        static final long VTCR = 0x5L << 32;
        static final long S2TTB = 0x123456789000L;
        static final long CD_V = 1L << 31;

        private Bits() {}
    }

    private final EntryFormat format;
    private final long word0;
    private final long word1;
    private final long word2;
    private final long word3;

    NamedEntry(EntryFormat format, long word0, long word1, long word2, long word3) {
        this.format = format;
        this.word0 = word0;
        this.word1 = word1;
        this.word2 = word2;
        this.word3 = word3;
    }

    /** Whether it is an STE or a CD. */
    public EntryFormat format() {
        return format;
    }

    /** Its eight words. */
    public long[] words() {
        return new long[] {word0, word1, word2, word3, 0, 0, 0, 0};
    }
}
