package cordon.engine.property;

/**
 * Some transition of some reachable state is of a certain kind: a good thing can happen. Guards against a model that
 * satisfies every invariant because it does nothing.
 */
public non-sealed interface Reachable extends Property {

    /**
     * Whether taking {@code action} from {@code before} to {@code after} is the thing looked for; asked of actions only that it
     * {@linkplain #observes observes}.
     */
    boolean reached(long[] before, int action, long[] after);
}
