package cordon.specs;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.LinkedHashMultiset;
import com.google.common.collect.Multiset;
import com.google.common.collect.Multisets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A page of the tree that a test compares with what it finds. */
final class Page {
    private static final int MOST_SHOWN = 40;

    private Page() {}

    /**
     * Asserts that {@code page} is {@code now}, after writing it anew if {@code -Dcordon.record=true}; otherwise the message has the
     * lines that differ.
     *
     * @param command what writes it anew
     */
    static void assertUpToDate(Path page, String now, String command) throws IOException {
        if (Boolean.getBoolean("cordon.record")) {
            Files.writeString(page, now);
        }
        String then = Files.readString(page);
        assertTrue(
                then.equals(now),
                () -> page + " is not up to date:\n" + difference(then, now) + "Written anew by: " + command);
    }

    /** The lines that one text only has: those that are not there any more with a minus, new ones with a plus. */
    static String difference(String then, String now) {
        Multiset<String> old = lines(then);
        Multiset<String> found = lines(now);
        List<String> differing = Stream.concat(
                        Multisets.difference(old, found).stream().map(line -> "- " + line),
                        Multisets.difference(found, old).stream().map(line -> "+ " + line))
                .toList();
        if (differing.isEmpty()) {
            return "the same lines, in another order\n";
        }
        int hidden = differing.size() - MOST_SHOWN;
        return differing.stream().limit(MOST_SHOWN).map(line -> line + "\n").collect(Collectors.joining())
                + (hidden > 0 ? hidden + " more lines\n" : "");
    }

    private static Multiset<String> lines(String text) {
        return text.lines().collect(Collectors.toCollection(LinkedHashMultiset::create));
    }
}
