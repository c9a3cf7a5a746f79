package cordon.model.kernel;

import java.util.Arrays;

/**
 * Which bits of a table entry the SMMU looks at: {@code arm_smmu_get_ste_used}, {@code arm_smmu_get_cd_used} and {@code
 * arm_smmu_get_ste_update_safe} (smmu.md C.8).
 *
 * <p>An entry is eight 64-bit words as the CPU sees them, word 0 at the lowest address.
 */
public enum EntryFormat {
    /** A Stream Table Entry. */
    STE {
        @Override
        public long[] used(long[] entry) {
            long[] used = new long[WORDS];
            used[0] = STE_0_V;
            if ((entry[0] & STE_0_V) == 0) {
                return used;
            }
            used[0] |= STE_0_CONFIG;
            if ((entry[0] & STE_0_CONFIG_S1) != 0) {
                used[0] |= STE_0_S1FMT | STE_0_S1CONTEXTPTR | STE_0_S1CDMAX;
                used[1] |= STE_1_S1DSS | STE_1_S1CIR_S1COR_S1CSH | STE_1_S1STALLD | STE_1_STRW | STE_1_EATS | STE_1_MEV;
                used[2] |= STE_2_S2VMID;
                if ((entry[1] & STE_1_S1DSS) == STE_1_S1DSS_BYPASS) {
                    used[1] |= STE_1_SHCFG;
                }
            }
            if ((entry[0] & STE_0_CONFIG_S2) != 0) {
                used[1] |= STE_1_S2FWB | STE_1_EATS | STE_1_SHCFG | STE_1_MEV;
                used[2] |= STE_2_S2VMID | STE_2_VTCR | STE_2_S2AA64_S2ENDI | STE_2_S2PTW | STE_2_S2S_S2R;
                used[3] |= STE_3_S2TTB;
            }
            if ((entry[0] & STE_0_CONFIG) == STE_0_CONFIG_BYPASS) {
                used[1] |= STE_1_SHCFG;
            }
            return used;
        }

        /**
         * EATS may change between 0 and 1 at any time, since ATS is off at the device meanwhile; but not when either entry
         * has split-stage ATS or stage-2 stalls, whose combination with EATS matters. MEV only merges events.
         */
        @Override
        public long[] updateSafe(long[] entry, long[] target) {
            long[] safe = new long[WORDS];
            boolean splitStage = ((entry[1] | target[1]) & STE_1_EATS_S1CHK) != 0;
            boolean stage2Stalls = ((entry[2] | target[2]) & STE_2_S2S) != 0;
            safe[1] = splitStage || stage2Stalls ? STE_1_MEV : STE_1_MEV | STE_1_EATS_TRANS;
            return safe;
        }
    },

    /** A Context Descriptor. */
    CD {
        @Override
        public long[] used(long[] entry) {
            long[] used = new long[WORDS];
            if ((entry[0] & CD_0_V) == 0) {
                used[0] = CD_0_V;
                return used;
            }
            Arrays.fill(used, ~0L);
            if ((entry[0] & CD_0_EPD0) != 0) {
                used[0] &= ~CD_0_T0SZ_TG0_IR0_OR0_SH0;
                used[1] &= ~CD_1_TTB0;
            }
            return used;
        }

        @Override
        public long[] updateSafe(long[] entry, long[] target) {
            return new long[WORDS];
        }
    };

    /** Words of an entry. */
    public static final int WORDS = 8;

    private static final long STE_0_V = bits(0, 0);
    private static final long STE_0_CONFIG = bits(3, 1);
    private static final long STE_0_CONFIG_S1 = bits(1, 1);
    private static final long STE_0_CONFIG_S2 = bits(2, 2);
    private static final long STE_0_CONFIG_BYPASS = 4L << 1;
    private static final long STE_0_S1FMT = bits(5, 4);
    private static final long STE_0_S1CONTEXTPTR = bits(51, 6);
    private static final long STE_0_S1CDMAX = bits(63, 59);
    private static final long STE_1_S1DSS = bits(1, 0);
    private static final long STE_1_S1DSS_BYPASS = 1L;
    private static final long STE_1_S1CIR_S1COR_S1CSH = bits(7, 2);
    private static final long STE_1_MEV = bits(19, 19);
    private static final long STE_1_S2FWB = bits(25, 25);
    private static final long STE_1_S1STALLD = bits(27, 27);
    private static final long STE_1_EATS = bits(29, 28);
    private static final long STE_1_EATS_TRANS = 1L << 28;
    private static final long STE_1_EATS_S1CHK = 2L << 28;
    private static final long STE_1_STRW = bits(31, 30);
    private static final long STE_1_SHCFG = bits(45, 44);
    private static final long STE_2_S2VMID = bits(15, 0);
    private static final long STE_2_VTCR = bits(50, 32);
    private static final long STE_2_S2AA64_S2ENDI = bits(52, 51);
    private static final long STE_2_S2PTW = bits(54, 54);
    private static final long STE_2_S2S = bits(57, 57);
    private static final long STE_2_S2S_S2R = bits(58, 57);
    private static final long STE_3_S2TTB = bits(51, 4);
    private static final long CD_0_V = bits(31, 31);
    private static final long CD_0_EPD0 = bits(14, 14);
    private static final long CD_0_T0SZ_TG0_IR0_OR0_SH0 = bits(13, 0);
    private static final long CD_1_TTB0 = bits(51, 4);

    /** The bits that the SMMU looks at when {@code entry} is in the table. */
    public abstract long[] used(long[] entry);

    /** The bits that may change at any moment of an update, if both ends use them. */
    public abstract long[] updateSafe(long[] entry, long[] target);

    private static long bits(int high, int low) {
        return -1L >>> (63 - high) & -1L << low;
    }
}
