package cordon.specs.mutation;

import cordon.model.machine.Effect;

/** The effect of a step in a wrong model. */
@FunctionalInterface
public interface Change {
    /**
     * Takes the step in place.
     *
     * @param place the fields of the state by name, and the same step in other designs
     * @param right what the step does in the right model
     * @return whether the step is possible
     */
    boolean apply(Place place, Effect right, long[] s, int arg);

    /**
     * Makes sure that {@code place} has everything that the change touches: tries it in {@code s}, which may change, without its step.
     *
     * @throws IllegalArgumentException if something is missing
     */
    default void require(Place place, long[] s) {
        apply(place, (state, arg) -> true, s, 0);
    }
}
