package cordon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cordon.cli.Shell.Result;
import cordon.command.Arguments;
import cordon.command.Interrupt;
import cordon.command.Within;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Each option that takes a number has a range, which its help shows, and takes no other. */
class ArgumentsTest {
    private static final List<Class<?>> NUMBERS = List.of(int.class, Integer.class, long.class, Long.class);

    @TempDir
    private Path home;

    /**
     * An option of a command.
     *
     * @param command the command
     * @param option the option
     */
    record Numeric(CommandLine command, OptionSpec option) {
        @Override
        public String toString() {
            return command.getCommandName() + " " + option.longestName();
        }
    }

    static Stream<Numeric> numeric() {
        return Main.commands(new Interrupt("cordon")).getSubcommands().values().stream()
                .flatMap(command -> command.getCommandSpec().options().stream()
                        .filter(option -> NUMBERS.contains(option.type()))
                        .map(option -> new Numeric(command, option)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("numeric")
    void theRangeIsShownAndKept(Numeric numeric) {
        OptionSpec option = numeric.option();
        Within range = Arguments.range(option).orElseThrow();
        assertTrue(
                String.join(" ", option.description()).contains(range.least() + " to " + range.most())
                        || String.join(" ", option.description()).contains("1 to " + range.most() + ", or 0"),
                numeric + " says: " + String.join(" ", option.description()));
        for (String wrong : List.of(
                Long.toString(range.least() - 1),
                Long.toString(range.most() + 1),
                "99999999999999999999",
                "\u0662",
                "0x10",
                "many",
                "")) {
            boolean wrapped = range.least() == Long.MIN_VALUE && wrong.matches("-?9223372036854775[0-9]{3}");
            if (!wrapped) {
                assertRefused(numeric, range, wrong);
            }
        }
    }

    private static void assertRefused(Numeric numeric, Within range, String wrong) {
        StringWriter err = new StringWriter();
        CommandLine commands = Main.commands(new Interrupt("cordon")).setErr(new PrintWriter(err));
        CommandLine command = numeric.command();
        List<String> arguments = new ArrayList<>(List.of(command.getCommandName()));
        command.getCommandSpec().positionalParameters().forEach(parameter -> arguments.add("strict-unmap"));
        if (command.getCommandName().equals("outcomes")) {
            arguments.addAll(List.of("--of", "atc"));
        }
        arguments.add(numeric.option().longestName() + "=" + wrong);
        assertEquals(2, commands.execute(arguments.toArray(String[]::new)), numeric + "=" + wrong);
        assertEquals(
                "cordon: " + numeric.option().longestName() + " is from " + range.least() + " to " + range.most()
                        + ", not " + wrong,
                err.toString().replaceFirst("\n$", ""),
                numeric + "=" + wrong);
    }

    /** The parser would take the last one, and nobody would know. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--set cpus=1 --set cpus=2 | --set cpus has two values: 1 and 2",
                "--set cpus=1 --set CPUS=2 | --set CPUS has two values: 1 and 2",
                "--design base --patches +P3,-P3 | --patches names P3 twice",
            })
    void whatContradictsItselfIsRefused(String options, String message) throws Exception {
        Result result = new Shell(home).cordon(("check strict-unmap --max-depth 1 " + options).split(" "));
        assertEquals("cordon: " + message + "\n", result.err());
        assertEquals(2, result.code());
        assertEquals(
                3,
                new Shell(home)
                        .cordon("check", "strict-unmap", "--max-depth", "1", "--set", "cpus=1", "--set", "cpus=1")
                        .code());
    }

    /** In the C locale Java takes the names of files for ASCII: the launcher avoids that, and this is what is said without it. */
    @Test
    void aNameThatTheLocaleDoesNotHaveIsExplained() throws Exception {
        Shell shell = new Shell(home);
        Process process = shell.start(Map.of("LC_ALL", "C"), List.of(), "show", "gr\u00f6\u00dfe.cex.json");
        assertTrue(process.waitFor(1, TimeUnit.MINUTES));
        Result result = shell.result(process);
        assertEquals(2, result.code(), result.err());
        assertTrue(result.err().contains("is not the name of a file where names are in US-ASCII, as the locale says"));
        assertEquals(2, result.err().lines().count(), result.err());
    }
}
