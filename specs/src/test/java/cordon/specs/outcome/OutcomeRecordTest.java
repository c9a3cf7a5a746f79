package cordon.specs.outcome;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records of outcomes: read, compared, and recorded again without the loss of a grade. */
class OutcomeRecordTest {
    private static final GradedRow LOST = GradedRow.found(List.of("1", "-"), "ends", 1, 4);
    private static final GradedRow BOTH = GradedRow.found(List.of("2", "-"), "ends", 2, 4);

    @TempDir
    private Path directory;

    @Test
    void whatIsWrittenIsRead() throws Exception {
        OutcomeRecord written = record(LOST, judged(BOTH, Grade.ACCEPTED));
        OutcomeRecord read = OutcomeRecord.read(Files.writeString(directory.resolve("a.json"), written.json()));
        assertEquals(written, read);
        assertTrue(read.isOf(record()));
        assertFalse(read.isOf(new OutcomeRecord("s", "v2", Map.of(), List.of("a", "b"), "label", List.of())));
    }

    @Test
    void whatIsNoRecordIsNamed() throws Exception {
        String good = record(LOST).json();
        for (String broken : List.of(
                "",
                "[",
                "[1]",
                "{}",
                good.replace("look at it", "all right"),
                good.replace("\"states\": 1", "\"states\": -1"),
                good.replace("\"states\": 1", "\"states\": \"many\""),
                good.replace("\"a\",", ""),
                good.replace("\"rows\": [", "\"rows\": [null,"))) {
            Path file = Files.writeString(directory.resolve("broken.json"), broken);
            IOException e = assertThrows(IOException.class, () -> OutcomeRecord.read(file), broken);
            assertTrue(String.valueOf(e.getMessage()).startsWith(file.toString()), e.getMessage());
        }
    }

    @Test
    void gradesAreKept() {
        OutcomeRecord judged = record(judged(LOST, Grade.FORBIDDEN), BOTH);
        OutcomeRecord again =
                record(LOST, GradedRow.found(BOTH.values(), "ends", 3, 4)).gradedAs(judged);
        assertEquals(
                List.of(Grade.FORBIDDEN, Grade.LOOK_AT_IT),
                again.rows().stream().map(GradedRow::grade).toList());
        assertEquals("It is said.", again.rows().get(0).because());
        assertEquals(3, again.rows().get(1).states(), "the count is the new one");
    }

    /** A judgement of what does not come about is kept; what nobody has looked at is not. */
    @Test
    void aJudgedOutcomeThatIsGoneStays() {
        OutcomeRecord again = record().gradedAs(record(judged(LOST, Grade.FORBIDDEN), BOTH));
        assertEquals(1, again.rows().size());
        assertEquals(0, again.rows().get(0).states());
        assertEquals(Grade.FORBIDDEN, again.rows().get(0).grade());
        assertEquals(List.of(), record().differencesFrom(again), "that it does not come about is what is recorded");
    }

    @Test
    void everyDifferenceIsNamed() {
        assertEquals(List.of(), record(LOST, BOTH).differencesFrom(record(judged(LOST, Grade.FORBIDDEN), BOTH)));
        assertEquals(
                List.of(
                        "1, - (ends): recorded 1 state, the nearest @4, found no state",
                        "2, - (ends): recorded 2 states, the nearest @4, found 2 states, the nearest @5",
                        "2, - (stuck): not recorded, found 2 states, the nearest @4"),
                record(GradedRow.found(BOTH.values(), "ends", 2, 5), GradedRow.found(BOTH.values(), "stuck", 2, 4))
                        .differencesFrom(record(LOST, BOTH)));
    }

    private static OutcomeRecord record(GradedRow... rows) {
        return new OutcomeRecord("s", "v2", Map.of("p", "q"), List.of("a", "b"), "label", List.of(rows));
    }

    private static GradedRow judged(GradedRow row, Grade grade) {
        return new GradedRow(row.values(), row.ending(), row.states(), row.steps(), grade, "It is said.");
    }
}
