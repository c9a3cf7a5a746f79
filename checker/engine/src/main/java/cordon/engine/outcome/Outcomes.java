package cordon.engine.outcome;

import cordon.engine.explore.Report;
import java.util.SortedMap;

/**
 * The answer to a {@link Question}.
 *
 * @param found every outcome that was found, in order of values
 * @param report of the search; if it was not {@linkplain Report#exhaustive exhaustive}, there may be more outcomes, and more
 *     states with those that were found
 */
public record Outcomes(SortedMap<Outcome, Count> found, Report report) {

    /**
     * How often an outcome was found.
     *
     * @param states the number of distinct states that have it
     * @param steps the length of a shortest trace to one of them
     */
    public record Count(long states, int steps) {
        Count plus(Count other) {
            return new Count(states + other.states, Math.min(steps, other.steps));
        }
    }

    /** The number of distinct states that have any of the outcomes. */
    public long states() {
        return found.values().stream().mapToLong(Count::states).sum();
    }
}
