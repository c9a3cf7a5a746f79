package cordon.counterexamples;

import com.google.common.collect.ImmutableMap;
import com.google.common.io.Resources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page with places such as <code>{{title}}</code>.
 *
 * @param text the page
 */
public record PageTemplate(String text) {
    private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z]+)}}");

    /** The page called {@code name} among the resources of {@code owner}. */
    public static PageTemplate of(Class<?> owner, String name) {
        try {
            return new PageTemplate(Resources.toString(Resources.getResource(owner, name), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The page with {@code values}, by place. They are put in in one pass: a place within a value is text. */
    public String filled(ImmutableMap<String, String> values) {
        return PLACE.matcher(text)
                .replaceAll(place -> Matcher.quoteReplacement(Objects.requireNonNull(values.get(place.group(1)))));
    }
}
