package cordon.prover;

import java.util.List;

/** What the solver says of goals that are to follow from assumptions. */
public sealed interface Answer {

    /**
     * All of them follow.
     *
     * @param used the names of the assumptions that sufficed, sorted
     */
    record Proved(List<String> used) implements Answer {}

    /**
     * Some do not follow: there is a state in which everything is so that is assumed, and a step after which a goal is not.
     *
     * @param goals the names of those that fail there; at least one
     * @param state that state in words, a line each; it may be one that no run reaches
     */
    record Failed(List<String> goals, List<String> state) implements Answer {}

    /**
     * The solver does not know.
     *
     * @param reason its own words
     */
    record Unknown(String reason) implements Answer {}
}
