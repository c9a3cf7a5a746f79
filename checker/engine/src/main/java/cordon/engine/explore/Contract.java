package cordon.engine.explore;

import cordon.engine.Successors;
import cordon.engine.TransitionSystem;
import java.util.Arrays;

/**
 * Asks a system again for the successors of some states, and compares. A search is right only if successors are a function of the
 * state: otherwise it counts states that are none, and its traces cannot be walked. The first states are asked about, and one of a
 * thousand after them: a model that depends on a clock, on chance or on the order of a hash table betrays itself soon.
 *
 * <p>For the use of one thread.
 */
final class Contract {
    private static final int FIRST = 64;
    private static final int INTERVAL = 1_000;

    private final TransitionSystem system;
    private final Successors again;
    private final long[] given;
    private long expanded;

    /** The contract of {@code system}. */
    Contract(TransitionSystem system) {
        this.system = system;
        this.again = new Successors(system.schema().words());
        this.given = new long[system.schema().words()];
    }

    /**
     * Adds to {@code out} the successors of {@code state}.
     *
     * @throws IllegalStateException if they are not a function of the state, or no states and actions of the system
     */
    void successors(long[] state, Successors out) {
        if (expanded++ < FIRST || expanded % INTERVAL == 0) {
            check(state, out);
        } else {
            system.successors(state, out);
        }
    }

    /** As {@link #successors}, and always asks again. */
    void check(long[] state, Successors out) {
        System.arraycopy(state, 0, given, 0, given.length);
        int first = out.count();
        system.successors(state, out);
        require(Arrays.equals(state, given), "successors() changes the state that it is given");
        for (int i = first; i < out.count(); i++) {
            require(
                    out.action(i) >= 0 && out.action(i) < system.actionCount(),
                    "successor " + (i - first) + " is by action " + out.action(i) + ", and there are "
                            + system.actionCount() + " actions");
            require(
                    system.schema().fits(out.state(i)),
                    "action " + system.action(out.action(i), state) + " sets bits that belong to no field");
        }
        again.clear();
        system.successors(state, again);
        require(
                isSame(out, first),
                "the successors of the same state are not always the same, or not in the same order");
    }

    private boolean isSame(Successors out, int first) {
        if (out.count() - first != again.count()) {
            return false;
        }
        for (int i = 0; i < again.count(); i++) {
            if (out.action(first + i) != again.action(i) || !Arrays.equals(out.state(first + i), again.state(i))) {
                return false;
            }
        }
        return true;
    }

    private static void require(boolean kept, String otherwise) {
        if (!kept) {
            throw new IllegalStateException(otherwise);
        }
    }
}
