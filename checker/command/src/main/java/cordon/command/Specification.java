package cordon.command;

import com.google.common.collect.ImmutableList;
import cordon.engine.TransitionSystem;
import cordon.engine.check.Checker;
import cordon.engine.property.Property;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A system of one's own, under a name.
 *
 * @param name lower case, words of letters and digits joined by hyphens; the command line and the files of counterexamples have it
 * @param meaning a sentence or two, for {@code list}
 * @param system the system
 * @param properties what is asked of it; no two have one name
 */
public record Specification(String name, String meaning, TransitionSystem system, List<Property> properties) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    /**
     * Checks the names.
     *
     * @throws IllegalArgumentException if the name is not such a one, or there is no property, or two have one name
     */
    public Specification {
        properties = ImmutableList.copyOf(properties);
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a system called '" + name
                    + "'; expected lower case, words joined by hyphens, such as two-readers");
        }
        long names = properties.stream().map(Property::name).distinct().count();
        if (properties.isEmpty() || names < properties.size()) {
            throw new IllegalArgumentException(
                    name + (properties.isEmpty() ? " has no property" : " has two properties of one name"));
        }
    }

    /**
     * The system and the properties of {@code checker}; the commands have options of their own for how to search.
     *
     * @throws IllegalArgumentException as the constructor does
     */
    public static Specification of(String name, String meaning, Checker checker) {
        return new Specification(name, meaning, checker.system(), checker.properties());
    }
}
