package cordon.engine.explore;

import cordon.engine.Successors;
import cordon.engine.TransitionSystem;
import cordon.engine.property.DeadlockFree;
import cordon.engine.property.Eventually;
import cordon.engine.property.Invariant;
import cordon.engine.property.Property;
import cordon.engine.property.Reachable;
import cordon.engine.property.StepInvariant;
import java.util.Arrays;
import java.util.Collection;
import java.util.function.Supplier;

/**
 * Asks a system again for the successors of some states, and compares; and looks whether the properties leave these states as they
 * are. A search is right only if successors are a function of the state: otherwise it counts states that are none, and its traces cannot be
 * walked. The first states are asked about, and one of a thousand after them: a model that depends on a clock, on chance or on the order
 * of a hash table betrays itself soon, and so does a property that writes.
 *
 * <p>For the use of one thread.
 */
final class Contract {
    private static final int FIRST = 64;
    private static final int INTERVAL = 1_000;

    private final TransitionSystem system;
    private final Supplier<? extends Collection<? extends Property>> properties;
    private final Successors again;
    private final long[] given;
    private long expanded;

    /**
     * The contract of {@code system}.
     *
     * @param properties those that are asked of it now
     */
    Contract(TransitionSystem system, Supplier<? extends Collection<? extends Property>> properties) {
        this.system = system;
        this.properties = properties;
        this.again = new Successors(system.schema().words());
        this.given = new long[system.schema().words()];
    }

    /**
     * Adds to {@code out} the successors of {@code state}.
     *
     * @throws IllegalStateException if they are not a function of the state, or no states and actions of the system, or a property changes
     *     a state
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
        require(Arrays.equals(state, given), "successors(), or a guard, changes the state that it is given");
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
        for (Property property : properties.get()) {
            if (!(property instanceof Eventually)) { // they are asked when all states are known
                ask(property, state, out, first);
            }
        }
    }

    /**
     * Asks about {@code state}, which has just been checked, and the steps out of it, and forgets the answers.
     *
     * @param out has the successors from number {@code first} on
     * @throws IllegalStateException if {@code property} changes one of these states
     */
    void ask(Property property, long[] state, Successors out, int first) {
        askAll(property, state, again);
        require(
                Arrays.equals(state, given) && isSame(out, first),
                "the property " + property.name() + " changes a state that it is asked about");
    }

    private static void askAll(Property property, long[] state, Successors out) {
        if (property instanceof Invariant invariant) {
            invariant.holds(state);
        } else if (property instanceof DeadlockFree deadlock) {
            if (deadlock.isAtRest(out, 0)) {
                deadlock.mayEnd(state);
            }
        } else if (property instanceof Eventually eventually) {
            for (int obligation = 0; obligation < eventually.obligations(); obligation++) {
                eventually.open(state, obligation);
                eventually.offends(state, obligation);
            }
        } else if (property instanceof Reachable reachable) {
            reachable.reachedAtStart(state);
        }
        for (int i = 0; i < out.count(); i++) {
            if (property instanceof StepInvariant step && step.judges(out.action(i))) {
                step.holds(state, out.action(i), out.state(i));
            } else if (property instanceof Reachable reachable && reachable.judges(out.action(i))) {
                reachable.reached(state, out.action(i), out.state(i));
            }
        }
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
