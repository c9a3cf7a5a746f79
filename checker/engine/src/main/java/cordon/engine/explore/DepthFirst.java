package cordon.engine.explore;

import com.google.common.primitives.ImmutableIntArray;
import com.google.common.primitives.ImmutableLongArray;
import cordon.engine.Successors;
import cordon.engine.Trace;
import cordon.engine.TransitionSystem;
import cordon.engine.property.Property;
import cordon.engine.store.LeastDepths;
import cordon.engine.store.Visited;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Sequential depth-first search: finds a violation fast where violations are deep, and needs no queue. Its counterexamples are
 * not the shortest. Properties about what must happen in the end are left {@link Verdict.Incomplete}.
 *
 * <p>The stack holds states that are on the path from an initial state to the present one, and states that were found from one of
 * those and are still to be visited; a flag tells them apart. So the path, which is the counterexample when there is one, is
 * the flagged entries from bottom to top.
 *
 * <p>Every state that is taken from the stack for the first time is expanded, and its successors are put there: when the stack is
 * empty, all reachable states have been expanded, unless a bound on the length of the path kept some from it, or the {@link
 * Visited} took one for another: then what was not violated is {@link Verdict.Incomplete}.
 */
public final class DepthFirst {
    private static final int CLOCK_INTERVAL_STATES = 256;
    private static final int DEEPENING = 10; // steps by which the bound becomes larger
    private static final long ON_PATH = 1L << 32;

    private final TransitionSystem system;
    private final Contract contract;
    private final Questions questions;
    private final Visited visited;
    private final Bounds bounds;
    private final boolean first;
    private final Successors successors;
    private final int words;
    private final int stride;
    private final long start;
    private final long[] taken;
    private final long[] fresh;

    private long[] stack = new long[1 << 12]; // the words of a state, then its action and the flag
    private long height; // in entries
    private int pathLength;
    private int longestPath;
    private int largestOutDegree;
    private long visits;
    private long expanded;
    private long transitions;

    private DepthFirst(
            TransitionSystem system,
            List<? extends Property> properties,
            Visited visited,
            boolean first,
            Bounds bounds,
            long start) {
        this.system = system;
        this.start = start;
        this.questions = new Questions(system, properties);
        this.contract = new Contract(system, questions::undecided);
        this.visited = visited;
        this.first = first;
        this.bounds = bounds;
        this.words = system.schema().words();
        this.stride = words + 1;
        this.successors = new Successors(words);
        this.taken = new long[system.actionCount()];
        this.fresh = new long[system.actionCount()];
    }

    /**
     * Searches until every property is decided, every state is visited, or a bound is met; {@link Bounds#maxDepth} is the longest
     * path.
     *
     * @param visited where visited states are remembered; empty
     * @param first whether to stop when some property is violated
     * @param progress called about five times a second, in this thread
     * @throws IllegalArgumentException if there is no property, or no initial state, or two properties have one name
     * @throws ModelException if the system or a property fails
     */
    public static Report check(
            TransitionSystem system,
            List<? extends Property> properties,
            Visited visited,
            boolean first,
            Bounds bounds,
            Consumer<Statistics> progress) {
        return check(system, properties, visited, first, bounds, System.nanoTime(), progress);
    }

    private static Report check(
            TransitionSystem system,
            List<? extends Property> properties,
            Visited visited,
            boolean first,
            Bounds bounds,
            long start,
            Consumer<Statistics> progress) {
        Questions.requireSome(properties);
        return new DepthFirst(system, properties, visited, first, bounds, start).reportAfter(progress);
    }

    private Report reportAfter(Consumer<Statistics> progress) {
        Reserve reserve = new Reserve();
        try {
            return report(run(new Watch(bounds, this::statistics, progress)));
        } catch (OutOfMemoryError e) {
            reserve.release();
            return report(Optional.of(Bound.MEMORY));
        } catch (RuntimeException | AssertionError | StackOverflowError e) {
            throw new Diagnosis(system, questions.undecided())
                    .at(trace(Questions.Finding.NOTHING), e)
                    .with(report(Optional.of(Bound.FAULT)));
        }
    }

    /**
     * Iterative deepening (R. E. Korf, <em>Depth-first iterative-deepening</em>, Artificial Intelligence 27, 1985): searches with a
     * bound on the path that becomes larger until some property is violated, every state was visited, or a bound is met. So a
     * counterexample is at most ten steps longer than a shortest one. What is told is of the last of these searches.
     * States are remembered as in {@link LeastDepths}, so that nothing {@linkplain Verdict.Holds holds}.
     *
     * @param first whether to stop when some property is violated
     * @param progress called about five times a second, in this thread
     */
    public static Report deepen(
            TransitionSystem system,
            List<? extends Property> properties,
            boolean first,
            Bounds bounds,
            Consumer<Statistics> progress) {
        long start = System.nanoTime();
        int deepest = Math.min(bounds.maxDepth(), LeastDepths.MAX_DEPTH);
        for (int depth = Math.min(DEEPENING, deepest); ; depth = Math.min(depth + DEEPENING, deepest)) {
            Duration rest = bounds.time().minusNanos(System.nanoTime() - start);
            Bounds left = bounds.withMaxDepth(depth).withTime(rest.isNegative() ? Duration.ZERO : rest);
            Report report = check(system, properties, new LeastDepths(), first, left, start, progress);
            boolean violated = report.verdicts().values().stream().anyMatch(Verdict.Violated.class::isInstance);
            if (violated || depth == deepest || !report.bound().equals(Optional.of(Bound.DEPTH))) {
                return report;
            }
        }
    }

