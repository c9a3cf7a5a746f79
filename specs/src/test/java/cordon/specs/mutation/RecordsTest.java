package cordon.specs.mutation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import cordon.engine.explore.Bounds;
import cordon.specs.Expectations;
import cordon.specs.mutation.Notice.Kind;
import cordon.specs.mutation.Records.Recorded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records of the matrix are kept, and stay true. */
class RecordsTest {
    private static final Path HOME = Path.of(System.getProperty("cordon.home", ".."));

    /** A search of a few states takes a moment all the same. */
    private static final long STATES_OF_A_CELL = 5_000;

    private static final long STATES_OF_A_MINUTE = 4_000_000;

    @TempDir
    private Path directory;

    @Test
    void whatIsRecordedIsRead() throws IOException {
        ImmutableList<Cell> cells = cells("insertion");
        Cell noticed = cells.get(0);
        Cell survives = cells.get(1);
        Cell stillborn = cells.get(2);
        Cell cut = cells.get(3);
        Map<Cell, Examined> found = Map.of(
                noticed,
                        examined(
                                noticed,
                                "",
                                new Notice("p", Kind.VIOLATED, 3, "f"),
                                new Notice("q", Kind.VACUOUS, -1, "")),
                survives, examined(survives, ""),
                stillborn, new Examined(stillborn.title(), List.of(), 17, 1, "", "IllegalStateException: one; two"),
                cut, examined(cut, "the time is over"));
        Records.load(directory).record(found, cells);
        Records read = Records.load(directory);
        assertEquals(
                Map.of(
                        noticed, new Recorded(ImmutableList.of("p violated @3 by f", "q vacuous"), 17, ""),
                        survives, new Recorded(ImmutableList.of(), 17, ""),
                        stillborn, new Recorded(ImmutableList.of(), 17, "IllegalStateException: one; two")),
                read.of(cells));
        assertEquals(List.of("p", "q"), read.of(noticed).orElseThrow().properties());

        read.record(Map.of(cut, examined(cut, "")), cells.subList(1, cells.size()));
        assertEquals(
                List.of(survives, stillborn, cut),
                Records.load(directory).of(cells).keySet().asList());
    }

    @Test
    void whatIsNoRecordIsRefused() throws IOException {
        for (String broken : List.of("", "[", "{}", "{\"scenario\":\"insertion\",\"runs\":{\"x\":{\"y\":\"z\"}}}")) {
            Files.writeString(directory.resolve("insertion.json"), broken);
            IOException refused = assertThrows(IOException.class, () -> Records.load(directory), broken);
            assertTrue(String.valueOf(refused.getMessage()).contains("insertion.json"), broken);
        }
    }

    /** The seed is printed; {@code -Dcordon.seed} takes it again. */
    @Test
    void aRandomMinuteOfTheMatrixIsNoticedAsRecorded() throws IOException {
        long seed = Long.getLong("cordon.seed", System.nanoTime());
        System.out.println("A random minute of the matrix of mutants: -Dcordon.seed=" + seed);
        ImmutableList<Cell> all =
                Cell.all(Mutants.FAULTS, Cell.runs(), Expectations.load(HOME.resolve("specs/expected")));
        ImmutableMap<Cell, Recorded> recorded =
                Records.load(HOME.resolve("specs/mutations")).of(all);
        List<Cell> noticed = new ArrayList<>(all.stream()
                .filter(cell -> Optional.ofNullable(recorded.get(cell))
                        .filter(Recorded::isNoticed)
                        .isPresent())
                .toList());
        Collections.shuffle(noticed, new Random(seed));
        List<String> survivors = new ArrayList<>();
        long states = 0;
        for (Cell cell : noticed) {
            states += STATES_OF_A_CELL
                    + recorded.getOrDefault(cell, new Recorded(ImmutableList.of(), 0, ""))
                            .states();
            if (states > STATES_OF_A_MINUTE) {
                break;
            }
            Examined examined = new Detector(Bounds.unlimited()).examine(cell);
            if (!examined.isNoticed()) {
                survivors.add(cell.title() + ": " + examined.text());
            }
        }
        assertEquals(List.of(), survivors);
        assertTrue(states > STATES_OF_A_MINUTE, "there are enough records");
    }

    private static ImmutableList<Cell> cells(String scenario) throws IOException {
        return Cell.all(Mutants.FAULTS, Cell.runs(), Expectations.load(HOME.resolve("specs/expected"))).stream()
                .filter(cell -> cell.run().scenario().name().equals(scenario))
                .collect(ImmutableList.toImmutableList());
    }

    private static Examined examined(Cell cell, String cut, Notice... notices) {
        return new Examined(cell.title(), List.of(notices), 17, 1, cut, "");
    }
}
