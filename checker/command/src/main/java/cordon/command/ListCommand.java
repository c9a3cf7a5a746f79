package cordon.command;

import cordon.engine.TransitionSystem;
import cordon.engine.property.Property;
import cordon.engine.schema.Field;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code list}: the systems with their properties, or what their states have. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description =
                "List the systems and their properties; with --fields or --labels, what a state or a step can be.")
final class ListCommand implements Callable<Integer> {
    @ArgGroup
    private Topic topic = new Topic();

    /** What is listed instead of the systems. */
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
                description = "The steps, as counterexamples print them, and who takes them; "
                        + "with PATTERN those that have it in them.")
        private @Nullable String labels;
    }

    @Option(names = "--json", description = "Print one JSON document instead of text.")
    private boolean json;

    @Mixin
    private final Systems which;

    private final PrintStream out = System.out;

    ListCommand(Systems which) {
        this.which = which;
    }

    @Override
    public Integer call() {
        if (topic.fields != null) {
            FieldList list = new FieldList();
            systems().forEach(system -> system.schema().fields().forEach(list::add));
            List<Field> fitting = list.fitting(topic.fields);
            Json.show(json, out, FieldList.json(fitting), () -> FieldList.print(fitting, out));
        } else if (topic.labels != null) {
            ActionList list = new ActionList();
            systems().forEach(list::add);
            List<String> fitting = list.fitting(topic.labels);
            Json.show(json, out, list.json(fitting), () -> list.print(fitting, out));
        } else {
            Json.show(
                    json,
                    out,
                    which.all().stream().map(ListCommand::json).toList(),
                    () -> which.all().forEach(this::print));
        }
        return ExitCode.HOLDS.number();
    }

    private Stream<TransitionSystem> systems() {
        return which.all().stream().map(one -> which.model(one.name()).system());
    }

    private void print(Specification one) {
        out.println(one.name());
        out.println(Lines.wrapped("    ", "    ", one.meaning()));
        one.properties()
                .forEach(property ->
                        out.println(Lines.wrapped("    ", "        ", property.name() + ": " + property.meaning())));
    }

    private static Map<String, Object> json(Specification one) {
        Map<String, String> properties = new LinkedHashMap<>();
        for (Property property : one.properties()) {
            properties.put(property.name(), property.meaning());
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", one.name());
        json.put("meaning", one.meaning());
        json.put("properties", properties);
        return json;
    }
}
