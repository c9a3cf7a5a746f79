package cordon.model.machine;

/**
 * Replaces the effect of steps, by name: how a test builds a wrong model without a switch in the right one.
 *
 * <p>A property is worth having only if some wrong model violates it.
 */
@FunctionalInterface
public interface Mutation {

    /** Changes nothing. */
    Mutation NONE = (step, effect) -> effect;

    /** The effect that the step called {@code step} shall have, given the one it has. */
    Effect apply(String step, Effect effect);
}
