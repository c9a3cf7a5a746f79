package cordon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cordon.command.Explorer;
import cordon.command.Interrupt;
import cordon.command.Program;
import cordon.engine.explore.Bounds;
import cordon.specs.ExpectedRun;
import cordon.specs.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A suite that was stopped goes on with what it has not finished. */
class ProgressTest {
    private static final Run FINISHED = Run.defaultSuite().get(0);
    private static final Run NOT_FINISHED = Run.defaultSuite().get(1);

    @TempDir
    private Path directory;

    @Test
    void whatWasFinishedIsFoundAgain() throws IOException {
        Progress progress = Progress.load(directory);
        assertEquals(Optional.empty(), progress.found(FINISHED));
        Program program = Main.program(new Interrupt("cordon"));
        Search search =
                Search.execute(program, new RunModel(FINISHED), Search.Inquiry.ALL, Explorer.PLAIN, Bounds.unlimited());
        ExpectedRun found = ExpectedRun.of(FINISHED, search.report().statistics(), search.answers());
        progress.add(search, found, List.of());

        Progress later = Progress.load(directory);
        assertEquals(Optional.of(found), later.found(FINISHED));
        assertEquals(Optional.empty(), later.found(NOT_FINISHED));
        assertTrue(Files.readString(directory.resolve("deep-suite.txt")).contains("no-stale-dma"), "its rows are kept");
    }

    /** Another model may find something else. */
    @Test
    void whatAnotherBuildFinishedDoesNotCount() throws IOException {
        Files.write(
                directory.resolve("deep-suite.txt"), List.of("build of another day", "finished " + FINISHED.title()));
        assertEquals(Optional.empty(), Progress.load(directory).found(FINISHED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{}", "[1]", "many"})
    void whatSomebodyChangedIsSearchedAnew(String verdicts) throws IOException {
        Progress.load(directory);
        Path file = directory.resolve("deep-suite.txt");
        Files.writeString(
                file, Files.readString(file) + "verdicts " + verdicts + "\nfinished " + FINISHED.title() + "\n");
        assertEquals(Optional.empty(), Progress.load(directory).found(FINISHED));
    }
}
