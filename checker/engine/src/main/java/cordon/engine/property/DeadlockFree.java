package cordon.engine.property;

/**
 * No reachable state is stuck. A state is stuck when it is not a proper end and none of the actions that {@linkplain
 * #isProgress count as progress} is enabled in it.
 */
public non-sealed interface DeadlockFree extends Property {

    /** Whether the system may rest in {@code state} for ever. */
    boolean mayEnd(long[] state);

    /** Whether {@code action}, being enabled, keeps a state from being stuck. */
    boolean isProgress(int action);
}
