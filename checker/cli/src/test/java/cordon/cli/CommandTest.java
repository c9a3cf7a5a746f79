package cordon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import cordon.cli.Shell.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every run is a process of its own: exit code, standard output and standard error are what a shell would see. */
class CommandTest {
    @TempDir
    private Path home;

    @ParameterizedTest
    @CsvSource({
        "12, strict-unmap --design base",
        "12, STRICT-UNMAP --design Base --set HWTIMEOUT=Above-1s",
        "12, strict-unmap --design v1",
        "0,  strict-unmap --design v2",
        "0,  strict-unmap",
        "0,  strict-unmap --design base --property queue-consistent",
        "12, strict-unmap --design base --property no-stale-dma",
        "12, strict-unmap --patches P4",
        "12, strict-unmap --design base --set hwSyncPolicy=sticky --property queue-drains",
        "0,  strict-unmap --design base --property queue-drains",
        "3,  strict-unmap --design base --property queue-drains --max-states 100",
        "3,  strict-unmap --max-states 10",
        "3,  strict-unmap --max-depth 5",
        "3,  two-flushers --time 0.01s",
        "12, strict-unmap --design base --search depth",
        "0,  strict-unmap --search depth",
        "3,  strict-unmap --search depth --bitstate 24",
        "3,  strict-unmap --search depth --hash 44",
        "3,  strict-unmap --search walk --walks 5",
        "0,  insertion --set lists=1s,1s --symmetry",
        "0,  strict-unmap --spill .",
        "0,  insertion --set lists=1s,1s --partial-order --property no-deadlock",
        "3,  strict-unmap --search deepen --max-depth 20",
        "12, strict-unmap --design base --plain",
        "13, strict-unmap --design base --set devices=idle --property no-stale-dma",
        "13, termination --design base --set tasks=none --set devices=idle --property error-is-acknowledged",
        "0,  strict-unmap --property blame-is-exact",
    })
    void theExitCodeIsTheVerdict(int code, String arguments) throws Exception {
        Result result = cordon(("check " + arguments).split(" "));
        assertEquals(code, result.code(), result.out() + result.err());
        assertEquals(code == 3, (result.out() + result.err()).contains("INCOMPLETE"), result.out());
        assertEquals(code == 12, result.out().contains("violated"), result.out());
        assertEquals(code == 13, result.out().contains("VACUOUS"), result.out());
        assertFalse(code == 3 && claimsToHold(result), result.out());
    }

    @Test
    void theFirstViolationIsEnoughIfThatIsWanted() throws Exception {
        Result result = cordon("check", "strict-unmap", "--design", "base", "--first", "--workers", "3");
        assertEquals(12, result.code());
        assertTrue(result.out().contains("INCOMPLETE: the search stopped because a violation was found"), result.out());
        assertFalse(claimsToHold(result), result.out());
    }

