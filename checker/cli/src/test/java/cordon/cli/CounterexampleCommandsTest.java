package cordon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableMap;
import cordon.cli.Shell.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is done with a counterexample after it was found. */
class CounterexampleCommandsTest {
    private static final String NAME = "base-strict-unmap-no-stale-dma";

    @TempDir
    private Path home;

    private Shell shell;
    private Path file;

    @BeforeEach
    void findOne() throws Exception {
        shell = new Shell(home);
        shell.cordon("check", "strict-unmap", "--design", "base");
        file = home.resolve("counterexamples/out/" + NAME + ".cex.json");
    }

    @Test
    void itIsShownAsItWasPrinted() throws Exception {
        String printed = Files.readString(home.resolve("counterexamples/out/" + NAME + ".txt"));
        assertEquals(printed, shell.cordon("show", file.toString()).out());
        assertEquals(
                Files.readString(home.resolve("counterexamples/out/" + NAME + ".html")),
                shell.cordon("show", file.toString(), "--as", "html").out());
        Result markdown = shell.cordon("show", file.toString(), "--as", "markdown");
        assertTrue(markdown.out().contains("```mermaid\nsequenceDiagram\n"), markdown.out());
        Result narrow = shell.cordon("show", file.toString(), "--width", "80", "--steps-of", "cpu0");
        assertTrue(narrow.out().lines().allMatch(line -> line.length() <= 80), narrow.out());
        assertFalse(narrow.out().contains("sendTR"), narrow.out());
    }

    /** A lane is called {@code GERROR ISR}, which nobody types. */
    @Test
    void theStepsOfSomeAreShown() throws Exception {
        for (String[] lanes : List.of(
                new String[] {"--steps-of", "gerror,device 0"},
                new String[] {"--steps-of", "GERROR", "--steps-of", "device"})) {
            Result some = shell.cordon(Stream.concat(Stream.of("show", file.toString()), Stream.of(lanes))
                    .toArray(String[]::new));
            assertEquals(0, some.code(), some.err());
            String steps = some.out().substring(some.out().indexOf("Steps ("));
            assertTrue(steps.contains("sendTR") && steps.contains("arm_smmu_gerror_handler ack"), steps);
            assertFalse(steps.contains("iommu_map"), steps);
        }
        assertRefused(shell.cordon("show", file.toString(), "--steps-of", ","), "--steps-of names nobody");
        Result end = shell.cordon("show", file.toString(), "--from", "29");
        assertTrue(end.out().contains("The kernel log has no line of the steps that are shown. All of it"), end.out());
        assertTrue(end.out().contains("CMDQ error (cons 0x03000003)"), end.out());
    }

    @Test
    void coloursAreThoseOfTheTerminal() throws Exception {
        List<String> terminal = List.of("-Dcordon.terminal=true");
        for (Map<String, String> environment :
                List.of(ImmutableMap.of("NO_COLOR", ""), ImmutableMap.of("NO_COLOR", "1"))) {
            Process process = shell.start(environment, terminal, "show", file.toString());
            assertTrue(process.waitFor(1, TimeUnit.MINUTES));
            assertEquals(
                    environment.containsValue(""),
                    shell.result(process).out().contains("\u001b["),
                    environment.toString());
        }
    }

    @Test
    void nothingToReplayOrToRecordIsSaid() throws Exception {
        assertRefused(
                shell.cordon("replay"), "nothing to replay: no file in " + home.resolve("counterexamples/corpus"));
        assertRefused(
                shell.cordon("record", "strict-unmap", "--design", "v2"),
                "nothing to record: nothing is violated in strict-unmap, design v2");
        assertRefused(shell.cordon("record"), "nothing to record: no finding has an example in");
        Files.createDirectories(home.resolve("specs/expected"));
        assertRefused(shell.cordon("check", "--max-states", "9"), "nothing to replay: ");
    }

