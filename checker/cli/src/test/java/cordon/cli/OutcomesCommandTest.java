package cordon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import cordon.cli.Shell.Result;
import cordon.command.OutcomeQuestion;
import cordon.command.OutcomeTable;
import cordon.command.UsageException;
import cordon.counterexamples.Origin;
import cordon.engine.explore.Bounds;
import cordon.engine.outcome.Element;
import cordon.engine.outcome.Outcomes;
import cordon.engine.schema.Schema;
import cordon.specs.Run;
import cordon.specs.outcome.Grade;
import cordon.specs.outcome.OutcomeRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code cordon outcomes}, and the records of outcomes that are checked in. */
class OutcomesCommandTest {
    private static final String OF = "ste.EATS[sid 0],atc[substream 0, iova 0]";

    @TempDir
    private Path home;

    private Shell shell;

    @BeforeEach
    void here() {
        shell = new Shell(home);
    }

    /** What is checked in is what is found, and everything forbidden or accepted has a reason. */
    @Test
    void theRecordsAreWhatIsFound() throws Exception {
        Map<Path, OutcomeRecord> records = OutcomeFiles.load(Shell.CHECKOUT.resolve("specs/expected/outcomes"))
                .all();
        assertTrue(records.size() >= 3, "the records are there");
        records.forEach((file, recorded) -> {
            OutcomeQuestion question = GradedOutcomes.question(recorded);
            Outcomes outcomes = question.ask(2, Bounds.unlimited());
            assertTrue(outcomes.report().exhaustive());
            assertEquals(
                    List.of(), GradedOutcomes.record(question, outcomes).differencesFrom(recorded), file.toString());
            recorded.rows()
                    .forEach(row -> assertEquals(
                            row.grade() == Grade.LOOK_AT_IT, row.because().isEmpty(), file + ": " + row));
        });
    }

    /** In base the unmap returns in any case, and the device keeps the page in its ATC, or never had it there. */
    @Test
    void theTableOfStrictUnmap() throws Exception {
        Result result = outcomes();
        assertEquals(0, result.code(), result.err());
        assertEquals(
                List.of(
                        "strict-unmap, design base: where the world comes to rest",
                        "",
                        "#  ste.EATS[sid 0]  atc[substream 0, iova 0]  ENDING  STATES  STEPS  GRADE",
                        "1  1                -                         ends    10      24     look at it",
                        "2  1                page 0                    ends    2       29     look at it",
                        ""),
                result.out().lines().limit(6).toList());
        assertTrue(result.out().contains("2 outcomes, in 12 of 164 distinct states;"), result.out());
        assertTrue(result.out().contains("Every reachable state was visited."), result.out());
        assertTrue(result.out().contains("Not recorded; --record NAME"), result.out());
    }

    /** The timer of the ATC_INV can run out before the device has filled its ATC, or afterwards. */
    @Test
    void afterAStep() throws Exception {
        JsonObject table = json(outcomes("--at", "smmu 4.5.1  TIMER", "--json"));
        assertEquals("smmu 4.5.1 TIMER", table.get("at").getAsString());
        assertEquals(
                JsonParser.parseString("[{\"values\":[\"1\",\"-\"],\"ending\":\"after\",\"states\":5,\"steps\":13,"
                        + "\"grade\":\"look at it\",\"because\":\"\"},{\"values\":[\"1\",\"page 0\"],\"ending\":\"after\","
                        + "\"states\":1,\"steps\":18,\"grade\":\"look at it\",\"because\":\"\"}]"),
                table.get("outcomes"));
    }

    /** Two codes of an entry can be printed alike; their outcomes are two. */
    @Test
    void whatIsPrintedAlikeIsTold() {
        Element element = new Element(Schema.builder().field("entry", 2, value -> value < 2 ? "V=0" : "abort"), 0);
        assertEquals(
                Map.of(0, "V=0 (0)", 1, "V=0 (1)", 3, "abort"),
                OutcomeQuestion.texts(element, ImmutableSet.of(0, 1, 3)));
        assertEquals(Map.of(1, "V=0", 3, "abort"), OutcomeQuestion.texts(element, ImmutableSet.of(1, 3)));
    }

