package cordon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cordon.cli.Shell.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code cordon check} says of findings, and of verdicts that are worth nothing. */
class FindingsCommandTest {
    @TempDir
    private Path home;

    /** The same model deadlocks before the property could be violated; asked alone it would seem to hold. */
    @Test
    void aVerdictWhoseGuardsFailIsNotReliedOn() throws Exception {
        Result result = new Shell(home)
                .cordon(
                        "check",
                        "two-flushers",
                        "--set",
                        "gerrIrqCpu=cpu1",
                        "--property",
                        "gerror-protocol",
                        "--workers",
                        "1");
        assertEquals(13, result.code(), result.out());
        assertTrue(result.out().contains("gerror-protocol: holds"), result.out());
        assertTrue(result.out().contains("VACUOUS: no-deadlock is violated @"), result.out());
    }

    @Test
    void theFindingsAreATableAndTheRowsAreBehindVerbose() throws Exception {
        String brief = new Shell(home)
                .cordon("check", "strict-unmap", "--design", "base")
                .out();
        assertTrue(brief.lines().anyMatch(l -> l.matches("sync-fault-is-hidden +1 +@27 +no P7, .*")), brief);
        assertFalse(brief.contains("SCENARIO"), brief);
        String verbose = new Shell(home)
                .cordon("check", "strict-unmap", "--design", "base", "--verbose")
                .out();
        assertTrue(
                verbose.lines().anyMatch(l -> l.matches("strict-unmap +base +- +no-stale-dma +violated @30 .*")),
                verbose);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--plain | because of --plain",
                "--search depth | because only --search breadth finds the shortest violation of each",
                "--spill . | because a search that may go to disk",
            })
    void aSearchThatDoesNotGoBehindTheKnownFindingsSaysSo(String options, String reason) throws Exception {
        String out = new Shell(home)
                .cordon(("check strict-unmap --design base " + options.strip()).split(" "))
                .out();
        assertTrue(out.contains("did not go on behind the known findings, " + reason), out);
        assertTrue(out.contains("sync-fault-is-hidden"), "what was found is explained all the same: " + out);
        assertTrue(out.contains("not searched behind"), out);
    }

    @Test
    void whatMustHappenInTheEndIsNotSearchedBehind() throws Exception {
        String out = new Shell(home)
                .cordon(
                        "check",
                        "strict-unmap",
                        "--design",
                        "base",
                        "--set",
                        "hwSyncPolicy=sticky",
                        "--property",
                        "queue-drains")
                .out();
        assertTrue(out.contains("not searched behind"), out);
    }
}
