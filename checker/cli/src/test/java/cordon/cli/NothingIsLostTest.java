package cordon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cordon.cli.Shell.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that were there before, and verdicts that were found, whatever the user typed and the disk does. */
class NothingIsLostTest {
    @TempDir
    private Path home;

    private Shell shell;

    @BeforeEach
    void here() {
        shell = new Shell(home);
    }

    /** {@code --checkpoint} for {@code --resume} once cost a checkpoint of hours. */
    @Test
    void aNewCheckpointTakesNobodysPlace() throws Exception {
        Path notes = Files.writeString(home.resolve("notes.txt"), "precious");
        Result result = shell.cordon("check", "strict-unmap", "--checkpoint", notes.toString());
        assertEquals(2, result.code(), result.err());
        assertTrue(result.err().contains("notes.txt exists; --resume goes on from a checkpoint"), result.err());
        assertEquals("precious", Files.readString(notes));
    }

    /** It once was accepted, and failed at the first write, ten minutes later. */
    @Test
    void aNameThatCannotBeWrittenIsRefusedAtOnce() throws Exception {
        String name = home.resolve("x".repeat(252)).toString();
        for (String option : new String[] {"--checkpoint", "--resume"}) {
            Result result = shell.cordon("check", "strict-unmap", option, name);
            assertEquals(2, result.code(), result.err());
            assertEquals(
                    "cordon: cannot write a checkpoint to " + name + ": File name too long",
                    result.err().strip());
        }
    }

    /** The limit on the size of a file is a disk that is soon full. */
    @Test
    void aDiskThatIsFullIsNamed() throws Exception {
        Process process = shell.startWithin(
                "ulimit -f 8000",
                List.of("-Xmx64m"),
                "check",
                "two-flushers",
                "--set",
                "hwTimeout=above-1s",
                "--plain",
                "--spill",
                home.toString());
        assertTrue(process.waitFor(2, TimeUnit.MINUTES));
        Result result = shell.result(process);
        assertEquals(12, result.code(), result.err());
        assertTrue(result.out().contains("INCOMPLETE: the search stopped because the disk did not take"), result.out());
        assertTrue(
                result.err()
                        .lines()
                        .anyMatch(line -> line.matches(
                                "cordon: --spill: " + home + "/cordon-\\d+\\.levels: File too large, after \\d MiB")),
                result.err());
    }

    /** The counterexample would go to a pipe that nobody reads, so that its report never ends. */
    @Test
    void aSecondSignalLeavesTheCodeOfWhatWasFound() throws Exception {
        Path out = Files.createDirectories(home.resolve("counterexamples/out"));
        Path pipe = out.resolve("base-strict-unmap-no-stale-dma.html.new");
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
        Process process = shell.start("check", "strict-unmap", "--design", "base");
        Path before = out.resolve("base-strict-unmap-no-stale-dma.txt");
        while (!Files.exists(before)) {
            assertFalse(process.waitFor(100, TimeUnit.MILLISECONDS));
        }
        process.destroy(); // SIGTERM
        shell.await(process, "Once more: stop without it", "stderr");
        process.destroy();
        assertTrue(process.waitFor(1, TimeUnit.MINUTES));
        Result result = shell.result(process);
        assertEquals(12, result.code(), result.err());
        assertTrue(result.err().endsWith("interrupted; the exit code is that of what was found\n"), result.err());
    }

    @Test
    void whatIsResumedStaysALink() throws Exception {
        Path file = home.resolve("real");
        shell.cordon("check", "strict-unmap", "--max-depth", "5", "--checkpoint", file.toString());
        Path link = Files.createSymbolicLink(home.resolve("link"), file);
        long before = Files.size(file);
        shell.cordon("check", "strict-unmap", "--max-depth", "20", "--resume", link.toString());
        assertTrue(Files.isSymbolicLink(link));
        assertTrue(Files.size(file) > before);
    }

    /** A full disk, or what stands in the way, is no reason to keep back what was found. */
    @Test
    void aCounterexampleThatCannotBeWrittenIsPrinted() throws Exception {
        Path out = Files.createDirectories(home.resolve("counterexamples/out"));
        Files.createDirectories(out.resolve("base-strict-unmap-no-stale-dma.html/in the way"));
        Result result = shell.cordon("check", "strict-unmap", "--design", "base");
        assertEquals(12, result.code(), result.err());
        assertTrue(result.err().contains("cordon: this counterexample is not written: "), result.err());
        assertTrue(result.err().contains("base-strict-unmap-no-stale-dma.html"), result.err());
        assertTrue(result.out().contains("no-stale-dma is violated: strict-unmap, design base"), result.out());
        assertTrue(result.out().contains("counterexample: could not be written"), result.out());
    }

    @Test
    void whatIsSavedTakesNobodysPlace() throws Exception {
        Path kept = Files.writeString(home.resolve("kept.cex.json"), "precious");
        Result result = shell.answering("1\nsave " + kept + "\nq\n", "explore", "strict-unmap");
        assertTrue((result.out() + result.err()).contains("kept.cex.json exists; choose another name"), result.out());
        assertEquals("precious", Files.readString(kept));
    }

    /** A suite that is to spill, or to leave checkpoints, and does neither would be found out too late. */
    @Test
    void aSuiteDoesNotIgnoreHowToSearch() throws Exception {
        Result result = shell.cordon("check", "--suite", "deep", "--spill", home.toString());
        assertEquals(2, result.code(), result.err());
        assertEquals(
                "cordon: --spill needs a SCENARIO, and no --suite", result.err().strip());
    }

    /** A way of no steps is a way: explore saves it. */
    @Test
    void aRecordingWithoutStepsIsShown() throws Exception {
        Path file = home.resolve("none.cex.json");
        shell.answering("save " + file + "\nq\n", "explore", "strict-unmap");
        Result result = shell.cordon("show", file.toString());
        assertEquals(0, result.code(), result.err());
    }
}
