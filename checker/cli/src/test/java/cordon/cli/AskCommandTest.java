package cordon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import cordon.cli.Shell.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code cordon ask}, and what keeps its questions and reads its answers. */
class AskCommandTest {
    /** In the base nothing fences: K1 of smmu.md E.5, as a question. */
    private static final String STALE = "atc[substream 0, iova 0] = page 0 & page.owner[page 0] = FREE";

    @TempDir
    private Path home;

    @Test
    void aQuestionIsAnsweredAsAPropertyIs() throws Exception {
        Result result = ask("--design", "base", "--never", STALE);
        assertEquals(12, result.code(), result.err());
        assertTrue(result.out().contains("never " + STALE + ": violated @29"), result.out());
        assertTrue(result.out().contains("After step 29: atc[substream 0, iova 0] = page 0, page.owner"), result.out());
        Path recording = recording();

        Result replayed = new Shell(home).cordon("replay", recording.toString());
        assertEquals(12, replayed.code(), replayed.err());
        assertTrue(replayed.out().contains("all 29 steps are possible, with the same states"), replayed.out());

        Result watched = new Shell(home)
                .cordon("show", recording.toString(), "--watch", "page.owner[page 0]", "--watch", "since(\"GERRORN\")");
        assertTrue(watched.out().contains("  28  DOMAIN"), watched.out());
        assertTrue(watched.out().contains("  29  FREE *"), watched.out());
        assertEquals(1, watched.out().lines().filter(l -> l.contains("true *")).count(), watched.out());
        Result unknown = new Shell(home).cordon("show", recording.toString(), "--watch", "page.woner[page 0]");
        assertEquals(2, unknown.code());
        assertEquals(
                "cordon: --watch: column 1: no field 'page.woner'; did you mean page.owner?",
                unknown.err().strip());
    }

    /** A question that needs memory is replayed with its memory, and says what else goes wrong on the way. */
    @Test
    void theFindingsOnTheWayAreNamed() throws Exception {
        Result result =
                ask("--design", "base", "--step", "since(\"return: back\") & " + STALE + " & taken(\"accept\")");
        assertEquals(2, result.code(), "no such labels: " + result.out());
        Result stale = ask("--design", "base", "--reach", "taken(\"translated DMA\") & " + STALE);
        assertEquals(0, stale.code(), stale.out() + stale.err());
        assertTrue(stale.out().contains("reachable @30"), stale.out());
        assertTrue(stale.out().contains("Finding sync-fault-is-hidden"), stale.out());
        assertTrue(stale.out().contains("(ghost) history.taken(\"translated DMA\"): 0 -> 1"), stale.out());
        assertEquals(
                12, new Shell(home).cordon("replay", recording().toString()).code(), "the witness is kept as a never");
    }

    @Test
    void severalQuestionsAreOneSearch() throws Exception {
        Path questions = home.resolve("questions.txt");
        Files.writeString(questions, "# of the base\n\nstale: never " + STALE + "\nends: leads-to true ~> rest\n");
        Result result = ask(
                "--design", "base", "--questions", questions.toString(), "--reach", "GERROR.CMDQ_ERR = 1", "--json");
        assertEquals(12, result.code(), result.err());
        JsonObject json = JsonParser.parseString(result.out()).getAsJsonObject();
        assertTrue(
                json.getAsJsonArray("verdicts").get(0).getAsJsonObject().has("counterexample"),
                "the witness: " + result.out());
        List<String> verdicts = json.getAsJsonArray("verdicts").asList().stream()
                .map(v -> v.getAsJsonObject().get("property").getAsString() + " "
                        + v.getAsJsonObject().get("verdict").getAsString())
                .toList();
        assertEquals(
                List.of("reach GERROR.CMDQ_ERR = 1 reachable", "stale violated", "ends holds"), verdicts, result.out());
    }

    @Test
    void aStepThatIsNeverTakenIsTold() throws Exception {
        Result result = ask("--never", "since(\"answerInv\") & rest");
        assertEquals(0, result.code(), result.err());
        assertTrue(result.out().contains("NOTE: no step with \"answerInv\" in its label was taken"), result.out());
    }

