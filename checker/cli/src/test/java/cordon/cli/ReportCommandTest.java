package cordon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import cordon.cli.Shell.Result;
import cordon.cli.report.Schemas;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reports of {@code check}, as a pipeline asks for them: in a checkout whose expected verdicts are a copy. */
class ReportCommandTest {
    private static final String LONG_SEARCH = "two-flushers --set hwTimeout=above-1s --set queueLog2=5";
    private static final String STALE_DMA =
            "\"no-stale-dma\": \"violated @30: sync-fault-is-hidden @30, nothing else\"";

    @TempDir
    private Path home;

    private Path expected;

    @BeforeEach
    void aCheckout() throws Exception {
        expected = Files.createDirectories(home.resolve("specs/expected")).resolve("strict-unmap.json");
        Files.copy(Shell.CHECKOUT.resolve("specs/expected/strict-unmap.json"), expected);
        String recording = "counterexamples/corpus/sync-fault-is-hidden.cex.json";
        Files.createDirectories(home.resolve(recording).getParent());
        Files.copy(Shell.CHECKOUT.resolve(recording), home.resolve(recording));
    }

    private void expect(String right, String other) throws Exception {
        String text = Files.readString(expected);
        assertTrue(text.contains(right), right);
        int place = text.indexOf(right);
        Files.writeString(expected, text.substring(0, place) + other + text.substring(place + right.length()));
    }

    private Result check(String arguments, String... more) throws Exception {
        List<String> all = new ArrayList<>(List.of("check"));
        all.addAll(Arrays.asList(arguments.split(" ")));
        all.addAll(List.of(more));
        return new Shell(home).cordon(all.toArray(new String[0]));
    }

    private String report(String kind) {
        return kind + "=" + home.resolve("report." + kind);
    }

    private String written(String kind) throws Exception {
        return Files.readString(home.resolve("report." + kind));
    }

    private Set<String> fingerprints() throws Exception {
        Set<String> fingerprints = new TreeSet<>();
        JsonParser.parseString(written("sarif"))
                .getAsJsonObject()
                .getAsJsonArray("runs")
                .get(0)
                .getAsJsonObject()
                .getAsJsonArray("results")
                .forEach(result -> fingerprints.add(
                        result.getAsJsonObject().get("fingerprints").toString()));
        return fingerprints;
    }

    @Test
    void everyReportIsWrittenAndValid() throws Exception {
        Result result = check(
                "strict-unmap --design base --report github",
                "--report",
                report("junit"),
                "--report",
                report("sarif"),
                "--report",
                report("markdown"),
                "--report",
                report("gitlab"));
        assertEquals(12, result.code(), result.err());
        Schemas.assertJUnit(written("junit"));
        Schemas.assertSarif(written("sarif"));
        assertTrue(written("markdown").startsWith("# Cordon: 2 known\n"), written("markdown"));
        assertEquals(
                2, JsonParser.parseString(written("gitlab")).getAsJsonArray().size());
        assertEquals(
                2,
                result.out()
                        .lines()
                        .filter(line -> line.startsWith("::notice file="))
                        .count());
        assertTrue(written("junit").contains("tests=\"14\" failures=\"0\" errors=\"0\""), written("junit"));
    }

    @Test
    void theExitCodeIsAsUsualWhereNothingIsSaid() throws Exception {
        expect(STALE_DMA, "\"no-stale-dma\": \"holds\"");
        assertEquals(12, check("strict-unmap --design base").code());
        assertEquals(
                12,
                check("strict-unmap --design base", "--report", report("junit")).code());
        assertEquals(0, check("strict-unmap", "--report", report("junit")).code());
        assertEquals(
                3,
                check("strict-unmap --max-states 10", "--report", report("junit"))
                        .code());
        assertEquals(
                1,
                check("strict-unmap --suite default", "--report", report("junit"))
                        .code());
    }