    @Test
    void itIsReplayed() throws Exception {
        Path odd = home.resolve("größe 1.cex.json");
        Files.copy(file, odd);
        Result same = shell.cordon("replay", odd.toString());
        assertEquals(12, same.code(), same.err());
        assertTrue(same.out().contains("all 30 steps are possible, with the same states"), same.out());
        Result other = shell.cordon("replay", file.toString(), "--design", "v2");
        assertEquals(1, other.code(), other.err());
        assertTrue(other.out().contains("The states part at step 13"), other.out());
        assertTrue(other.out().contains("Step 28 is not possible"), other.out());
    }

    /** A recorded step that the model does not have stands for a model that has changed. */
    @Test
    void aChangedModelIsNoticedInTheCorpusAndBeforeTheSuite() throws Exception {
        Result recorded = shell.cordon("record", "strict-unmap", "--design", "base", "--property", "no-stale-dma");
        assertEquals(0, recorded.code(), recorded.err());
        assertTrue(recorded.out().contains("sync-fault-is-hidden.cex.json: new\n"), recorded.out());
        assertTrue(recorded.out().contains("README.md: new\n"), recorded.out());
        recorded = shell.cordon("record", "strict-unmap", "--design", "base", "--property", "no-stale-dma");
        assertTrue(recorded.out().contains("sync-fault-is-hidden.cex.json: as it was\n"), recorded.out());
        Path kept = home.resolve("counterexamples/corpus/sync-fault-is-hidden.cex.json");
        assertEquals(Files.readString(file), Files.readString(kept));
        assertTrue(Files.readString(home.resolve("counterexamples/corpus/README.md"))
                .contains("sync-fault-is-hidden"));
        assertEquals(0, shell.cordon("replay").code());
        Files.writeString(kept, Files.readString(kept).replace("\"label\":\"P14: ", "\"label\":\"P15: "));
        Result changed = shell.cordon("replay");
        assertEquals(1, changed.code());
        assertTrue(
                changed.out().contains("sync-fault-is-hidden.cex.json: step 14 is not possible any more"),
                changed.out());
        Result one = shell.cordon("replay", kept.toString());
        assertEquals(1, one.code());
        assertTrue(
                one.out().contains("  CPU0: arm_smmu_cmdq_issue_cmdlist: P14: release cmdq->lock, return"), one.out());
    }

    @Test
    void twoAreComparedLineByLine() throws Exception {
        Path other = home.resolve("counterexamples/out/base-strict-unmap-flush-contract.cex.json");
        Result diff = shell.cordon("diff", file.toString(), other.toString(), "--width", "100");
        assertEquals(0, diff.code());
        assertTrue(diff.out().lines().skip(6).allMatch(line -> line.length() <= 100), diff.out());
        assertTrue(diff.out().contains("no-stale-dma is violated: strict-unmap, design base\nAt step 30"), diff.out());
    }

    /** A reader of the series sees what it does to the flush: the bit of the SYNC, its being read, and the retry. */
    @Test
    void oneIsComparedWithWhatBecomesOfItInAnotherDesign() throws Exception {
        Result diff = shell.cordon("diff", file.toString(), "--design", "v2");
        assertEquals(0, diff.code());
        assertTrue(
                diff.out().lines().anyMatch(line -> line.matches(" +>  +cmdq.atc_sync_timeouts.*0 -> 1")), diff.out());
        assertTrue(diff.out().endsWith("Step 28 of the left is not possible on the right.\n"), diff.out());
        assertRefused(shell.cordon("diff", file.toString()), "expected either B or --design");
        assertRefused(shell.cordon("diff", file.toString(), "--design", "v9"), "v9");
    }

    @Test
    void aSmallScenarioIsDrawn() throws Exception {
        Result graph = shell.cordon("graph", "strict-unmap", "--design", "base");
        assertEquals(0, graph.code());
        assertEquals(
                164,
                graph.out().lines().filter(line -> line.contains("tooltip")).count());
        assertEquals(
                3, shell.cordon("graph", "strict-unmap", "--max-states", "9").code());
    }

