package cordon.command;

import com.google.common.base.Ascii;
import com.google.common.base.Strings;
import cordon.engine.schema.Field;
import cordon.engine.schema.Index;
import cordon.engine.schema.Naming;
import java.io.PrintStream;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What {@code list --fields} prints: what a state has, as counterexamples print it. */
public final class FieldList {
    private static final int NAME_WIDTH = 36;

    /** Of fields wider than this not all values are printed. */
    private static final int FEW_BITS = 6;

    private static final int MOST_VALUES = 10;

    /** Fields wider than this have too many values to go through. */
    private static final int MOST_BITS = 12;

    private static final Comparator<Field> BY_SIZE =
            Comparator.comparingInt(Field::size).thenComparingInt(Field::width).thenComparingLong(FieldList::count);

    private final Map<String, Field> fields = new LinkedHashMap<>();

    /** Adds {@code field}. Of those of one name the one with the most elements stays, then the one with the most values. */
    public void add(Field field) {
        fields.merge(field.name(), field, (known, other) -> BY_SIZE.compare(known, other) < 0 ? other : known);
    }

    private static long count(Field field) {
        return field.width() > MOST_BITS ? 0 : field.legalValues().count();
    }

    /** The fields in whose name {@code pattern} occurs, in order of declaration. */
    public List<Field> fitting(String pattern) {
        return Names.fitting("field", pattern, fields.values(), Field::name);
    }

    /** Prints some lines for each of {@code some}. */
    public static void print(List<Field> some, PrintStream out) {
        for (Field field : some) {
            out.println(Strings.padEnd(elements(field), NAME_WIDTH, ' ') + " " + role(field));
            out.println(Lines.wrapped("    ", "    ", field.meaning().orElse("")));
            out.println(Lines.wrapped("    values: ", "            ", values(field)));
        }
    }

    /** The same for machines. */
    public static List<Map<String, String>> json(List<Field> some) {
        return some.stream().map(FieldList::json).toList();
    }

    private static Map<String, String> json(Field field) {
        Map<String, String> json = new LinkedHashMap<>();
        json.put("name", field.name());
        json.put("elements", elements(field));
        json.put("role", role(field));
        json.put("values", values(field));
        json.put("meaning", field.meaning().orElse(""));
        return json;
    }

    private static String role(Field field) {
        return Ascii.toLowerCase(field.role().name());
    }

    /** The name with its indices: {@code ste.EATS[sid 0..1]}. */
    static String elements(Field field) {
        String members = field.indices().stream().map(FieldList::members).collect(Collectors.joining(", "));
        return field.name() + (members.isEmpty() ? "" : "[" + members + "]");
    }

    private static String members(Index index) {
        return index.format(0) + (index.size() == 1 ? "" : ".." + (index.size() - 1));
    }

    /** The legal values as they are printed, or the first of many. */
    static String values(Field field) {
        String naming = field.naming().map(FieldList::named).orElse("");
        if (field.width() > MOST_BITS) {
            return "a number of " + field.width() + " bits" + naming;
        }
        List<String> values = field.legalValues()
                .mapToObj(field::format)
                .map(value -> value.isEmpty() ? "(empty)" : value)
                .distinct()
                .toList();
        boolean numbers = values.size() > 2
                && values.get(values.size() - 1).equals(Integer.toString(values.size() - 1))
                && values.get(2).equals("2");
        if (numbers) {
            return "0 to " + (values.size() - 1) + naming;
        }
        int most = field.width() > FEW_BITS ? MOST_VALUES : values.size();
        String listed = values.stream().limit(most).collect(Collectors.joining(" | "));
        return listed + (values.size() > most ? " | ... (" + values.size() + " in all)" : "") + naming;
    }

    private static String named(Naming naming) {
        return naming instanceof Naming.Set
                ? "; a set of each " + naming.of().name()
                : "; names a " + naming.of().name();
    }
}
