package cordon.engine.property;

/** True in every reachable state. */
public non-sealed interface Invariant extends Property {

    /** Whether {@code state} is as it should be. */
    boolean holds(long[] state);
}
