package cordon.engine.property;

/** True of every transition out of every reachable state, those that change nothing included. */
public non-sealed interface StepInvariant extends Property {

    /** Whether taking {@code action} from {@code before} to {@code after} is as it should be. */
    boolean holds(long[] before, int action, long[] after);
}