    /** A field stands for all its elements; an element that is named twice is looked at once. */
    @Test
    void aFieldIsAllItsElements() throws Exception {
        JsonObject table = json(shell.cordon(
                "outcomes", "two-flushers", "--max-depth", "3", "--json", "--of", "ATC, atc[substream 0,  iova 1]"));
        assertEquals(
                JsonParser.parseString("[\"atc[substream 0, iova 0]\", \"atc[substream 0, iova 1]\"]"),
                table.get("of"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ste.EAT |      | unknown field 'ste.EAT'; did you mean 'ste.EATS'? Known here: CMDQ_CONS.ERR,",
                "ste.EATS[sid 9] | | unknown element of ste.EATS 'ste.EATS[sid 9]'; did you mean 'ste.EATS[sid 0]'?",
                "ste.EATS[sid |  | unknown element of ste.EATS 'ste.EATS[sid'; did you mean 'ste.EATS[sid 0]'?",
                "ste.EATS,atc,ste.EATS | | --of names 'ste.EATS' twice",
                "ste.EATS] |     | unknown field 'ste.EATS]'; did you mean 'ste.EATS'?",
                ", |             | --of: expected names of fields, separated by commas, such as ",
                "ste.EATS | timr | --at: no step here has \"timr\" in its label; did you mean \"timer\"?",
                "ste.EATS | '  ' | --at: no step here has \"\" in its label",
            })
    void badNamesGetOneClearMessage(String of, @Nullable String at, String message) {
        Run run = RunOptions.run(new Origin("strict-unmap", "base", ImmutableMap.of()), Optional.empty());
        UsageException e = assertThrows(
                UsageException.class,
                () -> OutcomeQuestion.of(new RunModel(run), List.of(of), Optional.ofNullable(at)));
        assertTrue(String.valueOf(e.getMessage()).startsWith(message), e.getMessage());
        assertFalse(String.valueOf(e.getMessage()).contains("\n"), "one line");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--of ste.EATS --show 2 | --show: expected 1 to 1, not 2",
                "--of ste.EATS --json --as html | --json and --as exclude each other",
                "--of ste.EATS --record ../x | --record: expected a name of at most 100 lower-case letters, digits and hyphens, not '../x'",
                "--workers 0 | Missing required option: '--of=FIELD[,FIELD]'",
            })
    void badInputGetsOneClearMessage(String arguments, String message) throws Exception {
        Result result = shell.cordon(("outcomes strict-unmap --design base " + arguments.strip()).split(" "));
        assertEquals(2, result.code(), result.out());
        assertTrue(result.err().startsWith("cordon: " + message), result.err());
        assertFalse(result.err().contains("\tat "), "no stack trace");
        assertEquals("", result.out());
    }

    @Test
    void whatIsIncompleteIsNeverAll() throws Exception {
        Result result = outcomes("--max-depth", "26");
        assertEquals(3, result.code(), result.err());
        assertTrue(
                result.out().contains("INCOMPLETE: the search stopped because the limit on the depth"), result.out());
        assertFalse(result.out().contains("Every reachable state"), result.out());
        Result recorded = outcomes("--max-depth", "26", "--record", "half");
        assertEquals(3, recorded.code());
        assertTrue(recorded.err().contains("nothing is recorded, for the search is incomplete"), recorded.err());
        assertFalse(Files.exists(home.resolve("specs/expected/outcomes/half.json")));
    }

    @Test
    void anInterruptEndsTheSearch() throws Exception {
        Process process = shell.start("outcomes", "attach", "--of", "ste.EATS", "--set", "rounds=2");
        Thread.sleep(2000);
        process.destroy(); // SIGTERM, which is handled as Ctrl-C is
        assertTrue(process.waitFor(1, TimeUnit.MINUTES));
        Result result = shell.result(process);
        assertEquals(3, result.code(), result.err());
        String said = result.out() + result.err(); // a slow machine is still building the model after two seconds
        assertTrue(said.contains("INCOMPLETE: "), said);
        assertTrue(said.contains("interrupt"), said);
    }

    /** Recorded, graded by hand, compared. */
    @Test
    void outcomesAreComparedWithTheirRecord() throws Exception {
        Path file = home.resolve("specs/expected/outcomes/mine.json");
        assertEquals(0, outcomes("--record", "mine").code());
        String fresh = Files.readString(file);

        Files.writeString(file, fresh.replace("\"states\": 10", "\"states\": 11"));
        Result differs = outcomes();
        assertEquals(1, differs.code(), differs.err());
        assertTrue(
                differs.out()
                        .contains("1, - (ends): recorded 11 states, the nearest @24, found 10 states, the nearest @24"),
                differs.out());
        assertEquals(3, outcomes("--max-depth", "26").code(), "a bound is no difference");

        Files.writeString(
                file,
                fresh.replace("look at it", "forbidden")
                        .replace("\"because\": \"\"", "\"because\": \"That is lost.\""));
        Result forbidden = outcomes("--max-depth", "30");
        assertEquals(12, forbidden.code(), "certain even when the search is incomplete");
        assertTrue(forbidden.out().contains("A FORBIDDEN outcome comes about"), forbidden.out());
        assertEquals(12, outcomes("--record", "mine").code());
        assertTrue(Files.readString(file).contains("That is lost."), "grades are kept");
    }

