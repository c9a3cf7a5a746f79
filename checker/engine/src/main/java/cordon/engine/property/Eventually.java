package cordon.engine.property;

import cordon.engine.Fairness;

/**
 * What is begun ends: no {@linkplain Fairness fair} run has an obligation open from some state on for ever. One property may
 * have several obligations of the same kind, such as one for each process.
 */
public non-sealed interface Eventually extends Property {

    /** How many obligations there are. */
    int obligations();

    /** Whether {@code obligation} is open in {@code state}. */
    boolean open(long[] state, int obligation);

    /**
     * Whether a run that has {@code obligation} open for ever is wrong only if it comes through {@code state}, or another
     * such state, again and again: true of every state, unless the property is about that.
     */
    default boolean offends(long[] state, int obligation) {
        return true;
    }
}
