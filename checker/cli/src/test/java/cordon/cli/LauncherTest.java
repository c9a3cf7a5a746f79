package cordon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import cordon.cli.Shell.Result;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the launcher tells the Java machine. */
class LauncherTest {
    @TempDir
    private Path home;

    /**
     * A search may take most of the heap, and nearly all of that is large arrays, which the launcher has put into the old generation at
     * once. That was two thirds of the heap, and later nothing was left for anything else: the Java machine ran out of memory before the
     * search saw that it would, and nothing was said of the violations that had been found.
     */
    @ParameterizedTest
    @CsvSource({"48, 1", "80, 2"})
    void aSearchThatFillsTheHeapReportsWhatItFound(int megabytes, int workers) throws Exception {
        Shell shell = new Shell(home);
        List<String> options = List.of("@" + Shell.CHECKOUT.resolve(".java-options"), "-Xmx" + megabytes + "m");
        Process process = shell.start(
                options, "check", "two-flushers", "--set", "hwTimeout=above-1s", "--workers", String.valueOf(workers));
        assertTrue(process.waitFor(2, TimeUnit.MINUTES));
        Result result = shell.result(process);
        assertEquals(12, result.code(), result.err());
        assertTrue(result.out().contains("INCOMPLETE"), result.out());
        assertFalse(result.err().contains("out of memory"), result.err());
    }

    /** SIGQUIT has the Java machine print the stacks of all threads. */
    @Test
    void whatTheJavaMachineSaysIsNoPartOfTheOutput() throws Exception {
        Shell shell = new Shell(home);
        List<String> options = List.of("@" + Shell.CHECKOUT.resolve(".java-options"));
        Process process =
                shell.start(options, "check", "two-flushers", "--set", "hwTimeout=above-1s", "--time", "4s", "--json");
        Thread.sleep(Duration.ofSeconds(2).toMillis());
        new ProcessBuilder("kill", "-QUIT", Long.toString(process.pid()))
                .start()
                .waitFor();
        assertTrue(process.waitFor(2, TimeUnit.MINUTES));
        Result result = shell.result(process);
        assertTrue(result.err().contains("Full thread dump"), result.err());
        assertTrue(JsonParser.parseString(result.out()).isJsonObject(), result.out());
    }
}
