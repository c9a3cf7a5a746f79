package cordon.cli;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import cordon.engine.expression.Nearest;
import java.util.Collection;
import java.util.function.Function;

/** Finds what a user named; an unknown name is answered with the known ones and the nearest. */
final class Names {
    private Names() {}

    /**
     * The candidate called {@code name}, upper and lower case being the same.
     *
     * @param kind what the candidates are, singular
     * @throws UsageException if there is none
     */
    static <T> T find(String kind, String name, Collection<T> candidates, Function<T, String> nameOf) {
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
    static String suggestion(String name, Collection<String> known) {
        return Nearest.name(name, known)
                .map(nearest -> "; did you mean '" + nearest + "'?")
                .orElse(".");
    }
}
