package cordon.cli;

import static java.util.Comparator.comparing;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import java.util.Collection;
import java.util.function.Function;
import org.apache.commons.text.similarity.LevenshteinDistance;

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
        String lower = Ascii.toLowerCase(name);
        // A name of which more than half would have to change is not a slip of the pen.
        LevenshteinDistance distance = new LevenshteinDistance((lower.length() + 1) / 2);
        String suggestion = known.stream()
                .filter(k -> distance.apply(Ascii.toLowerCase(k), lower) >= 0)
                .min(comparing(k -> distance.apply(Ascii.toLowerCase(k), lower)))
                .map(nearest -> "; did you mean '" + nearest + "'?")
                .orElse(".");
        return new UsageException("unknown " + kind + " '" + name + "'" + suggestion + " Known here: "
                + String.join(", ", ImmutableList.sortedCopyOf(known)));
    }
}
