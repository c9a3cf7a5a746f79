package cordon.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cordon.counterexamples.Counterexample;
import cordon.counterexamples.HtmlReport;
import cordon.counterexamples.MarkdownReport;
import cordon.counterexamples.Recording;
import cordon.counterexamples.RecordingFile;
import cordon.counterexamples.TextReport;
import cordon.engine.check.Checker;
import cordon.engine.explore.Report;
import cordon.engine.explore.Verdict;
import cordon.engine.property.Property;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is known of the examples. */
class ExamplesTest {

    @Test
    void anUpdateIsLostInFourSteps() {
        AssertionError failure = assertThrows(
                AssertionError.class, () -> new LostUpdate().checker().assertHolds());
        String expected = """
                no-lost-update is violated. No increment is lost. After step 4 the state is at[thread 0]=2 at[thread 1]=2 counter=1.
                   0 \s
                   1  thread 0: LostUpdate: read the counter; at[thread 0]: 0 -> 1
                   2  thread 1: LostUpdate: read the counter; at[thread 1]: 0 -> 1
                   3  thread 0: LostUpdate: write the counter; at[thread 0]: 1 -> 2; counter: 0 -> 1
                   4  thread 1: LostUpdate: write the counter; at[thread 1]: 1 -> 2""";
        assertEquals(expected, String.valueOf(failure.getMessage()).replace(System.lineSeparator(), "\n"));
    }

    @Test
    void petersonExcludesAndLetsIn() {
        Report report = new Peterson(true).checker().check();
        assertTrue(report.verdicts().values().stream().allMatch(Verdict.Holds.class::isInstance));
        assertTrue(report.exhaustive());
    }

    @Test
    void withoutGivingWayBothEnter() {
        assertEquals(8, lengthOf(new Peterson(false).checker(), "mutual-exclusion"));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5, 7})
    void philosophersStarveWhenEachHasOneFork(int seats) {
        assertEquals(seats, lengthOf(new Philosophers(seats, false).checker(), "deadlock-free"));
        new Philosophers(seats, true).checker().assertHolds();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aSeqlockTearsNoReadAsLongAsReadersLookAgain(int readers) {
        new Seqlock(readers, true).checker().workers(2).assertHolds();
        assertEquals(6, lengthOf(new Seqlock(readers, false).checker(), "no-torn-read"));
    }

    /** Known of this puzzle: all can fall asleep exactly if there are more threads than twice the places. */
    @ParameterizedTest
    @CsvSource({"1, 1, 1", "1, 1, 2", "1, 2, 2", "2, 2, 2", "2, 2, 3", "2, 3, 3", "3, 3, 3", "3, 4, 3", "2, 4, 1"})
    void aBufferDeadlocksWithMoreThreadsThanTwiceItsPlaces(int places, int producers, int consumers) {
        Verdict verdict = new BoundedBuffer(places, producers, consumers)
                .checker()
                .check()
                .verdict("somebody-is-awake");
        assertEquals(producers + consumers > 2 * places, verdict instanceof Verdict.Violated);
    }

    @Test
    void identicalReadersGiveFewerStates() {
        Checker all = Checker.of(new Seqlock(3, true)).reachable("some", "Some state.", s -> false);
        Report full = all.check();
        Report reduced = all.symmetry().check();
        assertTrue(reduced.statistics().states() < full.statistics().states());
        assertFalse(full.verdict("some") instanceof Verdict.Holds);
        assertEquals(full.verdict("some"), reduced.verdict("some"));
    }

    /** What a reader gets speaks of the system, and of no kernel, design or setting. */
    @Test
    void aCounterexampleIsPrintedInItsOwnWords(@TempDir Path directory) throws IOException {
        Report report = new LostUpdate().checker().check();
        Property property = report.verdicts().keySet().iterator().next();
        Recording recording = Recording.of(Counterexample.of(
                "lost-update",
                property,
                report.verdict("no-lost-update").trace().orElseThrow()));
        String text = TextReport.of(recording);
        assertTrue(text.startsWith("no-lost-update is violated: lost-update\n"), text);
        assertTrue(text.contains("LostUpdate write the counter"), text);
        for (String form : List.of(text, MarkdownReport.of(recording))) {
            for (String foreign : List.of("kernel", "design", "setting", "Reproduce", "world")) {
                assertFalse(form.contains(foreign), form);
            }
        }
        assertTrue(HtmlReport.of(recording).contains("<title>no-lost-update is violated: lost-update</title>"));
        Path file = directory.resolve("lost-update.cex.json");
        RecordingFile.write(recording, file);
        assertEquals(recording, RecordingFile.read(file));
    }

    private static int lengthOf(Checker checker, String property) {
        return checker.check().verdict(property).trace().orElseThrow().length();
    }
}
