package cordon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cordon.command.ExitCode;
import cordon.command.Interrupt;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The exit codes of every place are those of one list. */
class ExitCodeTest {
    private static final Set<Integer> ALL =
            Arrays.stream(ExitCode.values()).map(ExitCode::number).collect(Collectors.toCollection(TreeSet::new));

    @Test
    void theirPageNamesThemAll() throws Exception {
        assertEquals(
                ALL, numbers(Files.readString(Shell.CHECKOUT.resolve("docs/commands.md")), "(?m)^\\| (\\d+) \\| "));
    }

    @Test
    void theLauncherHasOneOfThem() throws Exception {
        Set<Integer> numbers = numbers(Files.readString(Shell.CHECKOUT.resolve("cordon")), "exit (\\d+)");
        assertEquals(Set.of(ExitCode.PLATFORM.number()), numbers);
    }

    @Test
    void helpNamesNoOthers() {
        for (CommandLine command :
                Main.commands(new Interrupt("cordon")).getSubcommands().values()) {
            command.getCommandSpec()
                    .usageMessage()
                    .exitCodeList()
                    .keySet()
                    .forEach(code -> assertTrue(ALL.contains(Integer.parseInt(code)), command.getCommandName()));
        }
    }

    private static Set<Integer> numbers(String text, String regex) {
        return Pattern.compile(regex)
                .matcher(text)
                .results()
                .map(found -> Integer.parseInt(found.group(1)))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