    /** What is saved is asked by check from then on, in every design that has the names. */
    @Test
    void aSavedQuestionIsAskedByCheck() throws Exception {
        Shell shell = new Shell(home);
        assertEquals(
                12,
                ask("--never", "master.ats_broken[device 0] & " + STALE + " & rest", "--save", "flagged")
                        .code());
        Path file = home.resolve("specs/questions/strict-unmap.txt");
        assertEquals("flagged: never master.ats_broken[device 0] & " + STALE + " & rest\n", Files.readString(file));

        Result again = ask("--never", "rest", "--save", "flagged");
        assertEquals(2, again.code());
        assertTrue(again.err().contains("there is a question called flagged already"), again.err());
        Result taken = ask("--never", "rest", "--save", "no-stale-dma");
        assertTrue(taken.err().contains("there is a property called no-stale-dma"), taken.err());
        Result two = ask("--never", "rest", "--never", "!rest", "--save", "two");
        assertTrue(two.err().contains("--save keeps one question, and not 2"), two.err());
        for (String name : List.of("Not A Name", "a: b", "../x", "")) {
            Result named = ask("--never", "rest", "--save", name);
            assertEquals(2, named.code(), name);
            assertTrue(named.err().contains("name such as fence-is-up"), named.err());
        }
        Result longName = ask("--never", "rest", "--save", "a".repeat(101));
        assertEquals(2, longName.code());
        assertTrue(longName.err().contains("a name of at most 100 characters"), longName.err());
        Path named = Files.writeString(home.resolve("named.txt"), "a".repeat(101) + ": never rest\n");
        Result fromFile = ask("--questions", named.toString());
        assertEquals(2, fromFile.code());
        assertTrue(fromFile.err().contains("line 1: expected a name of at most 100 characters"), fromFile.err());
        assertEquals(1, Files.readAllLines(file).size(), "nothing else is saved");

        assertTrue(shell.cordon("check", "strict-unmap", "--verbose").out().contains(" flagged "), "in v2");
        Files.writeString(file, "stale: never since(\"GERRORN\") & " + STALE + "\n");
        Result base = shell.cordon("check", "strict-unmap", "--design", "base", "--property", "stale");
        assertEquals(12, base.code(), base.err());
        assertTrue(base.out().contains("stale: violated @29"), base.out());
        assertTrue(base.out().contains("--property stale"), "how to find it again: " + base.out());
        assertEquals(12, shell.cordon("replay", recording().toString()).code());

        Result reduced = shell.cordon("check", "strict-unmap", "--design", "base", "--spill", home.toString());
        assertEquals(12, reduced.code(), reduced.err());
        assertTrue(reduced.err().contains("the question stale is not asked with --symmetry"), reduced.err());
        Result refused = ask("--never", "since(\"GERRORN\")", "--spill", home.toString());
        assertEquals(2, refused.code());
        assertTrue(refused.err().contains("hangs on the way to a state"), refused.err());

        Files.writeString(file, "stale: never nonsense\n");
        Result damaged = shell.cordon("check", "strict-unmap");
        assertEquals(2, damaged.code());
        assertTrue(damaged.err().contains("strict-unmap.txt, line 1: column 7: no field 'nonsense'"), damaged.err());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                " | expected --never, --reach, --step, --leads-to or --questions",
                "--never rest$ | --never: column 5: unexpected '$'",
                "--reach next.rest | --reach: column 1: 'next.' is only for an expression about a step",
                "--leads-to rest ste.EATS[sid_0] | --leads-to: column 10: expected an index and a number or a variable, as in ste.EATS[sid 0]",
                "--questions none.txt | none.txt: there is no such file",
                "--never rest --time soon | --time cannot be 'soon'",
            })
    void badInputIsOneLine(String options, String message) throws Exception {
        Result result = ask(options == null ? new String[0] : options.strip().split(" "));
        assertEquals(2, result.code(), result.out());
        assertTrue(result.err().startsWith("cordon: " + message), result.err());
        assertEquals(1, result.err().lines().filter(l -> !l.startsWith("See '")).count(), result.err());
    }

    /** Symmetry would merge states that such a question tells apart. */
    @Test
    void aQuestionAboutOneOfLikeThingsIsNotAskedOfAReducedSearch() throws Exception {
        Shell shell = new Shell(home);
        Result one = shell.cordon("ask", "insertion", "--symmetry", "--never", "L.owned[CPU 0] = 1");
        assertEquals(2, one.code(), one.out());
        assertTrue(one.err().contains("with --symmetry, which does not tell like things apart"), one.err());
        Result any = shell.cordon("ask", "insertion", "--symmetry", "--never", "for all CPU c: L.owned[CPU c] = 1");
        assertEquals(
                shell.cordon("ask", "insertion", "--never", "for all CPU c: L.owned[CPU c] = 1")
                        .code(),
                any.code());
        assertFalse(any.code() == 2, any.err());
    }

    private Result ask(String... options) throws IOException, InterruptedException {
        String[] arguments = Stream.concat(Stream.of("ask", "strict-unmap", "--workers", "1"), Stream.of(options))
                .toArray(String[]::new);
        return new Shell(home).cordon(arguments);
    }

    /** The newest recording. */
    private Path recording() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("counterexamples/out"))) {
            return files.filter(f -> f.toString().endsWith(".cex.json"))
                    .max((a, b) ->
                            Long.compare(a.toFile().lastModified(), b.toFile().lastModified()))
                    .orElseThrow();
        }
    }
}
