package cordon.cli.report;

import com.google.common.collect.ImmutableList;
import java.util.Optional;

/**
 * One thing that a report lists.
 *
 * @param kind what it is
 * @param property the property; empty if it is about a search as a whole
 * @param cause of a violation its finding, or {@link cordon.specs.Outcome#UNEXPLAINED}
 * @param says the fact, in one sentence
 * @param evidence how it comes about, if that is known
 */
public record Item(
        Kind kind, Optional<String> property, Optional<String> cause, String says, Optional<Evidence> evidence) {

    /**
     * How a violation comes about.
     *
     * @param why what somebody has written about it, or what the property says of its end
     * @param moves the steps of the trace
     * @param loopStart the number of steps before the loop of a lasso
     */
    public record Evidence(String why, ImmutableList<Move> moves, Optional<Integer> loopStart) {}

    /** About one property. */
    static Item of(Kind kind, String property, String says) {
        return new Item(kind, Optional.of(property), Optional.empty(), says, Optional.empty());
    }

    /** About a search as a whole. */
    static Item ofSearch(Kind kind, String says) {
        return new Item(kind, Optional.empty(), Optional.empty(), says, Optional.empty());
    }

    /** About a violation. */
    static Item ofViolation(Kind kind, String property, String cause, String says) {
        return new Item(kind, Optional.of(property), Optional.of(cause), says, Optional.empty());
    }

    /** The same, which comes about as {@code shown}. */
    public Item with(Optional<Evidence> shown) {
        return new Item(kind, property, cause, says, shown);
    }

    /** {@code no-stale-dma: the fact}. */
    String text() {
        return property.map(name -> name + ": ").orElse("") + says;
    }
}
