package cordon.command;

import com.google.common.base.Ascii;
import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import cordon.engine.expression.Nearest;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Finds what a user named; an unknown name is answered with the known ones and the nearest. */
public final class Names {
    private static final Splitter WORDS =
            Splitter.on(CharMatcher.anyOf(" .,:;()[]")).omitEmptyStrings();

    private Names() {}

    /**
     * The candidate called {@code name}, upper and lower case being the same.
     *
     * @param kind what the candidates are, singular
     * @throws UsageException if there is none
     */
    public static <T> T find(String kind, String name, Collection<T> candidates, Function<T, String> nameOf) {
        return candidates.stream()
                .filter(c -> Ascii.equalsIgnoreCase(nameOf.apply(c), name))
                .findFirst()
                .orElseThrow(() ->
                        unknown(kind, name, candidates.stream().map(nameOf).toList()));
    }

    private static UsageException unknown(String kind, String name, Collection<String> known) {
        return new UsageException("unknown " + kind + " '" + name + "'" + suggestion(name, known) + " Known here: "
                + String.join(", ", ImmutableList.sortedCopyOf(known)));
    }

    /** {@code ; did you mean 'x'?} with the nearest of {@code known}, or a full stop if none is near. */
    public static String suggestion(String name, Collection<String> known) {
        return Nearest.name(name, known)
                .map(nearest -> "; did you mean '" + nearest + "'?")
                .orElse(".");
    }

    /**
     * Those of {@code things} in whose name {@code pattern} occurs, upper and lower case being the same.
     *
     * @param kind what they are, singular
     * @throws UsageException if there is none
     */
    public static <T> List<T> fitting(String kind, String pattern, Collection<T> things, Function<T, String> nameOf) {
        String part = Ascii.toLowerCase(pattern);
        List<T> fitting = things.stream()
                .filter(thing -> Ascii.toLowerCase(nameOf.apply(thing)).contains(part))
                .toList();
        if (fitting.isEmpty()) {
            ImmutableSet<String> words = things.stream()
                    .map(nameOf)
                    .flatMap(name -> Stream.concat(Stream.of(name), WORDS.splitToStream(name)))
                    .collect(ImmutableSet.toImmutableSet());
            throw new UsageException("no " + kind + " fits '" + pattern + "'" + suggestion(pattern, words));
        }
        return fitting;
    }
}
