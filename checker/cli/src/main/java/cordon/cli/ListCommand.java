package cordon.cli;

import com.google.common.base.Joiner;
import com.google.common.base.Strings;
import cordon.model.Design;
import cordon.model.Parameter;
import cordon.model.Patch;
import cordon.model.Settings;
import cordon.specs.Run;
import cordon.specs.Scenario;
import cordon.specs.Scenarios;
import cordon.specs.finding.Finding;
import cordon.specs.finding.Findings;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code cordon list}: everything that has a name. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "List scenarios, designs, patches, properties, findings and parameters.")
final class ListCommand implements Callable<Integer> {
    @Option(names = "--json", description = "Print one JSON document instead of text.")
    private boolean json;

    private final PrintStream out = System.out;

    @Override
    public Integer call() {
        Map<String, Map<String, String>> lists = lists();
        if (json) {
            out.println(Json.of(lists));
        } else {
            lists.forEach(this::print);
        }
        return ExitCode.HOLDS.number();
    }

    private void print(String heading, Map<String, String> entries) {
        int width = entries.keySet().stream().mapToInt(String::length).max().orElse(0);
        out.println(heading.toUpperCase(Locale.ROOT));
        entries.forEach((name, text) -> out.println("  " + Strings.padEnd(name, width + 2, ' ') + text));
        out.println();
    }

    private static Map<String, Map<String, String>> lists() {
        Map<String, Map<String, String>> lists = new LinkedHashMap<>();
        lists.put("scenarios", byName(Scenarios.ALL, Scenario::name, ListCommand::describe));
        lists.put(
                "designs",
                byName(Arrays.asList(Design.values()), d -> d.name().toLowerCase(Locale.ROOT), Design::summary));
        lists.put("patches", byName(Arrays.asList(Patch.values()), Patch::name, Patch::summary));
        lists.put("properties", properties());
        lists.put("findings", byName(Findings.ALL, Finding::name, f -> f.words().withoutTrace()));
        lists.put("parameters", byName(Parameter.ALL, Parameter::name, ListCommand::describe));
        return lists;
    }

    /** Every property that some search of the default suite asks about. */
    private static Map<String, String> properties() {
        Map<String, String> meanings = new LinkedHashMap<>();
        for (Run run : Run.defaultSuite()) {
            run.properties(run.world()).forEach(p -> meanings.putIfAbsent(p.name(), p.meaning()));
        }
        return meanings;
    }

    private static String describe(Scenario scenario) {
        String choices = Joiner.on(", ")
                .withKeyValueSeparator('=')
                .join(scenario.settings().differencesFrom(Settings.DEFAULT));
        return scenario.question() + (choices.isEmpty() ? "" : " (" + choices + ")");
    }

    private static <T> String describe(Parameter<T> parameter) {
        return parameter.meaning() + ": " + parameter.domain() + "; default "
                + parameter.print(parameter.defaultValue());
    }

    private static <T> Map<String, String> byName(List<T> things, Function<T, String> name, Function<T, String> text) {
        return things.stream().collect(Collectors.toMap(name, text, (a, b) -> a, LinkedHashMap::new));
    }
}
