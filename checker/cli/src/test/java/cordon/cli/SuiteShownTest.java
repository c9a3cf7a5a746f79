package cordon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Splitter;
import cordon.specs.finding.Severity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody sees who runs a suite in a terminal. */
class SuiteShownTest {
    private static final Splitter COLUMNS = Splitter.onPattern(" {2,}");
    private static final Splitter PARTS = Splitter.on(", ");

    @TempDir
    private Path home;

    @Test
    void theCountIsShownAndTheWorstIsLast() throws Exception {
        String recording = "counterexamples/corpus/sync-fault-is-hidden.cex.json";
        Files.createDirectories(home.resolve(recording).getParent());
        Files.copy(Shell.CHECKOUT.resolve(recording), home.resolve(recording));
        Files.createDirectories(home.resolve("specs/expected"));
        Shell shell = new Shell(home);
        Process process = shell.start(List.of("-Dcordon.terminal=true"), "check", "--suite", "default", "identity");
        assertTrue(process.waitFor(2, TimeUnit.MINUTES));
        Shell.Result result = shell.result(process);
        assertTrue(result.err().contains("search 1 of "), result.err());
        List<Severity> severities = result.out()
                .lines()
                .dropWhile(line -> !line.startsWith("FINDING "))
                .skip(1)
                .takeWhile(line -> !line.isEmpty())
                .map(line -> COLUMNS.splitToList(line).get(4))
                .map(properties -> PARTS.splitToStream(properties)
                        .map(Severity::of)
                        .min(Comparator.naturalOrder())
                        .orElseThrow())
                .toList();
        assertTrue(severities.stream().distinct().count() > 1, result.out());
        assertEquals(severities.stream().sorted(Comparator.reverseOrder()).toList(), severities, result.out());
    }
}
