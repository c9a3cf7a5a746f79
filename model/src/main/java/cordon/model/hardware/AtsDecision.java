package cordon.model.hardware;

import com.google.common.collect.ImmutableList;

/**
 * What the SMMU does by the STE alone, with SMMUEN=1 and ATSCHK=1: the upper rows of the table in smmu.md A.8. Where stage 1
 * translates, {@link Stage1Decision} has the other rows for what the STE lets through.
 */
public enum AtsDecision {
    /** V=0. */
    BAD_STE("V=0", "Completer Abort, no event", "aborted, no event", "aborted, event C_BAD_STE"),
    /** Config=abort. */
    ABORT("abort", "Unsupported Request, no event", "aborted, no event", "aborted, no event"),
    /** Config=bypass. */
    BYPASS(
            "bypass",
            "Unsupported Request, event F_BAD_ATS_TREQ",
            "aborted, event F_TRANSL_FORBIDDEN",
            "passed as it is"),
    /** Translation with EATS=0. */
    NO_ATS("EATS=0", "Unsupported Request, event F_BAD_ATS_TREQ", "aborted, event F_TRANSL_FORBIDDEN", "translated"),
    /** Translation with EATS=1. */
    TRANSLATE("EATS=1", "translated", "passed as it is", "translated");

    /** The rows that refuse what uses ATS, but for V=0, which no STE of the whole protocol ever has. */
    static final ImmutableList<AtsDecision> REACHED_REFUSALS = ImmutableList.of(ABORT, BYPASS, NO_ATS);

    private static final int CONFIG_TRANSLATES = 0b100;

    private final String row;
    private final String request;
    private final String translated;
    private final String untranslated;

    AtsDecision(String row, String request, String translated, String untranslated) {
        this.row = row;
        this.request = request;
        this.translated = translated;
        this.untranslated = untranslated;
    }

    /** The row of the table that an STE with these fields falls into. */
    public static AtsDecision of(boolean v, int config, int eats) {
        if (!v) {
            return BAD_STE;
        } else if ((config & CONFIG_TRANSLATES) == 0) {
            return ABORT;
        } else if (config == StreamTable.CONFIG_BYPASS) {
            return BYPASS;
        } else {
            return eats == StreamTable.EATS_TRANS ? TRANSLATE : NO_ATS;
        }
    }

    /** The row, in short. */
    String row() {
        return row;
    }

    /** How a Translation Request is answered. */
    String request() {
        return request;
    }

    /** What becomes of a Translated transaction. */
    String translated() {
        return translated;
    }

    /** What becomes of an untranslated transaction. */
    String untranslated() {
        return untranslated;
    }
}
