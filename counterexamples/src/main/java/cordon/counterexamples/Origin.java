package cordon.counterexamples;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableMap;

/**
 * What was searched when a counterexample was found: enough to build the same model again.
 *
 * @param scenario the name of the scenario
 * @param design the name of the design, or the patches joined by {@code +}
 * @param parameters those that are not as the scenario has them, by name
 */
public record Origin(String scenario, String design, ImmutableMap<String, String> parameters) {

    /** All of it, in words. */
    public String title() {
        String chosen = Joiner.on(", ").withKeyValueSeparator('=').join(parameters);
        return scenario + ", design " + design + (chosen.isEmpty() ? "" : ", " + chosen);
    }

    /** What a file about the violation of {@code property} is called, without an ending. */
    public String fileName(String property) {
        StringBuilder name = new StringBuilder(design + "-" + scenario);
        parameters.forEach((parameter, value) ->
                name.append('-').append(parameter).append('=').append(value));
        return name + "-" + property;
    }
}
