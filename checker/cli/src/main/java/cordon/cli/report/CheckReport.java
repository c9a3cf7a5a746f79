package cordon.cli.report;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * What all formats tell.
 *
 * @param program name, version and commit of the program
 * @param searches the searches, in the order of the suite
 * @param failing the kinds that fail
 */
public record CheckReport(String program, ImmutableList<CheckedSearch> searches, ImmutableSet<Kind> failing) {

    /** An item with the search that it is of. */
    public record Entry(CheckedSearch search, Item item) {

        /**
         * What stays the same as long as it is the same thing: the search, the property, and of a violation its cause. It has nothing of
         * states, of numbers of steps or of the kind of a violation in it.
         */
        String fingerprint() {
            String identity = String.join(
                    "\n",
                    search.about().title(),
                    item.property().orElse(""),
                    item.kind().isOfViolation()
                            ? item.cause().orElse("")
                            : item.kind().word() + "\n" + item.says());
            return Hashing.sha256()
                    .hashString(identity, StandardCharsets.UTF_8)
                    .toString()
                    .substring(0, 32);
        }

        /** Where an editor shows it: the last step of its trace, else the file of the expected verdicts. */
        Place place() {
            return item.evidence()
                    .map(Item.Evidence::moves)
                    .filter(moves -> !moves.isEmpty())
                    .flatMap(moves -> moves.get(moves.size() - 1).place())
                    .orElse(new Place(search.about().expected(), 1));
        }

        /** The whole fact in one sentence. */
        String text() {
            return search.about().title() + ": " + item.text();
        }
    }

    /** All items, those that fail first, then by kind, and of a kind in the order of the searches. */
    public ImmutableList<Entry> entries() {
        return searches.stream()
                .flatMap(search -> search.items().stream().map(item -> new Entry(search, item)))
                .sorted(Comparator.<Entry, Boolean>comparing(entry -> !fails(entry.item()))
                        .thenComparing(entry -> entry.item().kind()))
                .collect(ImmutableList.toImmutableList());
    }

    /** Whether {@code item} is of a kind that fails. */
    public boolean fails(Item item) {
        return failing.contains(item.kind());
    }

    /** How many items are of {@code kind}. */
    public long count(Kind kind) {
        return searches.stream()
                .flatMap(search -> search.items().stream())
                .filter(item -> item.kind() == kind)
                .count();
    }

    /** {@code 1 new, 2 known}; only what there is. */
    String counts() {
        List<String> words = Arrays.stream(Kind.values())
                .filter(kind -> count(kind) > 0)
                .map(kind -> count(kind) + " " + kind.word())
                .toList();
        return words.isEmpty() ? "no violation" : String.join(", ", words);
    }
}
