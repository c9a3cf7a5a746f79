package cordon.specs.mutation;

import java.util.Locale;

/**
 * Something that a wrong model shows and the right one does not.
 *
 * @param property the property by which it is noticed
 * @param kind what sort of thing it is
 * @param steps the length of the trace that shows it; -1 if none does
 * @param finding the finding that explains the violation, which the right model does not show there; blank if there is none
 */
public record Notice(String property, Kind kind, int steps, String finding) {

    /** Sorts of notices. */
    public enum Kind {
        /** A violation that none of the findings explains that the right model shows. */
        VIOLATED,
        /** Something that is reachable in the right model is not. */
        UNREACHABLE,
        /** A property that holds in the right model is never put to the test. */
        VACUOUS,
        /** A property that the right model violates is not violated, or something that it does not reach is reached. */
        VANISHED
    }

    /** {@code no-stale-dma violated @58}. */
    @Override
    public String toString() {
        return property + " " + kind.name().toLowerCase(Locale.ROOT) + (steps < 0 ? "" : " @" + steps)
                + (finding.isEmpty() ? "" : " by " + finding);
    }
}