    @Test
    void aGraphThatTakesLongIsShownAndCanBeStopped() throws Exception {
        Process process = shell.startUntil(
                "drawing the states of two-flushers",
                "stderr",
                "graph",
                "two-flushers",
                "--set",
                "hwTimeout=above-1s",
                "--max-states",
                "1000000");
        process.destroy();
        assertTrue(process.waitFor(1, TimeUnit.MINUTES));
        Result result = shell.result(process);
        assertEquals(3, result.code(), result.err());
        assertEquals("", result.out());
        assertTrue(result.err().contains("INCOMPLETE: the graph was not drawn to its end, because"), result.err());
    }

    @Test
    void aReplayOfTheCorpusStopsAfterTheRecordingAtHand() throws Exception {
        Path corpus = Files.createDirectories(home.resolve("counterexamples/corpus"));
        for (int i = 0; i < 9_999; i++) {
            Files.createSymbolicLink(corpus.resolve(i + ".cex.json"), file);
        }
        Process process = shell.startUntil("replaying recorded counterexamples", "stderr", "replay");
        process.destroy();
        assertTrue(process.waitFor(1, TimeUnit.MINUTES));
        Result result = shell.result(process);
        assertEquals(3, result.code(), result.err());
        assertTrue(result.err().contains(" of 9999 recorded counterexamples, of which 0 are not"), result.err());
    }

    /** The page says that it is UTF-8, and JSON always is. */
    @Test
    void whatDeclaresItsEncodingIsWrittenInIt() throws Exception {
        Path odd = home.resolve("odd.cex.json");
        Files.writeString(odd, Files.readString(file).replace("\"strict-unmap\"", "\"gr\u00f6\u00dfe\""));
        Process process = shell.start(Map.of("LC_ALL", "C"), List.of(), "show", "--as", "html", odd.toString());
        assertTrue(process.waitFor(1, TimeUnit.MINUTES));
        assertTrue(shell.result(process).out().contains("gr\u00f6\u00dfe"));
    }

    @Test
    void badFilesGetOneClearMessage() throws Exception {
        Path broken = home.resolve("broken.cex.json");
        Files.writeString(broken, Files.readString(file).substring(0, 5000));
        assertRefused(shell.cordon("show", broken.toString()), broken + ": expected JSON at line ");
        Files.writeString(broken, Files.readString(file).replace("\"strict-unmap\"", "\"strict-unmp\""));
        assertRefused(shell.cordon("replay", broken.toString()), "did you mean 'strict-unmap'?");
        Files.writeString(broken, Files.readString(file).replace("\"version\": 1", "\"version\": 7"));
        assertRefused(shell.cordon("diff", file.toString(), broken.toString()), "expected version 1, not 7");
        Path text = home.resolve("counterexamples/out/" + NAME + ".txt");
        assertRefused(shell.cordon("show", text.toString()), "; take " + file + " beside it");
        assertRefused(shell.cordon("show", home.resolve("none").toString()), "none: there is no such file");
        assertRefused(shell.cordon("show", file.toString(), "--width", "5"), "--width is from 60 to 10000, not 5");
        assertRefused(shell.cordon("show", file.toString(), "--from", "31"), "--from is from 1 to 30");
        assertRefused(shell.cordon("show", file.toString(), "--as", "html", "--to", "3"), "are for --as text");
        assertRefused(shell.cordon("show", file.toString(), "--steps-of", "CPU7"), "unknown process 'CPU7'");
        assertRefused(shell.cordon("replay", "--design", "v1"), "--design needs a FILE");
        assertRefused(shell.cordon("record", "--property", "no-stale-dma"), "need a SCENARIO");
    }

    private static void assertRefused(Result result, String message) {
        assertEquals(2, result.code(), result.out() + result.err());
        assertTrue(result.err().startsWith("cordon: ") && result.err().contains(message), result.err());
        assertFalse(result.err().contains("\tat "), "no stack trace");
        assertEquals("", result.out());
    }
}
