package cordon.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cordon.counterexamples.Recording;
import cordon.counterexamples.RecordingFile;
import cordon.engine.check.Checker;
import cordon.engine.check.SimpleSystem;
import cordon.engine.schema.Field;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code explore --web} of a system of one's own, in a process of its own, which ends as by Ctrl-C. */
class WebTest {
    @TempDir
    private Path home;

    private Process process;
    private URI page;

    /** The program of a user: a counter that divides by zero at 3. */
    static final class Counting extends SimpleSystem {
        private final Field count = number("count", 5);

        Counting() {
            step("process", "increment", s -> 6 / (3 - count.get(s)) > 0, s -> count.set(s, count.get(s) + 1));
        }

        public static void main(String[] args) {
            Counting system = new Counting();
            Checker checker = Checker.of(system).always("below-two", "Below two.", s -> system.count.get(s) < 2);
            CordonMain.run(args, Specification.of("counter", "A counter.", checker));
        }
    }

    @BeforeEach
    void serve() throws Exception {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Counting.class.getName(),
                        "explore",
                        "counter",
                        "--web")
                .directory(home.toFile())
                .redirectOutput(home.resolve("out").toFile())
                .redirectError(home.resolve("err").toFile())
                .start();
        for (int tries = 0;
                tries < 300 && !Files.readString(home.resolve("out")).contains("\n");
                tries++) {
            Thread.sleep(100);
        }
        page = URI.create(Files.readString(home.resolve("out")).strip());
    }

    @AfterEach
    void end() {
        process.destroyForcibly();
    }

    @Test
    void aPathIsMadeStepByStep() throws Exception {
        String first = get(page).body();
        assertTrue(first.contains("A path of length 0."), first);
        assertTrue(first.contains("\"choices\":[\"process: Counting: increment\"]"), first);
        URI path = post(page, "take", "step=1");
        assertTrue(get(path).body().contains("A path of length 1."));
        path = post(path, "take", "step=1");
        assertTrue(get(path).body().contains("below-two"), "it is violated");
        path = post(path, "save", "");
        String saved = Path.of("counterexamples", "out", "counter-below-two").toString();
        assertTrue(get(path).body().contains("saved " + saved + ".cex.json: below-two is violated"));
        post(path, "save", "");
        Recording kept = RecordingFile.read(home.resolve(saved + "-2.cex.json"));
        assertEquals(2, kept.steps().size());
        assertEquals("below-two", kept.property());
        assertEquals(0, exitCode());
        assertEquals("", Files.readString(home.resolve("err")));
    }

    /** The path stays where the system did not fail yet. */
    @Test
    void aSystemThatThrowsIsNoDefectOfCordon() throws Exception {
        URI path = post(page, "find", "expression=count+%3D+2");
        HttpResponse<String> refused = send(path.resolve("take"), "step=1");
        String said = "the successors failed in the state {count=3}: java.lang.ArithmeticException: / by zero";
        assertEquals(500, refused.statusCode());
        assertEquals(said, refused.body());
        assertTrue(get(path).body().contains("below-two"));
        assertEquals(ExitCode.MODEL.number(), exitCode());
        String err = Files.readString(home.resolve("err"));
        assertTrue(err.startsWith("Counting: " + said), err);
    }

    private int exitCode() throws InterruptedException {
        process.destroy();
        assertTrue(process.waitFor(1, TimeUnit.MINUTES));
        return process.exitValue();
    }

    private static HttpResponse<String> get(URI place) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(place).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> send(URI place, String form) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(place)
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** Where the answer to a form leads. */
    private static URI post(URI path, String what, String form) throws Exception {
        HttpResponse<String> answer = send(path.resolve(what), form);
        assertEquals(303, answer.statusCode(), answer.body());
        return path.resolve(answer.headers().firstValue("Location").orElseThrow());
    }
}
