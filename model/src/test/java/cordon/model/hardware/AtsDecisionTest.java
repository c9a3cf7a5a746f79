package cordon.model.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rows of table A.8 of smmu.md that need no CD, for every V, Config and EATS that Linux uses. */
class AtsDecisionTest {

    @ParameterizedTest
    @CsvSource({
        "false, 0, 0, BAD_STE",
        "false, 5, 1, BAD_STE",
        "true,  0, 0, ABORT",
        "true,  0, 1, ABORT",
        "true,  4, 0, BYPASS",
        "true,  4, 1, BYPASS",
        "true,  5, 0, NO_ATS",
        "true,  5, 1, TRANSLATE",
        "true,  6, 0, NO_ATS",
        "true,  6, 1, TRANSLATE",
        "true,  7, 1, TRANSLATE",
    })
    void everyRow(boolean v, int config, int eats, AtsDecision expected) {
        assertEquals(expected, AtsDecision.of(v, config, eats));
    }
}