    /** Each line changes what is expected, so that what is found is of the kind named. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "new      | holds",
                "new      | violated @30: fence-times-out @30, nothing else",
                "vanished | violated @30: sync-fault-is-hidden @30, fence-times-out @33, nothing else",
                "shorter  | violated @31: sync-fault-is-hidden @31, nothing else",
                "longer   | violated @29: sync-fault-is-hidden @29, nothing else",
                "changed  | violated @30: sync-fault-is-hidden @30",
            })
    void whatDiffersFromWhatIsExpectedHasAName(String kind, String verdict) throws Exception {
        expect(STALE_DMA, "\"no-stale-dma\": \"" + verdict + "\"");
        String search = "strict-unmap --design base --report github --fail-on ";
        Result failing = check(search + kind);
        assertEquals(1, failing.code(), failing.err());
        assertTrue(failing.out().contains(",title=" + kind + "%3A no-stale-dma::"), failing.out());
        assertEquals(1, check("strict-unmap --suite default --fail-on " + kind).code());
        assertEquals(0, check(search + "incomplete").code());
        assertEquals(1, check(search + "known").code(), "flush-contract is known, whatever became of no-stale-dma");
    }

    @Test
    void aViolationThatIsNoMoreHasVanished() throws Exception {
        expect(
                "\"flushes-are-isolated\": \"holds\"",
                "\"flushes-are-isolated\": \"violated @3: fence-times-out @3, nothing else\"");
        Result result = check("strict-unmap --design base --fail-on vanished", "--report", report("junit"));
        assertEquals(1, result.code());
        assertTrue(
                written("junit").contains("<failure message=\"vanished: finding fence-times-out @3 is expected"),
                written("junit"));
    }

    @Test
    void aRunThatNobodyRecordedIsJudgedByTheFindings() throws Exception {
        Result result = check("strict-unmap --design base --set queueLog2=4 --report github --fail-on new");
        assertEquals(0, result.code(), result.out());
        assertTrue(result.out().contains("nobody has recorded what to expect of this search"), result.out());
    }

    @Test
    void incompleteIsNeverPassed() throws Exception {
        Result result = check("strict-unmap --design base --max-states 10", "--report", report("junit"));
        assertEquals(3, result.code());
        String junit = written("junit");
        Schemas.assertJUnit(junit);
        assertTrue(junit.contains("tests=\"14\" failures=\"0\" errors=\"14\""), junit);
        assertFalse(junit.contains("verdict: holds"), junit);
        assertEquals(
                3,
                check("strict-unmap --max-states 10 --fail-on incomplete,new").code());
        assertEquals(0, check("strict-unmap --max-states 10 --fail-on new").code());
    }

    @Test
    void anInterruptedSearchWritesItsReports() throws Exception {
        Shell shell = new Shell(home);
        String line = "check " + LONG_SEARCH + " --report " + report("junit") + " --report " + report("sarif");
        Process process = shell.start(line.split(" "));
        Thread.sleep(3_000);
        process.destroy(); // SIGTERM, which is handled as Ctrl-C is
        assertTrue(process.waitFor(1, TimeUnit.MINUTES));
        String junit = written("junit");
        Schemas.assertJUnit(junit);
        Schemas.assertSarif(written("sarif"));
        assertTrue(junit.contains("it was interrupted"), junit);
        assertTrue(junit.contains("<error message=\"incomplete: the search ended early"), junit);
        assertFalse(junit.contains("verdict: holds"), junit);
    }

    @Test
    void aProcessThatIsKilledLeavesReportsThatSayIncomplete() throws Exception {
        Files.writeString(home.resolve("report.junit"), "of the day before");
        Process process = new Shell(home).start(("check " + LONG_SEARCH + " --report " + report("junit")).split(" "));
        while (written("junit").equals("of the day before")) {
            assertFalse(process.waitFor(100, TimeUnit.MILLISECONDS));
        }
        process.destroyForcibly();
        assertTrue(process.waitFor(1, TimeUnit.MINUTES));
        assertTrue(written("junit").contains("<error message=\"incomplete: not searched to its end"), written("junit"));
    }

    /** What was not begun is listed, too. */
    @Test
    void aSuiteThatIsCutListsEverySearch() throws Exception {
        Result result = check("strict-unmap --suite default --max-states 100", "--report", report("markdown"));
        assertEquals(3, result.code());
        assertTrue(written("markdown").contains("incomplete"), written("markdown"));
        assertTrue(written("markdown").contains("`strict-unmap, design v2`"), written("markdown"));
    }