    @Test
    void aRecordTakesNobodysPlace() throws Exception {
        outcomes("--record", "mine");
        String before = Files.readString(home.resolve("specs/expected/outcomes/mine.json"));
        Result other = shell.cordon("outcomes", "strict-unmap", "--of", "pte", "--record", "mine");
        assertEquals(2, other.code());
        assertTrue(other.err().contains("mine.json is about another question; choose another name"), other.err());
        Result twice = outcomes("--record", "yours");
        assertEquals(2, twice.code());
        assertTrue(twice.err().contains("mine.json; use that name"), twice.err());
        assertEquals(before, Files.readString(home.resolve("specs/expected/outcomes/mine.json")));
    }

    @Test
    void aRecordThatIsNoneIsNamed() throws Exception {
        Path file =
                Files.createDirectories(home.resolve("specs/expected/outcomes")).resolve("mine.json");
        Files.writeString(file, "[1]");
        Result result = outcomes();
        assertEquals(2, result.code());
        assertTrue(result.err().startsWith("cordon: " + file), result.err());
        assertFalse(result.err().contains("\tat "), "no stack trace");
        assertEquals("", result.out(), "said before searching");
    }

    @Test
    void aTraceToAnOutcomeIsShown() throws Exception {
        Result text = outcomes("--show", "2");
        assertEquals(0, text.code(), text.err());
        assertTrue(text.out().startsWith("no-outcome-2 is violated: strict-unmap, design base"), text.out());
        assertTrue(
                text.out()
                        .replaceAll("\\s+", " ")
                        .contains(
                                "After step 29 the world rests with ste.EATS[sid 0] = 1, atc[substream 0, iova 0] = page 0."),
                text.out());
        Path file = Files.writeString(
                home.resolve("two.cex.json"), outcomes("--show", "2", "--json").out());
        assertEquals(text.out(), shell.cordon("show", file.toString()).out());
        Result step = outcomes("--at", "SMMU 4.5.1 timer", "--show", "2");
        assertTrue(
                step.out()
                        .replaceAll("\\s+", " ")
                        .contains("Step 18 leads to ste.EATS[sid 0] = 1, atc[substream 0, iova 0] = page 0."),
                step.out());
    }

    /** Names have brackets, which are marks of Markdown; a label may have marks of HTML. */
    @Test
    void markupIsEscaped() throws Exception {
        String markdown = outcomes("--as", "markdown").out();
        assertTrue(markdown.contains("| # | ste.EATS\\[sid 0\\] | atc\\[substream 0, iova 0\\] |"), markdown);
        assertTrue(markdown.contains("| 2 | 1 | page 0 | ends | 2 | 29 | look at it |  |"), markdown);
        String html = outcomes("--as", "html").out();
        assertTrue(html.contains("<tr><td>2</td><td>1</td><td>page 0</td><td>ends</td><td>2</td><td>29</td>"), html);
        assertFalse(html.contains("{{"), html);
        OutcomeTable hostile = new OutcomeTable(
                "<b>{{table}}",
                ImmutableList.of("|<i>"),
                ImmutableList.of(List.of("</td>&{{notes}}")),
                false,
                ImmutableList.of("<script>"));
        assertTrue(hostile.html().contains("<h1>&lt;b&gt;{{table}}</h1>"), hostile.html());
        assertTrue(hostile.html().contains("<td>&lt;/td&gt;&amp;{{notes}}</td>"), hostile.html());
        assertTrue(hostile.html().contains("<p>&lt;script&gt;</p>"), hostile.html());
        assertTrue(hostile.markdown().contains("| \\|\\<i\\> |"), hostile.markdown());
    }

    private Result outcomes(String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("outcomes", "strict-unmap", "--design", "base", "--of", OF));
        arguments.addAll(List.of(more));
        return shell.cordon(arguments.toArray(String[]::new));
    }

    private static JsonObject json(Result result) {
        return JsonParser.parseString(result.out()).getAsJsonObject();
    }
}
