package cordon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cordon.cli.Shell.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where counterexamples are written, and which of an earlier run stay there. */
class OutOptionTest {
    private static final String NAME = "base-strict-unmap-no-stale-dma";

    @TempDir
    private Path home;

    private Shell shell;

    @BeforeEach
    void here() {
        shell = new Shell(home);
    }

    @Test
    void nothingIsWrittenIntoTheCheckout() throws Exception {
        Path out = home.resolve("else where");
        List<String[]> commands = List.of(
                new String[] {"check", "strict-unmap", "--design", "base"},
                new String[] {"ask", "strict-unmap", "--reach", "irq.gerror = 1"},
                new String[] {"sweep", "strict-unmap", "--max-states", "3", "--total", "1s"});
        for (String[] command : commands) {
            Result result = cordon(command, "--out", out.toString());
            assertFalse(result.code() == 2, result.err());
        }
        assertTrue(Files.exists(out.resolve(NAME + ".cex.json")));
        assertTrue(Files.exists(out.resolve("sweep.json")));
        assertFalse(Files.exists(home.resolve("counterexamples")));
    }

    @Test
    void aDirectoryThatCannotBeWrittenIsRefusedBeforeTheSearch() throws Exception {
        Path file = Files.writeString(home.resolve("file"), "in the way");
        for (String[] command : List.of(
                new String[] {"check", "strict-unmap"},
                new String[] {"ask", "strict-unmap", "--reach", "irq.gerror = 1"},
                new String[] {"sweep", "strict-unmap"})) {
            Result result = cordon(command, "--out", file.toString());
            assertEquals(2, result.code(), result.out());
            assertTrue(result.err().startsWith("cordon: cannot create " + file), result.err());
            assertEquals("", result.out());
        }
        Result both = shell.cordon("sweep", "--state", home + "/state", "--out", home + "/out");
        assertEquals(2, both.code(), both.out());
        assertTrue(both.err().contains("--state and --out exclude each other"), both.err());
    }

    /** A counterexample of yesterday's model would be taken for one of today's. */
    @Test
    void whatAnotherRunOfTheSameSearchDoesNotFindIsRemoved() throws Exception {
        Path out = home.resolve("counterexamples/out");
        shell.cordon("check", "strict-unmap", "--design", "base");
        List<Path> found = files(out);
        Path gone = copy(out, NAME + "-sync-fault-is-hidden");
        Path fixed = copy(out, "base-strict-unmap-queue-consistent");
        Path ofAnotherSearch = copy(out, "v1-strict-unmap-no-stale-dma-sync-fault-is-hidden");
        shell.cordon("check", "strict-unmap", "--design", "base", "--max-states", "20");
        assertTrue(Files.exists(gone) && Files.exists(fixed), "nothing is known of what was not searched");
        shell.cordon("check", "strict-unmap", "--design", "base");
        assertFalse(Files.exists(gone));
        assertFalse(Files.exists(fixed));
        Files.delete(ofAnotherSearch);
        assertEquals(found, files(out));
    }

    private static Path copy(Path out, String name) throws IOException {
        return Files.copy(out.resolve(NAME + ".cex.json"), out.resolve(name + ".cex.json"));
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }

    private Result cordon(String[] command, String... more) throws IOException, InterruptedException {
        return shell.cordon(
                Stream.concat(Arrays.stream(command), Arrays.stream(more)).toArray(String[]::new));
    }
}
