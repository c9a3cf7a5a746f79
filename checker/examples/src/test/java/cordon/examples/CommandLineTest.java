package cordon.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cordon.command.CordonMain;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples have the commands, in their own words and with the exit codes of Cordon. */
class CommandLineTest {
    private static final List<String> FOREIGN =
            List.of("kernel", "SMMU", "scenario", "SCENARIO", "design", "patch", "cordon ", "bundle:", "null");

    @TempDir
    private Path directory;

    private record Result(int code, String out, String err) {}

    private static Result run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream usualOut = System.out;
        PrintStream usualErr = System.err;
        System.setOut(new PrintStream(out, true, UTF_8));
        System.setErr(new PrintStream(err, true, UTF_8));
        try {
            int code = CordonMain.execute("Examples", arguments, Examples.all());
            return new Result(
                    code,
                    out.toString(UTF_8).replace(System.lineSeparator(), "\n"),
                    err.toString(UTF_8).replace(System.lineSeparator(), "\n"));
        } finally {
            System.setOut(usualOut);
            System.setErr(usualErr);
        }
    }

    private Result check(String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = "check";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        all[arguments.length + 1] = "--out";
        all[arguments.length + 2] = directory.toString();
        return run(all);
    }

    @Test
    void aCheckSaysWhatItFound() {
        Result result = check("lost-update");
        assertEquals(12, result.code(), result.err());
        assertTrue(result.out().startsWith("no-lost-update is violated: lost-update\n"), result.out());
        assertTrue(result.out().contains("\nno-lost-update: violated @4\nreachable: both-finish.\n"), result.out());
        assertTrue(result.out().contains(" distinct states, "), result.out());
        assertTrue(Files.exists(directory.resolve("lost-update-no-lost-update.cex.json")), "a recording");
    }

    /** Both threads read 0, and the counter is 1; or one comes after the other. */
    @Test
    void outcomesAreCombinationsOfValuesAtRest() {
        Result result = run("outcomes", "lost-update", "--of", "counter");
        assertEquals(0, result.code(), result.err());
        assertTrue(result.out().startsWith("""
                                lost-update: where the world comes to rest

                                #  counter  ENDING  STATES  STEPS
                                """), result.out());
        assertTrue(result.out().contains("2 outcomes, in "), result.out());
        assertEquals(2, run("outcomes", "lost-update", "--of", "countr").code());
        assertEquals(
                3,
                run("outcomes", "lost-update", "--of", "counter", "--max-depth", "1")
                        .code());
        assertTrue(run("outcomes", "lost-update", "--of", "counter", "--show", "1")
                .out()
                .contains("thread 1"));
        assertTrue(run("outcomes", "lost-update", "--of", "counter", "--json")
                .out()
                .contains("\"values\""));
        assertFalse(run("outcomes", "--help").out().contains("--record"));
    }

    @Test
    void stepsAreListedAsTheyArePrinted() {
        Result result = run("list", "--labels", "write word");
        assertEquals(
                "Seqlock: write word 0  (by writer)\nSeqlock: write word 1  (by writer)\n", result.out(), result.err());
        assertTrue(run("list", "--labels").out().contains("\nSeqlock: begin  (by reader 0, reader 1)\n"));
        assertTrue(run("list", "--labels", "try again", "--json").out().contains("\"processes\""));
        assertEquals(2, run("list", "--labels", "no such step").code());
        assertEquals(2, run("list", "--labels", "--fields").code());
    }

    @Test
    void exitCodesAreThoseOfCordon() {
        assertEquals(0, check("peterson", "--workers", "1").code());
        assertEquals(11, check("philosophers").code());
        assertEquals(12, check("selfish-peterson").code());
        assertEquals(3, check("peterson", "--max-states", "2").code());
        assertEquals(2, check("petersen").code());
        assertEquals(0, run("list").code());
        assertEquals(0, run().code());
    }

    @Test
    void whatIsUnknownIsSaidWithWhatIsNear() {
        assertTrue(
                check("petersen").err().startsWith("Examples: unknown system 'petersen'; did you mean 'peterson'?"),
                check("petersen").err());
        assertTrue(check("peterson", "--workers", "0").err().startsWith("Examples: --workers"));
    }

    @Test
    void nothingIsSaidInTheWordsOfAnotherSystem() {
        String file = directory.resolve("torn-seqlock-no-torn-read.cex.json").toString();
        for (Result result : List.of(
                check("torn-seqlock"),
                run("--help"),
                run("check", "--help"),
                run("ask", "--help"),
                run("list", "--help"),
                run("show", "--help"),
                run("replay", "--help"),
                run("diff", "--help"),
                run("graph", "--help"),
                run("explore", "--help"),
                explored("h\nfind no-torn-read\nq\n"),
                run("list"),
                run("show", file),
                run("show", file, "--as", "markdown"),
                run("replay", file),
                run("diff", file))) {
            for (String foreign : FOREIGN) {
                String said = (result.out() + result.err()).replace("cordon 0.1", "");
                assertFalse(said.contains(foreign), () -> foreign + " in " + said);
            }
            assertFalse(result.out().isEmpty(), result.err());
        }
    }

    @Test
    void jsonNamesTheSystemAndItsSteps() {
        Result result = check("lost-update", "--json");
        assertEquals(12, result.code());
        assertTrue(result.out().contains("\"system\": \"lost-update\""), result.out());
        assertTrue(result.out().contains("\"thread 1: LostUpdate: write the counter\": {"), result.out());
        assertFalse(result.out().contains("finding"), result.out());
    }

    @Test
    void aListHasSystemsPropertiesAndFields() {
        assertTrue(run("list").out().startsWith("""
                lost-update
                    Two threads increment a counter without a lock.
                    no-lost-update: No increment is lost.
                    both-finish: Both threads finish.
                """), run("list").out());
        assertTrue(run("list", "--fields", "counter").out().startsWith("counter "), "the field");
        assertTrue(run("list", "--json").out().contains("\"both-finish\": \"Both threads finish.\""));
    }

    @Test
    void aQuestionIsAnsweredInOneLine() {
        String[] never = {
            "ask",
            "lost-update",
            "--never",
            "for all thread t: at[thread t] = 2 & counter = 1",
            "--out",
            directory.toString()
        };
        Result result = run(never);
        assertEquals(12, result.code(), result.err());
        assertTrue(result.out().contains("violated @4"), result.out());
        assertTrue(result.out().contains("java Examples ask lost-update --never"), result.out());
        assertEquals(
                0,
                run("ask", "peterson", "--never", "at[process 0] = CRITICAL & at[process 1] = CRITICAL")
                        .code());
        assertEquals(2, run("ask", "peterson", "--never", "nowhere = 1").code());
    }

    @Test
    void aRecordingIsReplayedAndCompared() {
        String file = directory.resolve("torn-seqlock-no-torn-read.cex.json").toString();
        check("torn-seqlock");
        Result replayed = run("replay", file);
        assertEquals(12, replayed.code(), replayed.err());
        assertTrue(replayed.out().endsWith("Still a violation: all 6 steps are possible, with the same states.\n"));
        Result compared = run("diff", file);
        assertEquals(0, compared.code(), compared.err());
        assertTrue(compared.out().endsWith("All steps are possible on the right, and violate the same.\n"));
        Result watched = run("show", file, "--watch", "sequence");
        assertEquals(0, watched.code(), watched.err());
        assertTrue(watched.out().startsWith("A: sequence\n"), watched.out());
    }

    /** In a directory of its own, for the corpus is in the working directory. */
    @Test
    void whatIsRecordedIsReplayed() throws IOException, InterruptedException {
        assertEquals(2, own("replay")); // nothing is there
        assertEquals(0, own("record", "lost-update"));
        assertEquals(0, own("replay"));
        assertEquals("The only recorded counterexample is what it was.\n", Files.readString(directory.resolve("out")));
        assertEquals(0, own("record", "selfish-peterson"));
        assertTrue(
                Files.exists(directory.resolve("counterexamples/corpus/selfish-peterson-mutual-exclusion.cex.json")));
        assertEquals(0, own("replay"));
        assertEquals(
                "All 3 recorded counterexamples are what they were.\n", Files.readString(directory.resolve("out")));
        assertEquals(2, own("record", "peterson")); // nothing is violated
    }

    private int own(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "cordon.examples.Examples"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("out").toFile())
                .start()
                .waitFor();
    }

    private static Result explored(String typed) {
        InputStream usual = System.in;
        System.setIn(new ByteArrayInputStream(typed.getBytes(UTF_8)));
        try {
            return run("explore", "torn-seqlock");
        } finally {
            System.setIn(usual);
        }
    }

    @Test
    void aSystemIsExploredByHand() {
        Result result = explored("h\nfind no-torn-read\nb\nfind at[reader 0] = 4\nq\n");
        assertEquals(0, result.code(), result.err());
        for (String said : List.of(
                "torn-seqlock. 'h' for help.\n",
                "is true: sequence = 0 & rest;",
                "6 further:",
                "VIOLATED: no-torn-read: After step 6",
                "1 further:")) {
            assertTrue(result.out().contains(said), () -> said + " is not in " + result.out());
        }
    }

    @Test
    void aGraphIsDrawn() {
        Result graph = run("graph", "lost-update");
        assertEquals(0, graph.code(), graph.err());
        assertTrue(graph.out().contains("thread 0: read the counter"), graph.out());
        assertEquals(3, run("graph", "seqlock", "--max-states", "3").code());
    }

    @Test
    void aSearchGoesOnFromItsCheckpoint() throws IOException {
        Path file = directory.resolve("seqlock.checkpoint");
        assertEquals(
                3,
                check("seqlock", "--checkpoint", file.toString(), "--max-depth", "3")
                        .code());
        Result other = check("peterson", "--resume", file.toString());
        assertEquals(2, other.code(), other.out());
        assertTrue(other.err().contains("seqlock.checkpoint"), other.err());
        Result resumed = check("seqlock", "--resume", file.toString());
        assertEquals(0, resumed.code(), resumed.err());
    }
}
