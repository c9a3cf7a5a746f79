package cordon.engine.explore;

import cordon.engine.Fairness;
import cordon.engine.Successors;
import cordon.engine.Trace;
import cordon.engine.TransitionSystem;
import cordon.engine.property.DeadlockFree;
import cordon.engine.property.Eventually;
import cordon.engine.property.Invariant;
import cordon.engine.property.Property;
import cordon.engine.property.StepInvariant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Whether a path shows that a property is violated, by the definition of the property: for whoever does not want to believe the
 * search that found it. That the path is one of the system is not asked here.
 */
public final class Refutation {
    private Refutation() {}

    /**
     * Whether {@code trace} ends, or goes round for ever, in what {@code property} says never happens.
     *
     * @throws ModelException if the property fails
     */
    public static boolean shows(Trace trace, Property property) {
        try {
            return isShown(trace, property);
        } catch (RuntimeException | AssertionError | StackOverflowError e) {
            throw Diagnosis.of(property, trace, e);
        }
    }

    private static boolean isShown(Trace trace, Property property) {
        int end = trace.length();
        if (property instanceof Invariant invariant) {
            return !invariant.holds(trace.last());
        }
        if (property instanceof StepInvariant step) {
            return end > 0
                    && step.judges(trace.action(end))
                    && !step.holds(trace.state(end - 1), trace.action(end), trace.last());
        }
        if (property instanceof DeadlockFree deadlock) {
            return !deadlock.mayEnd(trace.last())
                    && enabled(trace.system(), trace.last()).stream().noneMatch(deadlock::isProgress);
        }
        if (property instanceof Eventually eventually) {
            return trace.loopStart().isPresent()
                    && IntStream.range(0, eventually.obligations())
                            .anyMatch(obligation -> staysOpen(trace, eventually, obligation))
                    && isFair(trace);
        }
        return false; // a Reachable is refuted by no path
    }

    /** True if {@code trace} is a run of its system: from an initial state, each step by its action, the loop closed if there is one. */
    public static boolean isRun(Trace trace) {
        TransitionSystem system = trace.system();
        Successors out = new Successors(system.schema().words());
        system.initialStates(out);
        boolean run = has(out, Optional.empty(), trace.state(0));
        for (int n = 1; n <= trace.length() && run; n++) {
            out.clear();
            system.successors(trace.state(n - 1), out);
            run = has(out, Optional.of(trace.action(n)), trace.state(n));
        }
        return run
                && (trace.loopStart().isEmpty()
                        || Arrays.equals(trace.state(trace.loopStart().getAsInt()), trace.last()));
    }

    private static boolean has(Successors out, Optional<Integer> action, long[] state) {
        return IntStream.range(0, out.count())
                .anyMatch(
                        i -> (action.isEmpty() || action.get() == out.action(i)) && Arrays.equals(out.state(i), state));
    }

    private static boolean staysOpen(Trace lasso, Eventually property, int obligation) {
        int start = lasso.loopStart().orElseThrow();
        return IntStream.rangeClosed(start, lasso.length()).allMatch(n -> property.open(lasso.state(n), obligation))
                && IntStream.rangeClosed(start, lasso.length())
                        .anyMatch(n -> property.offends(lasso.state(n), obligation));
    }

    /** Whether the loop treats every class of actions as {@link Fairness} demands. */
    private static boolean isFair(Trace lasso) {
        Fairness fairness = lasso.system().fairness();
        int classes = fairness.strong().size();
        int start = lasso.loopStart().orElseThrow();
        BitSet taken = new BitSet();
        BitSet always = new BitSet();
        always.set(0, classes);
        BitSet sometimes = new BitSet();
        for (int n = start; n <= lasso.length(); n++) {
            BitSet here = new BitSet();
            enabled(lasso.system(), lasso.state(n)).stream()
                    .map(fairness.classOf()::get)
                    .filter(c -> c != Fairness.NONE)
                    .forEach(here::set);
            always.and(here);
            sometimes.or(here);
            if (n > start && fairness.classOf().get(lasso.action(n)) != Fairness.NONE) {
                taken.set(fairness.classOf().get(lasso.action(n)));
            }
        }
        return IntStream.range(0, classes)
                .allMatch(c -> taken.get(c) || !(fairness.strong().get(c) ? sometimes : always).get(c));
    }

    private static BitSet enabled(TransitionSystem system, long[] state) {
        Successors out = new Successors(system.schema().words());
        system.successors(state, out);
        BitSet enabled = new BitSet();
        IntStream.range(0, out.count()).map(out::action).forEach(enabled::set);
        return enabled;
    }
}
