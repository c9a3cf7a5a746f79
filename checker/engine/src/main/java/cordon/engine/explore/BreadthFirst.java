package cordon.engine.explore;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Lists;
import com.google.common.primitives.ImmutableIntArray;
import com.google.common.primitives.ImmutableLongArray;
import cordon.engine.Successors;
import cordon.engine.Trace;
import cordon.engine.TransitionSystem;
import cordon.engine.property.DeadlockFree;
import cordon.engine.property.Eventually;
import cordon.engine.property.Invariant;
import cordon.engine.property.Property;
import cordon.engine.property.Reachable;
import cordon.engine.property.StepInvariant;
import cordon.engine.store.StateStore;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Sequential breadth-first search over all reachable states, with several properties in one run.
 *
 * <p>Why the answers are right. The {@link StateStore} numbers states in the order they are found, and states are
 * expanded in that order. By induction on the distance {@code d} from an initial state: all states at distance {@code d}
 * are numbered before any at {@code d+1}, for a state at {@code d+1} is found only by expanding one at {@code d}, and all
 * of those are expanded before any later one. So
 *
 * <ul>
 *   <li>when every number has been expanded, every reachable state has been visited: what was not violated, holds;
 *   <li>the first violation met is at the smallest possible distance: its trace, read back along the links of the store,
 *       is a shortest one.
 * </ul>
 *
 * <p>An {@link Eventually} is decided when every state is known: {@link FairRuns}. Its counterexample is a lasso whose stem is a
 * shortest path to the first state of its loop.
 *
 * <p>The search ends early only at the end of a level or at a bound. At the end of a level, if every property is decided:
 * so the number of states does not depend on the order within a level. At a bound: then the undecided properties are
 * {@link Verdict.Incomplete}, never anything else.
 */
public final class BreadthFirst {
    private static final int CLOCK_INTERVAL_STATES = 256;
    private static final int LARGEST_OUT_DEGREE = 1 << 12; // for foreseeing memory; more only makes the forecast late
    private static final Duration PROGRESS_INTERVAL = Duration.ofMillis(200);

    private final TransitionSystem system;
    private final Bounds bounds;
    private final StateStore store;
    private final Successors successors;
    private final long[] taken;
    private final long start = System.nanoTime();

    private final Map<Property, Verdict> verdicts = new LinkedHashMap<>();
    private final List<Invariant> invariants = new ArrayList<>();
    private final List<StepInvariant> stepInvariants = new ArrayList<>();
    private final List<Reachable> reachables = new ArrayList<>();
    private final List<DeadlockFree> deadlocks = new ArrayList<>();
    private final List<Eventually> eventuallies = new ArrayList<>();

    private long expanded;
    private long levelEnd;
    private long transitions;
    private int depth;
    private boolean unexpanded;

    private BreadthFirst(TransitionSystem system, Bounds bounds) {
        this.system = system;
        this.bounds = bounds;
        this.store = new StateStore(system.schema().words());
        this.successors = new Successors(system.schema().words());
        this.taken = new long[system.actionCount()];
    }

    /**
     * Searches until every property is decided, every state is visited, or a bound is met.
     *
     * @param progress called about five times a second, in this thread
     * @throws IllegalArgumentException if the system has more actions than a store can tell apart
     */
    public static Report check(
            TransitionSystem system,
            List<? extends Property> properties,
            Bounds bounds,
            Consumer<Statistics> progress) {
        if (system.actionCount() > StateStore.MAX_ACTION) {
            throw new IllegalArgumentException(
                    system.actionCount() + " actions; at most " + StateStore.MAX_ACTION + " are possible");
        }
        BreadthFirst search = new BreadthFirst(system, bounds);
        properties.forEach(search::ask);
        Optional<Bound> bound = search.run(progress);
        return search.report(properties, bound.or(search::checkEventuallies));
    }

    private void ask(Property property) {
        if (property instanceof Invariant p) {
            invariants.add(p);
        } else if (property instanceof StepInvariant p) {
            stepInvariants.add(p);
        } else if (property instanceof Reachable p) {
            reachables.add(p);
        } else if (property instanceof DeadlockFree p) {
            deadlocks.add(p);
        } else if (property instanceof Eventually p) {
            eventuallies.add(p);
        }
    }

    private Optional<Bound> run(Consumer<Statistics> progress) {
        system.initialStates(successors);
        for (int i = 0; i < successors.count(); i++) {
            long number = store.insert(successors.state(i), store.size(), 0);
            if (number >= 0) {
                checkInvariants(number, successors.state(i));
            }
        }
        levelEnd = store.size();
        long[] state = new long[system.schema().words()];
        long nextProgress = start + PROGRESS_INTERVAL.toNanos();
        while (expanded < store.size()) {
            if (expanded == levelEnd) {
                depth++;
                levelEnd = store.size();
                if (allDecided()) {
                    unexpanded = true;
                    return Optional.empty();
                }
            }
            Optional<Bound> bound = exceeded();
            if (bound.isPresent()) {
                unexpanded = true;
                return bound;
            }
            if (expanded % CLOCK_INTERVAL_STATES == 0 && System.nanoTime() >= nextProgress) {
                progress.accept(statistics());
                nextProgress = System.nanoTime() + PROGRESS_INTERVAL.toNanos();
            }
            store.read(expanded, state);
            expand(expanded, state);
            expanded++;
        }
        return Optional.empty();
    }

