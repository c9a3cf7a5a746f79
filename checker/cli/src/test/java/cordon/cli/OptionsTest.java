package cordon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Splitter;
import cordon.command.Interrupt;
import cordon.command.SoleWriter;
import cordon.command.UsageException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** An option that would do nothing is refused, and says what it needs. */
class OptionsTest {
    private record Result(int code, String err) {}

    private static Result cordon(String... arguments) {
        StringWriter err = new StringWriter();
        CommandLine commands = Main.commands(new Interrupt("cordon")).setErr(new PrintWriter(err, true));
        return new Result(commands.execute(arguments), err.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "check entry-fence --search walk --workers 2, --search breadth",
        "check entry-fence --search depth --symmetry, --search breadth",
        "check entry-fence --search deepen --spill ., --search breadth",
        "check entry-fence --search depth --checkpoint x, --search breadth",
        "check entry-fence --hash 45, --search depth",
        "check entry-fence --walks 3, --search walk",
        "check entry-fence --search depth --seed 3, --search walk",
        "check entry-fence --checkpoint-every 3m, --checkpoint",
        "check entry-fence --jobs 2, --workers",
        "check --suite default --workers 2, SCENARIO",
        "explore entry-fence --port 3, --web",
        "explore entry-fence --out found, --web",
        "check two-flushers --design v1 --patches P1, +P3",
        "check two-flushers --patches +P3, v2 has it already",
        "check two-flushers --design base --patches -P1, base does not have it",
        "check two-flushers --design base --patches +P7, P4",
        "check two-flushers --patches +, --patches + names no patch",
        "check two-flushers --patches -, --patches - names no patch",
        "frobnicate --help, frobnicate",
        "check frobnicate extra --help, extra",
        "check @entry-fence, @entry-fence",
    })
    void anOptionThatNeedsAnotherOneSaysSo(String line, String needed) {
        List<String> arguments = Splitter.on(' ').splitToList(line);
        Result result = cordon(arguments.toArray(new String[0]));
        assertEquals(2, result.code(), result.err());
        assertTrue(result.err().contains(needed), result.err());
    }

    @Test
    void oneSearchAtATimeWritesToACheckpoint(@TempDir Path home) throws IOException, InterruptedException {
        Path file = home.resolve("a.checkpoint");
        SoleWriter.become(file);
        for (int i = 0; i < 3; i++) {
            System.gc(); // which closes channels that nothing refers to
            Thread.sleep(50);
        }
        UsageException e = assertThrows(UsageException.class, () -> SoleWriter.become(file));
        assertTrue(String.valueOf(e.getMessage()).contains("a.checkpoint"), e.getMessage());
        SoleWriter.become(home.resolve("another.checkpoint"));
        SoleWriter.release();
        assertEquals(0, home.toFile().list().length, "nothing is left");
        SoleWriter.become(file);
        SoleWriter.release();
    }
}
