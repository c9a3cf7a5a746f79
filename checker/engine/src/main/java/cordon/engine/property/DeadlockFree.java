package cordon.engine.property;

import cordon.engine.Successors;

/**
 * No reachable state is stuck. A state is stuck when it is not a proper end and none of the actions that {@linkplain
 * #isProgress count as progress} is enabled in it.
 */
public non-sealed interface DeadlockFree extends Property {

    /** Whether the system may rest in {@code state} for ever. */
    boolean mayEnd(long[] state);

    /** Whether {@code action}, being enabled, keeps a state from being stuck. */
    boolean isProgress(int action);

    /** Whether no action by which a state has the successors in {@code out} from number {@code first} on is progress. */
    default boolean isAtRest(Successors out, int first) {
        for (int i = first; i < out.count(); i++) {
            if (isProgress(out.action(i))) {
                return false;
            }
        }
        return true;
    }
}