    private void expand(long number, long[] state) {
        successors.clear();
        system.successors(state, successors);
        int count = successors.count();
        transitions += count;
        for (int i = 0; i < count; i++) {
            int action = successors.action(i);
            long[] next = successors.state(i);
            taken[action]++;
            checkStep(number, state, action, next);
            long added = store.insert(next, number, action);
            if (added >= 0) {
                checkInvariants(added, next);
            }
        }
        checkDeadlock(number, state);
    }

    private void checkInvariants(long number, long[] state) {
        for (int i = invariants.size() - 1; i >= 0; i--) {
            if (!invariants.get(i).holds(state)) {
                verdicts.put(invariants.remove(i), violated(traceTo(number)));
            }
        }
    }

    private void checkStep(long number, long[] state, int action, long[] next) {
        for (int i = stepInvariants.size() - 1; i >= 0; i--) {
            if (!stepInvariants.get(i).holds(state, action, next)) {
                verdicts.put(stepInvariants.remove(i), violated(traceTo(number, action, next)));
            }
        }
        for (int i = reachables.size() - 1; i >= 0; i--) {
            if (reachables.get(i).reached(state, action, next)) {
                verdicts.put(reachables.remove(i), new Verdict.Holds(Optional.of(traceTo(number, action, next))));
            }
        }
    }

    private void checkDeadlock(long number, long[] state) {
        for (int i = deadlocks.size() - 1; i >= 0; i--) {
            DeadlockFree property = deadlocks.get(i);
            if (!makesProgress(property) && !property.mayEnd(state)) {
                verdicts.put(deadlocks.remove(i), violated(traceTo(number)));
            }
        }
    }

    /** When every state is known; what ends it early, if anything does. */
    private Optional<Bound> checkEventuallies() {
        for (Eventually property : eventuallies) {
            if (bounds.interrupted().getAsBoolean()) {
                return Optional.of(Bound.INTERRUPT);
            }
            if (store.bytes() + FairRuns.bytes(store.size(), transitions) > bounds.memoryBytes()) {
                return Optional.of(Bound.MEMORY);
            }
            Optional<FairRuns.Loop> loop = FairRuns.find(system, store, property);
            verdicts.put(
                    property, loop.isPresent() ? violated(lasso(loop.get())) : new Verdict.Holds(Optional.empty()));
        }
        return Optional.empty();
    }

    private boolean makesProgress(DeadlockFree property) {
        for (int i = 0; i < successors.count(); i++) {
            if (property.isProgress(successors.action(i))) {
                return true;
            }
        }
        return false;
    }

    private boolean allDecided() {
        return invariants.isEmpty()
                && stepInvariants.isEmpty()
                && reachables.isEmpty()
                && deadlocks.isEmpty()
                && eventuallies.isEmpty();
    }

    private Optional<Bound> exceeded() {
        if (store.size() >= bounds.maxStates()) {
            return Optional.of(Bound.STATES);
        }
        if (depth >= bounds.maxDepth()) {
            return Optional.of(Bound.DEPTH);
        }
        if (store.bytesAfterGrowth(LARGEST_OUT_DEGREE) > bounds.memoryBytes()) {
            return Optional.of(Bound.MEMORY);
        }
        if (expanded % CLOCK_INTERVAL_STATES == 0) {
            if (bounds.interrupted().getAsBoolean()) {
                return Optional.of(Bound.INTERRUPT);
            }
            if (elapsed().compareTo(bounds.time()) > 0) {
                return Optional.of(Bound.TIME);
            }
        }
        return Optional.empty();
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private Statistics statistics() {
        return new Statistics(store.size(), expanded, transitions, depth(), store.bytes(), elapsed());
    }

    /** The states beyond the end of the level in progress are one step further away. */
    private int depth() {
        return store.size() > levelEnd ? depth + 1 : depth;
    }

    private Report report(List<? extends Property> properties, Optional<Bound> bound) {
        ImmutableMap.Builder<Property, Verdict> all = ImmutableMap.builder();
        for (Property property : properties) {
            Verdict verdict = verdicts.get(property);
            all.put(property, verdict != null ? verdict : undecided(property, bound));
        }
        return new Report(
                all.buildOrThrow(), statistics(), bound, !unexpanded, depth, ImmutableLongArray.copyOf(taken));
    }

    private static Verdict undecided(Property property, Optional<Bound> bound) {
        if (bound.isPresent()) {
            return new Verdict.Incomplete(bound.get());
        }
        return property instanceof Reachable
                ? new Verdict.Violated(Optional.empty())
                : new Verdict.Holds(Optional.empty());
    }

    private static Verdict violated(Trace trace) {
        return new Verdict.Violated(Optional.of(trace));
    }

    private Trace traceTo(long number) {
        Deque<long[]> states = new ArrayDeque<>();
        List<Integer> actions = new ArrayList<>();
        long at = number;
        while (store.parent(at) != at) {
            states.addFirst(read(at));
            actions.add(store.action(at));
            at = store.parent(at);
        }
        states.addFirst(read(at));
        return new Trace(system, states, ImmutableIntArray.copyOf(Lists.reverse(actions)));
    }

    private Trace lasso(FairRuns.Loop loop) {
        Trace trace = traceTo(loop.start());
        int stem = trace.length();
        for (int i = 0; i < loop.actions().length(); i++) {
            trace = trace.then(loop.actions().get(i), read(loop.loop().get(i)));
        }
        return trace.looping(stem);
    }

    private Trace traceTo(long number, int action, long[] after) {
        return traceTo(number).then(action, after.clone());
    }

    private long[] read(long number) {
        long[] state = new long[system.schema().words()];
        store.read(number, state);
        return state;
    }
}