    @Test
    void aViolationIsCertainEvenWhenTheSearchIsIncomplete() throws Exception {
        Result result = cordon("check", "strict-unmap", "--design", "base", "--max-depth", "30");
        assertEquals(12, result.code());
        assertTrue(result.out().contains("violated @30"), result.out());
        assertTrue(result.out().contains("INCOMPLETE"), result.out());
        assertFalse(claimsToHold(result), result.out());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "check strict-unmpa            | unknown scenario 'strict-unmpa'; did you mean 'strict-unmap'? Known here:",
                "check strict-unmap --design v3 | unknown design 'v3'; did you mean 'v1'? Known here: base, locked, marked, v1, v2",
                "check strict-unmap --patches P9 | unknown patch 'P9'; did you mean 'P1'? Known here: ATTACH_WAITS, DETACH_WAITS, LOCK, P1",
                "check strict-unmap --patches , | --patches needs at least one patch",
                "check nosuch | unknown scenario 'nosuch'. Known here: attach",
                "check strict-unmap --design base --property blame-is-exact | unknown property 'blame-is-exact'. Known here:",
                "check strict-unmap --time 0s | --time cannot be '0s'",
                "check strict-unmap --time 99999999999h | --time cannot be '99999999999h'",
                "check strict-unmap --resume /dev/null | --resume: /dev/null is not a file",
                "graph strict-unmap --max-states 0 | --max-states is from 1 to 1000000, not 0",
                "check strict-unmap --patches P7 | P7 builds on P4, which is missing",
                "check strict-unmap --design v2 --patches P7 | --design and --patches exclude each other",
                "check strict-unmap --property no-stale | unknown property 'no-stale'; did you mean",
                "check strict-unmap --set cpu=2 | unknown parameter 'cpu'; did you mean 'cpus'? Known here:",
                "check strict-unmap --set cpus=9 | cpus cannot be '9'; expected 1 to 2",
                "check strict-unmap --set cpus | --set",
                "check strict-unmap --set queueLog2=1 --set devices=mute,mute | a batch of 2 and its SYNC do not fit",
                "check strict-unmap --time soon | --time cannot be 'soon'; expected for example 30s, 5m or 1h30m",
                "check strict-unmap --max-states 0 | --max-states is from 1 to 1000000000000, not 0",
                "check strict-unmap --max-states many | --max-states",
                "check --suite long | unknown suite 'long'. Known here: bounds, deep, default",
                "check --jobs 0 | --jobs is from 1 to 64, not 0",
                "check --suite deep --record-expected | --record-expected is for the default suite",
                "check --design v2 | --design, --patches, --property, --plain and --set need a SCENARIO, and no --suite",
                "check strict-unmap --record-expected | --record-expected is for a suite; add --suite default, or leave out",
                "check strict-unmap --desing v2 | --desing",
                "check strict-unmap --workers 0 | --workers is from 1 to 256, not 0",
                "check strict-unmap --search upwards | --search",
                "check strict-unmap --bitstate 30 | --bitstate and --hash are for --search depth",
                "check strict-unmap --search depth --hash 64 | --hash is from 40 to 52, not 64",
                "check strict-unmap --search depth --bitstate 99 | --bitstate is from 20 to 36, not 99",
                "check strict-unmap --search walk --walks 0 | --walks is from 1 to 1000000000000, not 0",
                "check strict-unmap --search depth --checkpoint x | --checkpoint and --resume are for --search breadth",
                "check strict-unmap --checkpoint x --resume y | --checkpoint and --resume exclude each other",
                "check strict-unmap --checkpoint no/such/directory/x | cannot write a checkpoint to no/such/directory/x: its directory does not exist",
                "check strict-unmap --resume nosuch | cannot resume from nosuch: there is no such file",
                "check strict-unmap --symmetry | --symmetry: nothing is interchangeable in this scenario",
                "check insertion --set lists=1s,1s --symmetry --search depth | --symmetry is for --search breadth",
                "check strict-unmap --partial-order | --partial-order: this scenario does not declare",
                "check insertion --partial-order --symmetry | --partial-order and --symmetry exclude each other",
                "check strict-unmap --spill nosuch | --spill: cannot write to nosuch: there is no such file; expected a directory that exists",
                "check strict-unmap --spill . --checkpoint x | --spill excludes --checkpoint and --resume",
                "check strict-unmap --checkpoint x --checkpoint-every now | --checkpoint-every cannot be 'now'",
                "chekc | chekc",
            })
    void badInputGetsOneClearMessage(String arguments, String message) throws Exception {
        Result result = cordon(arguments.strip().split(" "));
        assertEquals(2, result.code());
        assertTrue(result.err().startsWith("cordon: "), result.err());
        assertTrue(result.err().contains(message), result.err());
        assertFalse(result.err().contains("\tat "), "no stack trace");
        assertEquals("", result.out());
    }

    @Test
    void aCounterexampleIsPrintedAndWritten() throws Exception {
        Result result = cordon("check", "strict-unmap", "--design", "base");
        Path file = home.resolve("counterexamples/out/base-strict-unmap-no-stale-dma.txt");
        assertTrue(result.out().contains("counterexample: " + file), result.out());
        String text = Files.readString(file);
        assertTrue(result.out().startsWith(text));
        assertTrue(text.contains("CMDQ error (cons 0x03000003): ATC invalidate timeout"), text);
        assertTrue(text.contains("__arm_smmu_domain_inv_range"), text);
        assertTrue(text.contains("for its copy of STE 0 still says EATS=1"), text);
    }

    @Test
    void theDocumentsShowWhatIsPrinted() throws Exception {
        expectOfStrictUnmap("", "");
        String printed = cordon("check", "strict-unmap", "--design", "base").out();
        assertTrue(
                printed.startsWith(block("docs/reading-a-counterexample.md")),
                "docs/reading-a-counterexample.md shows another counterexample than the one printed now");
        assertTrue(printed.contains(block("README.md")), "README.md shows other lines than those printed now");
    }

    /** The first lines that {@code document} shows of a counterexample. */
    private static String block(String document) throws IOException {
        String text = Files.readString(Shell.CHECKOUT.resolve(document));
        int start = text.indexOf("no-stale-dma is violated");
        return text.substring(start, text.indexOf("```", start));
    }

    @Test
    void theCommandInACounterexampleFindsItAgain() throws Exception {
        cordon("check", "strict-unmap", "--patches", "P4,P6", "--set", "hwTimeout=above-1s");
        Path file = home.resolve("counterexamples/out/P4+P6-strict-unmap-hwTimeout=above-1s-no-stale-dma.txt");
        String text = Files.readString(file);
        String command = text.lines()
                .filter(line -> line.startsWith("Reproduce with: ./cordon "))
                .findFirst()
                .orElseThrow()
                .substring("Reproduce with: ./cordon ".length());
        Files.delete(file);
        cordon(command.split(" "));
        assertEquals(text, Files.readString(file));
    }

    @Test
    void anOutputDirectoryThatCannotBeWrittenIsSaidBeforeSearching() throws Exception {
        Files.writeString(home.resolve("counterexamples"), "in the way");
        Result result = cordon("check", "strict-unmap");
        assertEquals(2, result.code());
        assertTrue(result.err().startsWith("cordon: cannot create "), result.err());
        assertEquals("in the way", Files.readString(home.resolve("counterexamples")));
    }

    @Test
    void machinesGetTheSameFacts() throws Exception {
        JsonObject search = JsonParser.parseString(cordon("check", "strict-unmap", "--design", "base", "--json")
                        .out())
                .getAsJsonObject();
        assertEquals("base", search.get("design").getAsString());
        assertEquals(164, search.get("states").getAsLong());
        JsonObject first = search.getAsJsonArray("verdicts").get(0).getAsJsonObject();
        assertEquals("no-stale-dma", first.get("property").getAsString());
        assertEquals("violated", first.get("verdict").getAsString());
        assertEquals(30, first.get("steps").getAsInt());
        assertTrue(Files.exists(Path.of(first.get("counterexample").getAsString())));

        JsonObject lists =
                JsonParser.parseString(cordon("list", "--json").out()).getAsJsonObject();
        for (String list : List.of("scenarios", "designs", "patches", "properties", "parameters")) {
            assertFalse(lists.getAsJsonObject(list).entrySet().isEmpty(), list);
        }
    }

    @Test
    void aSuiteThatDoesNotFindWhatIsExpectedSaysSo() throws Exception {
        expectOfStrictUnmap("\"states\": 164", "\"states\": 165");
        Result result = cordon("check", "--max-states", "3000");
        assertEquals(3, result.code(), "some search of the suite is larger than that");
        assertTrue(result.out().contains("INCOMPLETE"));
        assertTrue(result.out().contains("strict-unmap, design base: states: expected 165, found 164"), result.out());

        result = cordon("check", "--json", "--max-states", "3000");
        JsonObject suite = JsonParser.parseString(result.out()).getAsJsonObject();
        assertFalse(suite.get("complete").getAsBoolean());
        JsonArray searches = suite.getAsJsonArray("searches");
        assertEquals(
                "states: expected 165, found 164",
                searches.get(0)
                        .getAsJsonObject()
                        .getAsJsonArray("differences")
                        .get(0)
                        .getAsString());
        assertTrue(
                searches.get(1).getAsJsonObject().getAsJsonArray("differences").isEmpty());
    }

    @Test
    void aFileOfExpectedVerdictsThatIsNotOneIsNamed() throws Exception {
        expectOfStrictUnmap("\"runs\"", "\"walks\"");
        Result result = cordon("check");
        assertEquals(2, result.code());
        assertTrue(result.err().contains("strict-unmap.json: expected an object with a list of runs"), result.err());
        assertEquals("", result.out(), "said before searching");
        for (String broken : new String[] {
            "", "[", "[1]", "{\"runs\":[null]}", "{\"runs\":[{}]}", "{\"runs\":[{\"states\":\"many\"}]}"
        }) {
            Files.writeString(home.resolve("specs/expected/strict-unmap.json"), broken);
            result = cordon("check");
            assertEquals(2, result.code(), broken);
            assertTrue(result.err().contains("strict-unmap.json"), result.err());
            assertFalse(result.err().contains("\tat "), "no stack trace");
        }
    }

    @Test
    void aSearchGoesOnWhereItWasStopped() throws Exception {
        String file = home.resolve("stopped here.checkpoint").toString();
        String whole = cordon("check", "strict-unmap", "--json").out();
        assertEquals(
                3,
                cordon("check", "strict-unmap", "--max-depth", "20", "--checkpoint", file)
                        .code());
        Result resumed = cordon("check", "strict-unmap", "--json", "--resume", file);
        assertEquals(0, resumed.code(), resumed.err());
        for (String fact : List.of("states", "transitions", "depth", "verdicts", "statesAtDepth", "actions")) {
            assertEquals(
                    JsonParser.parseString(whole).getAsJsonObject().get(fact),
                    JsonParser.parseString(resumed.out()).getAsJsonObject().get(fact));
        }

        Result other = cordon("check", "strict-unmap", "--design", "base", "--resume", file);
        assertEquals(2, other.code());
        assertTrue(other.err().contains("it is of another search"), other.err());

        byte[] content = Files.readAllBytes(Path.of(file));
        Files.write(Path.of(file), Arrays.copyOf(content, content.length - 3));
        Result truncated = cordon("check", "strict-unmap", "--resume", file);
        assertEquals(2, truncated.code());
        assertTrue(truncated.err().contains("damaged or truncated"), truncated.err());
        assertFalse(truncated.err().contains("\tat "), "no stack trace");
    }

    @Test
    void machinesCanReadAlong() throws Exception { // of a search that goes on until its time is up
        String parameters = "hwTimeout=above-1s";
        Result result = cordon(
                "check", "two-flushers", "--set", parameters, "--time", "3s", "--workers", "1", "--progress", "json");
        List<String> lines = result.err().lines().toList();
        assertFalse(lines.isEmpty());
        for (String line : lines) {
            JsonObject now = JsonParser.parseString(line).getAsJsonObject();
            assertTrue(now.get("visited").getAsLong() >= now.get("expanded").getAsLong(), line);
        }
    }

    @Test
    void anInterruptEndsTheSearchAndPrintsWhatWasCovered() throws Exception {
        Process process = start("check", "two-flushers", "--set", "hwTimeout=above-1s", "--set", "queueLog2=5");
        Thread.sleep(Duration.ofSeconds(3).toMillis());
        assertTrue(process.isAlive(), "a search that takes minutes");
        process.destroy(); // SIGTERM, which is handled as Ctrl-C is
        assertTrue(process.waitFor(1, TimeUnit.MINUTES));
        Result result = result(process);
        assertEquals(result.out().contains(" is violated: ") ? 12 : 3, result.code(), result.err());
        assertTrue(result.out().contains("INCOMPLETE: the search stopped because it was interrupted"), result.out());
        assertTrue(result.out().contains("incomplete"), "no verdict is invented");
        assertFalse(claimsToHold(result), result.out());
    }

    /** Whether some property is said to hold. */
    private static boolean claimsToHold(Result result) {
        return result.out().lines().anyMatch(line -> line.matches("(.*: )?holds(:.*)?"));
    }

    private void expectOfStrictUnmap(String wrong, String right) throws IOException {
        Path expected = Files.createDirectories(home.resolve("specs/expected"));
        String text = Files.readString(Shell.CHECKOUT.resolve("specs/expected/strict-unmap.json"));
        assertTrue(text.contains(wrong));
        Files.writeString(expected.resolve("strict-unmap.json"), text.replaceFirst(wrong, right));
        String recording = "counterexamples/corpus/sync-fault-is-hidden.cex.json";
        Files.createDirectories(home.resolve(recording).getParent());
        Files.copy(Shell.CHECKOUT.resolve(recording), home.resolve(recording));
    }

    private Result cordon(String... arguments) throws IOException, InterruptedException {
        return new Shell(home).cordon(arguments);
    }

    private Process start(String... arguments) throws IOException {
        return new Shell(home).start(arguments);
    }

    private Result result(Process process) throws IOException {
        return new Shell(home).result(process);
    }
}
