package cordon.counterexamples;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Ascii;
import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableMap;
import com.google.common.hash.Hashing;

/**
 * What was searched when a counterexample was found: enough to build the same model again.
 *
 * @param scenario the name of the scenario
 * @param design the name of the design, or the patches joined by {@code +}
 * @param parameters those that are not as the scenario has them, by name
 */
public record Origin(String scenario, String design, ImmutableMap<String, String> parameters) {

    private static final int MAX_WORDS = 60; // characters of a sentence in the name of a file

    /** All of it, in words. */
    public String title() {
        String chosen = Joiner.on(", ").withKeyValueSeparator('=').join(parameters);
        return scenario + ", design " + design + (chosen.isEmpty() ? "" : ", " + chosen);
    }

    /**
     * What a file about the violation of {@code property} is called, without an ending. Of a property that is named by a sentence, the
     * beginning of it and a hash of the whole.
     */
    public String fileName(String property) {
        StringBuilder name = new StringBuilder(design + "-" + scenario);
        parameters.forEach((parameter, value) ->
                name.append('-').append(parameter).append('=').append(value));
        String plain = property.replaceAll("[^A-Za-z0-9_.=]+", "-");
        return name + "-"
                + (plain.equals(property)
                        ? property
                        : Ascii.truncate(plain, MAX_WORDS, "") + "-"
                                + Hashing.sha256()
                                        .hashString(property, UTF_8)
                                        .toString()
                                        .substring(0, 8));
    }
}
