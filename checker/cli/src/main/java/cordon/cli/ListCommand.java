package cordon.cli;

import com.google.common.base.Joiner;
import com.google.common.base.Strings;
import cordon.command.ExitCode;
import cordon.command.FieldList;
import cordon.command.Json;
import cordon.command.Lines;
import cordon.command.Names;
import cordon.command.UsageException;
import cordon.engine.property.Property;
import cordon.engine.schema.Field;
import cordon.model.Design;
import cordon.model.Parameter;
import cordon.model.Patch;
import cordon.model.Settings;
import cordon.specs.PropertyList;
import cordon.specs.Scenario;
import cordon.specs.Scenarios;
import cordon.specs.finding.Finding;
import cordon.specs.finding.Findings;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code cordon list}: everything that has a name. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = {
            "List scenarios, designs, patches, properties, findings and parameters; of a parameter also whether it is known how the "
                    + "real system has it (known, inferred, unknown), or whether it is a bound of the search.",
            "With an option: what a state has, the steps, or the places of a patch in the model."
        })
final class ListCommand implements Callable<Integer> {
    private static final int WIDEST_NAME = 24; // a longer one has a line of its own

    @Option(names = "--json", description = "Print one JSON document instead of text.")
    private boolean json;

    @ArgGroup
    private Topic topic = new Topic();

    @Option(
            names = "--scenario",
            paramLabel = "SCENARIO",
            description = "For --fields and --labels: only what the models of SCENARIO have; default: those of all.")
    private @Nullable String scenario;

    private final PrintStream out = System.out;

    /** What is listed instead of everything that has a name; one of them at a time. */
    private static final class Topic {
        @Option(
                names = "--fields",
                arity = "0..1",
                fallbackValue = "",
                paramLabel = "PATTERN",
                description = "Fields of states, as counterexamples print them, with their values and meanings; "
                        + "with PATTERN those whose name has it in it.")
        private @Nullable String fields;

        @Option(
                names = "--labels",
                arity = "0..1",
                fallbackValue = "",
                paramLabel = "PATTERN",
                description =
                        "Steps by procedure, as traces print them, who takes them and the scenarios that have them; "
                                + "with PATTERN those whose label or procedure has it in it.")
        private @Nullable String labels;

        @Option(
                names = "--patch",
                paramLabel = "PATCH",
                description = "Every place in the sources of the model that asks for PATCH, such as P7, and its steps.")
        private @Nullable String patch;
    }

    @Override
    public Integer call() throws IOException {
        if (topic.patch != null) {
            if (scenario != null) {
                throw new UsageException("--scenario is for --fields and --labels");
            }
            PatchList list =
                    new PatchList(Names.find("patch", topic.patch, Arrays.asList(Patch.values()), Patch::name));
            Json.show(json, out, list.json(), () -> list.print(out));
        } else if (topic.fields != null) {
            List<Field> fields = fields(catalogue()).fitting(topic.fields);
            Json.show(json, out, FieldList.json(fields), () -> FieldList.print(fields, out));
        } else if (topic.labels != null) {
            LabelList list = new LabelList(catalogue());
            List<LabelList.Entry> labels = list.fitting(topic.labels);
            Json.show(json, out, list.json(labels), () -> list.print(labels, out));
        } else if (scenario != null) {
            throw new UsageException("--scenario is for --fields and --labels");
        } else {
            Map<String, Map<String, String>> lists = lists();
            Json.show(json, out, lists, () -> lists.forEach(this::print));
        }
        return ExitCode.HOLDS.number();
    }

    /** The fields of all models of {@code catalogue}. */
    static FieldList fields(Catalogue catalogue) {
        FieldList list = new FieldList();
        catalogue.forEach((run, world) -> world.schema().fields().forEach(list::add));
        return list;
    }

    private Catalogue catalogue() {
        return new Catalogue(
                Optional.ofNullable(scenario).map(name -> Names.find("scenario", name, Scenarios.ALL, Scenario::name)));
    }

    private void print(String heading, Map<String, String> entries) {
        int longest = entries.keySet().stream().mapToInt(String::length).max().orElse(0);
        String further = " ".repeat(Math.min(longest, WIDEST_NAME) + 4);
        out.println(heading.toUpperCase(Locale.ROOT));
        entries.forEach((name, text) -> {
            String first = Strings.padEnd("  " + name, further.length(), ' ');
            if (name.length() > WIDEST_NAME) {
                out.println(first);
                first = further;
            }
            for (String line : text.lines().toList()) {
                out.println(Lines.wrapped(first, further, line));
                first = further;
            }
        });
        out.println();
    }

    private static Map<String, Map<String, String>> lists() {
        Map<String, Map<String, String>> lists = new LinkedHashMap<>();
        lists.put("scenarios", byName(Scenarios.ALL, Scenario::name, ListCommand::describe));
        lists.put(
                "designs",
                byName(Arrays.asList(Design.values()), d -> d.name().toLowerCase(Locale.ROOT), Design::summary));
        lists.put("patches", byName(Arrays.asList(Patch.values()), Patch::name, Patch::summary));
        lists.put("properties", byName(PropertyList.all(), Property::name, Property::meaning));
        lists.put("findings", byName(Findings.ALL, Finding::name, f -> f.words().withoutTrace()));
        lists.put("parameters", byName(Parameter.ALL, Parameter::name, ListCommand::describe));
        return lists;
    }

    private static String describe(Scenario scenario) {
        String choices = Joiner.on(", ")
                .withKeyValueSeparator('=')
                .join(scenario.settings().differencesFrom(Settings.DEFAULT));
        return scenario.question() + (choices.isEmpty() ? "" : " (" + choices + ")");
    }

    private static <T> String describe(Parameter<T> parameter) {
        return parameter.meaning() + ": " + parameter.domain() + "; default "
                + parameter.print(parameter.defaultValue()) + "\n" + parameter.knowledge();
    }

    private static <T> Map<String, String> byName(List<T> things, Function<T, String> name, Function<T, String> text) {
        return things.stream().collect(Collectors.toMap(name, text, (a, b) -> a, LinkedHashMap::new));
    }
}
