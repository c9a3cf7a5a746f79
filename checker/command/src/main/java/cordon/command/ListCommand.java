package cordon.command;

import cordon.engine.property.Property;
import cordon.engine.schema.Field;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code list}: the systems with their properties, or what their states have. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "List the systems and their properties; with --fields, what a state has.")
final class ListCommand implements Callable<Integer> {
    @Option(
            names = "--fields",
            arity = "0..1",
            fallbackValue = "",
            paramLabel = "PATTERN",
            description = "Fields of states, as counterexamples print them, with their values and meanings; "
                    + "with PATTERN those whose name has it in it.")
    private @Nullable String fields;

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
        if (fields != null) {
            FieldList list = new FieldList();
            which.all()
                    .forEach(one ->
                            which.model(one.name()).system().schema().fields().forEach(list::add));
            List<Field> fitting = list.fitting(fields);
            if (json) {
                out.println(Json.of(FieldList.json(fitting)));
            } else {
                FieldList.print(fitting, out);
            }
        } else if (json) {
            out.println(Json.of(which.all().stream().map(ListCommand::json).toList()));
        } else {
            which.all().forEach(this::print);
        }
        return ExitCode.HOLDS.number();
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