    /** A suite that goes on where it was stopped forgets nothing: neither what is new nor the exit code. */
    @Test
    void theDeepSuiteReportsWhatHadFinishedBefore() throws Exception {
        String search = "strict-unmap --suite deep --fail-on new";
        int first = check(search, "--report", report("markdown")).code();
        String counts = written("markdown").lines().findFirst().orElseThrow();
        assertTrue(counts.matches("# Cordon: .*\\d+ known"), counts);
        Result again = check(search, "--report", report("markdown"));
        assertTrue(again.out().contains("finished before"), again.out());
        assertEquals(first, again.code());
        assertEquals(counts, written("markdown").lines().findFirst().orElseThrow());
    }

    /** A search in depth numbers states in another order and finds longer traces. */
    @Test
    void fingerprintsStayWhereStatesAreRenumbered() throws Exception {
        String search = "two-flushers --design base --property no-stale-dma --report ";
        check(search + report("sarif"));
        Set<String> breadth = fingerprints();
        String shortest = steps();
        check(search + report("sarif") + " --search depth");
        assertEquals(breadth, fingerprints());
        assertNotEquals(shortest, steps());
    }

    private String steps() throws Exception {
        JsonElement flow = JsonParser.parseString(written("sarif"))
                .getAsJsonObject()
                .getAsJsonArray("runs")
                .get(0)
                .getAsJsonObject()
                .getAsJsonArray("results")
                .get(0)
                .getAsJsonObject()
                .get("codeFlows");
        return flow.toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--report junti=x | unknown report 'junti'; did you mean 'junit'? Known here: github, gitlab, junit, markdown, sarif",
                "--report x.xml | unknown report 'x.xml'. Known here:",
                "--report junit | --report junit needs a file, as in --report junit=FILE",
                "--report sarif= | --report sarif needs a file",
                "--report github=x | --report github is printed, and takes no file",
                "--report github --report github | --report github is given twice",
                "--report junit=x --report sarif=./x | two reports to one file:",
                "--report junit=no/such/x | --report junit: cannot write to no/such/x: its directory does not exist",
                "--report junit=/dev/null | --report junit: /dev/null is not a file",
                "--report junit=. | --report junit: . is not a file",
                "--report github --json | --report github and --json exclude each other",
                "--fail-on nwe | unknown word of --fail-on 'nwe'; did you mean 'new'? Known here: changed, incomplete, known, longer, new, shorter, vanished",
                "--fail-on , | --fail-on needs at least one word",
            })
    void badInputIsSaidBeforeSearching(String options, String message) throws Exception {
        for (String search : new String[] {"strict-unmap --design base ", "--suite deep "}) {
            Result result = check(search + options);
            assertEquals(2, result.code(), result.out());
            assertTrue(result.err().startsWith("cordon: " + message), result.err());
            assertEquals(1, result.err().lines().count(), result.err());
            assertEquals("", result.out());
        }
    }

    @Test
    void reportsAreOfWhatIsComparedWithExpectedVerdicts() throws Exception {
        for (String search : new String[] {"--suite bounds --fail-on new", "--record-expected --report github"}) {
            Result result = check(search);
            assertEquals(2, result.code(), result.out());
            assertTrue(result.err().contains("--report and --fail-on"), result.err());
        }
    }
}
