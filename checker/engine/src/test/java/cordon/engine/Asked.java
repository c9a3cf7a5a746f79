package cordon.engine;

import cordon.engine.property.DeadlockFree;
import cordon.engine.property.Eventually;
import cordon.engine.property.Invariant;
import cordon.engine.property.Properties;
import cordon.engine.property.Property;
import cordon.engine.property.Reachable;
import cordon.engine.property.StepInvariant;
import java.util.function.BiPredicate;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/** Properties made of lambdas that {@link Properties} does not make, or with names that do not matter. */
public final class Asked {
    private Asked() {}

    public static Property invariant(Predicate<long[]> holds) {
        return invariant("invariant", holds);
    }

    public static Property invariant(String called, Predicate<long[]> holds) {
        return Properties.always(called, called, holds);
    }

    public static Property invariant(String called, Predicate<long[]> holds, IntPredicate observed) {
        record P(String name, Predicate<long[]> predicate, IntPredicate observed) implements Invariant {
            @Override
            public boolean observes(int action) {
                return observed.test(action);
            }

            @Override
            public boolean holds(long[] state) {
                return predicate.test(state);
            }

            @Override
            public String meaning() {
                return name;
            }

            @Override
            public String explain(Trace trace) {
                return name;
            }
        }
        return new P(called, holds, observed);
    }

    public static Property step(BiPredicate<long[], long[]> holds) {
        return Properties.everyStep("step", "step", (before, action, after) -> holds.test(before, after));
    }

    public static Property step(IntPredicate judged, BiPredicate<long[], long[]> holds) {
        record P(String name, IntPredicate judged, BiPredicate<long[], long[]> predicate) implements StepInvariant {
            @Override
            public boolean judges(int action) {
                return judged.test(action);
            }

            @Override
            public boolean holds(long[] before, int action, long[] after) {
                return predicate.test(before, after);
            }

            @Override
            public String meaning() {
                return name;
            }

            @Override
            public String explain(Trace trace) {
                return name;
            }
        }
        return new P("step", judged, holds);
    }

    public static Property reachable(BiPredicate<long[], long[]> reached) {
        record P(String name, BiPredicate<long[], long[]> predicate) implements Reachable {
            @Override
            public boolean reached(long[] before, int action, long[] after) {
                return predicate.test(before, after);
            }

            @Override
            public String meaning() {
                return name;
            }

            @Override
            public String explain(Trace trace) {
                return name;
            }
        }
        return new P("reachable", reached);
    }

    /** {@code action} is taken where {@code before} is true; only that action is observed. */
    public static Property taken(int action, Predicate<long[]> before) {
        record P(String name, int action, Predicate<long[]> predicate) implements Reachable {
            @Override
            public boolean reached(long[] before, int taken, long[] after) {
                return taken == action && predicate.test(before);
            }

            @Override
            public boolean observes(int taken) {
                return taken == action;
            }

            @Override
            public String meaning() {
                return name;
            }

            @Override
            public String explain(Trace trace) {
                return name;
            }
        }
        return new P("taken", action, before);
    }

    /** Several obligations of one kind. */
    public static Property eventually(int obligations, Properties.MemberTest open) {
        return Properties.infinitelyOften("eventually", "eventually", obligations, (s, i) -> !open.test(s, i));
    }

    public static Property eventually(Predicate<long[]> open, Predicate<long[]> offends) {
        record P(String name, Predicate<long[]> predicate, Predicate<long[]> offence) implements Eventually {
            @Override
            public int obligations() {
                return 1;
            }

            @Override
            public boolean open(long[] state, int obligation) {
                return predicate.test(state);
            }

            @Override
            public boolean offends(long[] state, int obligation) {
                return offence.test(state);
            }

            @Override
            public String meaning() {
                return name;
            }

            @Override
            public String explain(Trace trace) {
                return name;
            }
        }
        return new P("eventually", open, offends);
    }

    public static Property deadlockFree(Predicate<long[]> mayEnd) {
        return Properties.deadlockFree("deadlock-free", "deadlock-free", mayEnd);
    }

    /** Nothing is ever stuck, not even at an end: a property that observes no action. */
    public static Property neverStuck() {
        return deadlockFree(s -> false, action -> true, action -> false);
    }

    public static Property deadlockFree(Predicate<long[]> mayEnd, IntPredicate progress) {
        return deadlockFree(mayEnd, progress, action -> true);
    }

    private static Property deadlockFree(Predicate<long[]> mayEnd, IntPredicate progress, IntPredicate observed) {
        record P(String name, Predicate<long[]> end, IntPredicate progress, IntPredicate observed)
                implements DeadlockFree {
            @Override
            public boolean mayEnd(long[] state) {
                return end.test(state);
            }

            @Override
            public boolean isProgress(int action) {
                return progress.test(action);
            }

            @Override
            public boolean observes(int action) {
                return observed.test(action);
            }

            @Override
            public String meaning() {
                return name;
            }

            @Override
            public String explain(Trace trace) {
                return name;
            }
        }
        return new P("deadlock-free", mayEnd, progress, observed);
    }
}
