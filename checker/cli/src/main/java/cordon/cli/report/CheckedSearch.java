package cordon.cli.report;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.time.Duration;
import java.util.Optional;

/**
 * One search of a check, as reports tell it.
 *
 * @param about what was searched
 * @param verdicts the verdict on each property, as text, by name
 * @param items what there is to say of it
 * @param elapsed how long it took
 */
public record CheckedSearch(
        About about, ImmutableMap<String, String> verdicts, ImmutableList<Item> items, Duration elapsed) {

    /**
     * What a search is about.
     *
     * @param title scenario, design and parameters in words; they identify it
     * @param command the command that repeats it; empty if there is none
     * @param expected the file of its expected verdicts, relative to the checkout
     */
    public record About(String title, String command, String expected) {}

    /** One that was not begun, or of which nothing was kept. */
    public static CheckedSearch notSearched(About about, String reason) {
        return new CheckedSearch(
                about, ImmutableMap.of(), ImmutableList.of(Comparison.notSearched(reason)), Duration.ZERO);
    }

    /**
     * What is compared beside the searches of a suite.
     *
     * @param differences a line for each difference
     * @param stopped why it ended early; empty if it did not
     */
    public static CheckedSearch beside(About about, Iterable<String> differences, Optional<String> stopped) {
        ImmutableList.Builder<Item> items = ImmutableList.builder();
        differences.forEach(line -> items.add(Item.ofSearch(Kind.CHANGED, line)));
        stopped.map(Comparison::notSearched).ifPresent(items::add);
        return new CheckedSearch(about, ImmutableMap.of(), items.build(), Duration.ZERO);
    }

    /** The items about {@code property}; about the search as a whole if it is empty. */
    ImmutableList<Item> about(Optional<String> property) {
        return items.stream().filter(item -> item.property().equals(property)).collect(ImmutableList.toImmutableList());
    }
}
