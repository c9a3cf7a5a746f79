package cordon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cordon.cli.Shell.Result;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a command whose output nobody takes. */
class OutputTest {
    @TempDir
    private Path home;

    /** As {@code | head} does, once it has what it wants. The verdict of a search stays its exit code. */
    @ParameterizedTest
    @CsvSource({
        "list --labels, 0",
        "list, 0",
        "check --help, 0",
        "check strict-unmap, 0",
        "check strict-unmap --design base, 12"
    })
    void aClosedPipeEndsTheCommandQuietly(String command, int code) throws Exception {
        Path pipe = home.resolve("pipe");
        Result result = within("mkfifo " + pipe + "; exec 3<>" + pipe + " >" + pipe + " 3>&-", command.split(" "));
        assertEquals("", result.err());
        assertEquals(code, result.code());
    }

    @Test
    void aFullDiskIsSaidToBeFull() throws Exception {
        Result result = within("exec >/dev/full", "list");
        assertEquals("cordon: cannot write to standard output: No space left on device\n", result.err());
        assertEquals(2, result.code());
    }

    private Result within(String redirection, String... command) throws Exception {
        Shell shell = new Shell(home);
        Process process = shell.startWithin(redirection, List.of(), command);
        assertTrue(process.waitFor(2, TimeUnit.MINUTES));
        return shell.result(process);
    }
}
