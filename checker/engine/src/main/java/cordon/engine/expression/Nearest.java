package cordon.engine.expression;

import static java.util.Comparator.comparing;

import com.google.common.base.Ascii;
import com.google.common.base.Splitter;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Which known name a misspelt one may have meant. */
public final class Nearest {
    private static final int MAX_LENGTH = 200; // the time is the product of two lengths
    private static final Splitter WORDS = Splitter.onPattern("[^A-Za-z0-9_.]+").omitEmptyStrings();

    private Nearest() {}

    /** The name of {@code known} that differs from {@code name} in the fewest letters; empty if more than half would have to change. */
    public static Optional<String> name(String name, Collection<String> known) {
        String lower = Ascii.toLowerCase(name);
        if (lower.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        // A name of which more than half would have to change is not a slip of the pen.
        LevenshteinDistance distance = new LevenshteinDistance((lower.length() + 1) / 2);
        return known.stream()
                .filter(k -> distance.apply(Ascii.toLowerCase(k), lower) >= 0)
                .min(comparing(k -> distance.apply(Ascii.toLowerCase(k), lower)));
    }

    /** As {@link #name}; but a name with dots of which {@code name} is the first or the last part is nearer than any. */
    static Optional<String> qualified(String name, Collection<String> known) {
        return known.stream()
                .filter(k -> k.endsWith("." + name) || k.startsWith(name + "."))
                .findFirst()
                .or(() -> name(name, known));
    }

    /** The text of {@code known} that has the most words in common with {@code text}; empty if none has one. */
    static Optional<String> text(String text, Collection<String> known) {
        Set<String> words = words(text);
        return known.stream().filter(k -> common(words, k) > 0).max(comparing(k -> common(words, k)));
    }

    /** The word in {@code known} that is the {@linkplain #name nearest} to {@code word}; empty if none is near. */
    static Optional<String> word(String word, Collection<String> known) {
        return name(
                word,
                known.stream()
                        .flatMap(k -> words(k).stream())
                        .sorted()
                        .distinct()
                        .toList());
    }

    private static int common(Set<String> words, String text) {
        Set<String> both = words(text);
        both.retainAll(words);
        return both.size();
    }

    private static Set<String> words(String text) {
        return new HashSet<>(WORDS.splitToList(Ascii.toLowerCase(text)));
    }
}
