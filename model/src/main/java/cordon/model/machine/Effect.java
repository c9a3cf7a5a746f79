package cordon.model.machine;

/** What a step does to a state. */
@FunctionalInterface
public interface Effect {

    /**
     * Takes the step in place.
     *
     * @param s the state before, turned into the state after
     * @param arg which variant of the step, {@code 0 .. variants-1}: a context, a device, an IOVA, as the step defines
     * @return false if the step is not enabled; {@code s} is then as it was
     */
    boolean apply(long[] s, int arg);
}
