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
 * @param design the name of the design, or the patches joined by {@code +}; empty if the system has none
 * @param parameters those that are not as the scenario has them, by name
 */
public record Origin(String scenario, String design, ImmutableMap<String, String> parameters) {

    private static final int MAX_WORDS = 60; // characters of a sentence in the name of a file
    private static final int MAX_SETTINGS = 80; // characters of all parameters there

    /** A system without designs and parameters, called {@code name}. */
    public static Origin of(String name) {
        return new Origin(name, "", ImmutableMap.of());
    }

    /** All of it, in words. */
    public String title() {
        String chosen = Joiner.on(", ").withKeyValueSeparator('=').join(parameters);
        return scenario + (design.isEmpty() ? "" : ", design " + design) + (chosen.isEmpty() ? "" : ", " + chosen);
    }

    /**
     * What a file about the violation of {@code property} is called, without an ending. Of a property that is named by a sentence, of
     * many parameters, and of a parameter with a colon in its value, the beginning and a hash of the whole: no file system takes a name
     * of any length, and not every one takes every character.
     */
    public String fileName(String property) {
        StringBuilder chosen = new StringBuilder();
        parameters.forEach((parameter, value) ->
                chosen.append('-').append(parameter).append('=').append(value));
        String settings = chosen.toString();
        String taken = settings.replaceAll("[^A-Za-z0-9=.,+-]", "_");
        String plain = property.replaceAll("[^A-Za-z0-9_.=]+", "-");
        return (design.isEmpty() ? "" : design + "-") + scenario
                + (taken.equals(settings) && settings.length() <= MAX_SETTINGS ? settings : beginning(taken, settings))
                + "-"
                + (plain.equals(property) ? property : beginning(plain, property));
    }

    private static String beginning(String text, String whole) {
        String hash = Hashing.sha256().hashString(whole, UTF_8).toString().substring(0, 8);
        return Ascii.truncate(text, MAX_WORDS, "") + "-" + hash;
    }
}
