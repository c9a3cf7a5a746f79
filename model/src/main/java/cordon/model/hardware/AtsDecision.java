package cordon.model.hardware;

/**
 * What the SMMU does with an ATS Translation Request and with a Translated transaction, by the STE (smmu.md A.8, with
 * SMMUEN=1 and ATSCHK=1; the rows about CDs belong to scenarios with PASIDs).
 */
public enum AtsDecision {
    /** V=0: requests get Completer Abort, Translated transactions abort with no event. */
    BAD_STE,
    /** Config=abort: requests get Unsupported Request, Translated transactions abort with no event. */
    ABORT,
    /** Bypass, or translation with EATS=0: F_BAD_ATS_TREQ and F_TRANSL_FORBIDDEN. */
    FORBIDDEN,
    /** Translation with EATS=1: requests are translated, Translated transactions go to memory as they are. */
    TRANSLATE;

    private static final int CONFIG_TRANSLATES = 0b100;
    private static final int CONFIG_BYPASS = 0b100;

    /** The row of the table that an STE with these fields falls into. */
    public static AtsDecision of(boolean v, int config, int eats) {
        if (!v) {
            return BAD_STE;
        } else if ((config & CONFIG_TRANSLATES) == 0) {
            return ABORT;
        } else if (config == CONFIG_BYPASS || eats != StreamTable.EATS_TRANS) {
            return FORBIDDEN;
        } else {
            return TRANSLATE;
        }
    }
}
