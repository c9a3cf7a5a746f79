package cordon.model.hardware;

import com.google.common.collect.ImmutableList;

/**
 * What the SMMU does with an ATS Translation Request and with an untranslated transaction where the STE has stage 1
 * translate: the rows of the table in smmu.md A.8 that S1DSS and the CD decide. Translated transactions ask neither.
 */
public enum Stage1Decision {
    /** No PASID where the table has CDs for some, S1DSS=0b00. */
    STREAM_DISABLED("S1DSS=terminate", "Completer Abort, no event", "aborted, event F_STREAM_DISABLED"),
    /** No PASID where the table has CDs for some, S1DSS=0b01. */
    SKIP_STAGE_1("S1DSS=bypass", "Success, the address as it is", "passed as it is"),
    /** The CD is not valid. */
    BAD_CD("CD.V=0", "Completer Abort", "aborted, event C_BAD_CD"),
    /** The CD is used. */
    TRANSLATE("CD", "translated", "translated");

    /** The rows in which nothing is translated. */
    static final ImmutableList<Stage1Decision> NOT_TRANSLATED = ImmutableList.of(STREAM_DISABLED, SKIP_STAGE_1, BAD_CD);

    /** The rows that refuse untranslated transactions. */
    static final ImmutableList<Stage1Decision> ABORTS = ImmutableList.of(STREAM_DISABLED, BAD_CD);

    private final String row;
    private final String request;
    private final String untranslated;

    Stage1Decision(String row, String request, String untranslated) {
        this.row = row;
        this.request = request;
        this.untranslated = untranslated;
    }

    /**
     * The row that a request falls into.
     *
     * @param byS1dss whether S1DSS has a say: the request has no PASID, and S1CDMax is not 0
     * @param s1dss S1DSS of the STE
     * @param cdValid V of the CD, if it is asked
     */
    public static Stage1Decision of(boolean byS1dss, int s1dss, boolean cdValid) {
        if (byS1dss && s1dss == StreamTable.S1DSS_TERMINATE) {
            return STREAM_DISABLED;
        } else if (byS1dss && s1dss == StreamTable.S1DSS_BYPASS) {
            return SKIP_STAGE_1;
        } else {
            return cdValid ? TRANSLATE : BAD_CD;
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

    /** What becomes of an untranslated transaction. */
    String untranslated() {
        return untranslated;
    }
}
