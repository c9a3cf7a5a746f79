package cordon.specs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableMap;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Verdicts as text, read again. */
class OutcomeTest {

    @Test
    void theCausesOfAViolationAreItsFindings() {
        Outcome outcome = Outcome.parse("violated @30: sync-fault-is-hidden @30, fence-times-out @40, unexplained @41");
        assertEquals("violated", outcome.verdict());
        assertEquals(30, outcome.steps());
        assertEquals(
                ImmutableMap.of(
                        "sync-fault-is-hidden",
                        Optional.of(30),
                        "fence-times-out",
                        Optional.of(40),
                        Outcome.UNEXPLAINED,
                        Optional.of(41)),
                outcome.causes());
        assertTrue(outcome.isSearchedBehind());
    }

    @Test
    void nothingElseIsNoCause() {
        Outcome outcome = Outcome.parse("unreachable: fence-times-out, nothing else");
        assertEquals(ImmutableMap.of("fence-times-out", Optional.empty()), outcome.causes());
        assertFalse(Outcome.parse("violated @3: fence-times-out @3, not searched behind")
                .isSearchedBehind());
    }

    /** Findings are not about questions. */
    @Test
    void aViolatedQuestionIsUnexplained() {
        assertEquals(
                ImmutableMap.of(Outcome.UNEXPLAINED, Optional.of(7)),
                Outcome.parse("violated @7").causes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"holds", "vacuous", "incomplete", "reachable @24"})
    void whatIsNoViolationHasNoCause(String text) {
        assertEquals(ImmutableMap.of(), Outcome.parse(text).causes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "@", "violated @99999999999", ": ", "violated @x"})
    void anyTextIsReadAsAVerdictThatNoSearchHas(String text) {
        assertFalse(Outcome.parse(text).isViolation());
    }

    @Test
    void everyExpectedVerdictIsReadAsItIsWritten() throws Exception {
        Expectations expectations = Expectations.load(
                Path.of(System.getProperty("cordon.home", "..")).resolve("specs/expected"));
        List<String> texts = Run.defaultSuite().stream()
                .flatMap(run -> expectations.of(run).orElseThrow().verdicts().values().stream())
                .distinct()
                .toList();
        assertTrue(texts.size() > 100);
        assertEquals(
                texts,
                texts.stream().map(text -> Outcome.parse(text).toString()).toList());
    }
}
