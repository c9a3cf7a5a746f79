package cordon.engine.property;

import cordon.engine.Trace;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Properties made of lambdas. A lambda is a function of the states that it is given; it is called by several threads.
 *
 * <p>The names and meanings are those of {@link Property}.
 */
public final class Properties {
    private Properties() {}

    /** What is asked about a step. */
    @FunctionalInterface
    public interface StepTest {
        /** Whether it is true of the step by {@code action} from {@code before} to {@code after}. */
        boolean test(long[] before, int action, long[] after);
    }

    /** What is asked about one of several things in a state, such as processes. */
    @FunctionalInterface
    public interface MemberTest {
        /** Whether it is true of {@code member} in {@code state}. */
        boolean test(long[] state, int member);
    }

    /** {@code condition} is true in every reachable state. */
    public static Invariant always(String name, String meaning, Predicate<long[]> condition) {
        record Always(String name, String meaning, Predicate<long[]> condition) implements Invariant {
            @Override
            public boolean holds(long[] state) {
                return condition.test(state);
            }

            @Override
            public String explain(Trace trace) {
                return endOf(trace);
            }
        }
        return new Always(name, meaning, condition);
    }

    /** {@code condition} is true of every step. */
    public static StepInvariant everyStep(String name, String meaning, StepTest condition) {
        record EveryStep(String name, String meaning, StepTest condition) implements StepInvariant {
            @Override
            public boolean holds(long[] before, int action, long[] after) {
                return condition.test(before, action, after);
            }

            @Override
            public String explain(Trace trace) {
                return endOf(trace);
            }
        }
        return new EveryStep(name, meaning, condition);
    }

    /** {@code condition} is true in some reachable state. */
    public static Reachable reachable(String name, String meaning, Predicate<long[]> condition) {
        record CanHold(String name, String meaning, Predicate<long[]> condition) implements Reachable {
            @Override
            public boolean reachedAtStart(long[] initial) {
                return condition.test(initial);
            }

            @Override
            public boolean reached(long[] before, int action, long[] after) {
                return condition.test(after);
            }

            @Override
            public String explain(Trace trace) {
                return endOf(trace);
            }
        }
        return new CanHold(name, meaning, condition);
    }

    /** No state without a possible step is reachable, but for those in which {@code mayEnd} is true. */
    public static DeadlockFree deadlockFree(String name, String meaning, Predicate<long[]> mayEnd) {
        record NeverStuck(String name, String meaning, Predicate<long[]> end) implements DeadlockFree {
            @Override
            public boolean mayEnd(long[] state) {
                return end.test(state);
            }

            @Override
            public boolean isProgress(int action) {
                return true;
            }

            @Override
            public String explain(Trace trace) {
                return "No step is possible. " + endOf(trace);
            }
        }
        return new NeverStuck(name, meaning, mayEnd);
    }

    /** In every fair run {@code goal} is true again and again: □◇{@code goal}. */
    public static Eventually infinitelyOften(String name, String meaning, Predicate<long[]> goal) {
        return infinitelyOften(name, meaning, 1, (state, member) -> goal.test(state));
    }

    /** For each of {@code members} things: in every fair run {@code goal} is true of it again and again. */
    public static Eventually infinitelyOften(String name, String meaning, int members, MemberTest goal) {
        record Again(String name, String meaning, int obligations, MemberTest goal) implements Eventually {
            @Override
            public boolean open(long[] state, int obligation) {
                return !goal.test(state, obligation);
            }

            @Override
            public String explain(Trace trace) {
                int loop = trace.loopStart().orElse(trace.length());
                return (loop == trace.length()
                                ? "Nothing that has to happen is possible any more"
                                : "The steps from " + (loop + 1) + " on are repeated for ever")
                        + (obligations == 1 ? ". " : ", without member " + neverIn(trace, loop) + ". ")
                        + endOf(trace);
            }

            /** The first member of which the goal is true in no state of the loop. */
            private int neverIn(Trace trace, int loop) {
                return IntStream.range(0, obligations)
                        .filter(i -> IntStream.rangeClosed(loop, trace.length())
                                .noneMatch(n -> goal.test(trace.state(n), i)))
                        .findFirst()
                        .orElseThrow();
            }
        }
        return new Again(name, meaning, members, goal);
    }

    private static String endOf(Trace trace) {
        return "After step " + trace.length() + " the state is "
                + trace.system().schema().format(trace.last()) + ".";
    }
}
