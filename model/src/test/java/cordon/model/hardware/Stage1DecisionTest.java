package cordon.model.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rows of table A.8 of smmu.md that S1DSS and the CD decide. */
class Stage1DecisionTest {

    @ParameterizedTest
    @CsvSource({
        "true,  0, true,  STREAM_DISABLED",
        "true,  0, false, STREAM_DISABLED",
        "true,  1, true,  SKIP_STAGE_1",
        "true,  1, false, SKIP_STAGE_1",
        "true,  2, true,  TRANSLATE",
        "true,  2, false, BAD_CD",
        "false, 0, true,  TRANSLATE",
        "false, 1, false, BAD_CD",
        "false, 2, true,  TRANSLATE",
    })
    void everyRow(boolean byS1dss, int s1dss, boolean cdValid, Stage1Decision expected) {
        assertEquals(expected, Stage1Decision.of(byS1dss, s1dss, cdValid));
    }
}
