package cordon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cordon.cli.Shell.Result;
import cordon.command.Interrupt;
import cordon.command.Version;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Every command says how it is used. */
class HelpTest {
    @TempDir
    private Path home;

    private Result cordon(String... arguments) throws Exception {
        return new Shell(home).cordon(arguments);
    }

    @Test
    void helpIsEverywhere() throws Exception {
        for (String name : List.of(
                "check",
                "ask",
                "outcomes",
                "coverage",
                "list",
                "show",
                "replay",
                "record",
                "diff",
                "graph",
                "explore",
                "sweep",
                "mutate")) {
            assertHelps(cordon(name, "--help"));
        }
        assertHelps(cordon());
        assertHelps(cordon("--help"));
    }

    @Test
    void everyCommandHasTheVersion() {
        for (String name :
                Main.commands(new Interrupt("cordon")).getSubcommands().keySet()) {
            StringWriter out = new StringWriter();
            CommandLine commands = Main.commands(new Interrupt("cordon")).setOut(new PrintWriter(out, true));
            assertEquals(0, commands.execute(name, "--version"), name);
            assertEquals(Version.BUILD + "\n", out.toString(), name);
        }
    }

    private static void assertHelps(Result result) {
        assertEquals(0, result.code(), result.err());
        assertTrue(result.out().contains("Usage: cordon"), result.out());
    }
}