    private Optional<Bound> run(Watch watch) {
        system.initialStates(successors);
        pushSuccessors();
        long[] state = new long[words];
        while (height > 0) {
            int top = (int) (height - 1) * stride;
            if ((stack[top + words] & ON_PATH) != 0) {
                height--;
                pathLength--;
                continue;
            }
            System.arraycopy(stack, top, state, 0, words);
            int before = visited.add(state, pathLength);
            if (before <= pathLength) {
                height--;
                continue;
            }
            int action = (int) stack[top + words];
            stack[top + words] |= ON_PATH;
            visits++;
            pathLength++;
            longestPath = Math.max(longestPath, pathLength - 1);
            if (pathLength > 1 && before == Visited.NEVER) {
                fresh[action]++;
            }
            expand(state, before < bounds.maxDepth());
            if (questions.hasFindings()) {
                questions.settle((property, finding) -> trace(finding));
                if (questions.allDecided()) {
                    return Optional.empty();
                }
                if (first && questions.anyViolated()) {
                    return Optional.of(Bound.FIRST);
                }
            }
            Optional<Bound> bound = exceeded(watch);
            if (bound.isPresent()) {
                return bound;
            }
        }
        if (expanded < visited.size()) {
            return Optional.of(Bound.DEPTH); // some state was met at the end of a longest path, and never before it
        }
        return visited.omissionProbability() > 0 ? Optional.of(Bound.OMISSION) : eventually();
    }

    /** Where the path ends is in the finding itself; positions are of no use here. */
    private void expand(long[] state, boolean again) {
        questions.checkState(0, Questions.Finding.NONE, state);
        if (pathLength == 1) {
            questions.checkInitial(0, state);
        }
        if (pathLength > bounds.maxDepth()) {
            return;
        }
        successors.clear();
        contract.successors(state, successors);
        if (!again) {
            expanded++;
            transitions += successors.count();
            largestOutDegree = Math.max(largestOutDegree, successors.count());
            for (int i = 0; i < successors.count(); i++) {
                taken[successors.action(i)]++;
            }
        }
        questions.checkSteps(0, state, successors, 0);
        pushSuccessors();
    }

    /** The first successor on top, so that it is visited first. */
    private void pushSuccessors() {
        int count = successors.count();
        if ((height + count) * stride > stack.length) {
            stack = Arrays.copyOf(stack, Math.toIntExact(2 * (height + count) * stride));
        }
        for (int i = count - 1; i >= 0; i--) {
            int at = (int) height * stride;
            System.arraycopy(successors.state(i), 0, stack, at, words);
            stack[at + words] = successors.action(i);
            height++;
        }
    }

    private Trace trace(Questions.Finding finding) {
        List<long[]> states = new ArrayList<>();
        ImmutableIntArray.Builder actions = ImmutableIntArray.builder();
        for (int entry = 0; entry < height; entry++) {
            int at = entry * stride;
            if ((stack[at + words] & ON_PATH) != 0) {
                if (!states.isEmpty()) {
                    actions.add((int) stack[at + words]);
                }
                states.add(Arrays.copyOfRange(stack, at, at + words));
            }
        }
        return finding.endOf(new Trace(system, states, actions.build().asList()));
    }

    private Optional<Bound> exceeded(Watch watch) {
        if (visited.size() >= bounds.maxStates()) {
            return Optional.of(Bound.STATES);
        }
        if (visits % CLOCK_INTERVAL_STATES != 0) {
            return Optional.empty();
        }
        watch.show();
        boolean full = visited.bytesAhead() + 3L * Long.BYTES * stack.length > bounds.memoryBytes();
        return watch.exceeded().or(() -> full ? Optional.of(Bound.MEMORY) : Optional.empty());
    }

    private Optional<Bound> eventually() {
        return questions.eventuallies().isEmpty() ? Optional.empty() : Optional.of(Bound.NOT_ASKED);
    }

    private Statistics statistics() {
        return new Statistics(
                Phase.SEARCH,
                visited.size(),
                visited.size(),
                expanded,
                transitions,
                longestPath,
                0,
                visited.bytes() + (long) Long.BYTES * stack.length,
                0,
                questions.knownToBeViolated(),
                Duration.ofNanos(System.nanoTime() - start));
    }

    private Report report(Optional<Bound> bound) {
        return new Report(
                questions.verdicts(bound, ImmutableLongArray.copyOf(taken)),
                statistics(),
                bound,
                height == 0 && (bound.isEmpty() || bound.get() == Bound.NOT_ASKED),
                0,
                ImmutableLongArray.copyOf(taken).asList(),
                ImmutableLongArray.copyOf(fresh).asList(),
                List.of(),
                largestOutDegree,
                0,
                visited.omissionProbability());
    }
}
