package cordon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Splitter;
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
        Process process = shell.start(List.of("-Dcordon.terminal=true"), "check", "--suite", "default", "strict-unmap");
        assertTrue(process.waitFor(2, TimeUnit.MINUTES));
        Shell.Result result = shell.result(process);
        assertTrue(result.err().contains("search 1 of "), result.err());
        List<Integer> restsOn = result.out()
                .lines()
                .dropWhile(line -> !line.startsWith("FINDING "))
                .skip(1)
                .takeWhile(line -> !line.isEmpty())
                .map(line -> COLUMNS.splitToList(line).get(3))
                .map(basis -> basis.equals("-") ? 0 : PARTS.splitToList(basis).size())
                .toList();
        assertTrue(restsOn.size() > 2, result.out());
        assertEquals(restsOn.stream().sorted(Comparator.reverseOrder()).toList(), restsOn, result.out());
    }
}
