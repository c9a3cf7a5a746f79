package cordon.engine.explore;

import com.google.common.primitives.ImmutableIntArray;
import com.google.common.primitives.ImmutableLongArray;
import cordon.engine.Successors;
import cordon.engine.Trace;
import cordon.engine.TransitionSystem;
import cordon.engine.property.Property;
import cordon.engine.store.BitState;
import cordon.engine.store.Visited;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Random walks from the initial states, each of at most {@link Bounds#maxDepth} steps: a look into a state space too large to be
 * visited. Which walks there are is a function of the seed. They decide nothing but what they come across: what was not
 * violated is {@link Verdict.Incomplete}, always.
 */
public final class RandomWalks {
    private static final int COVERAGE_BITS = 27; // 16 MiB
    private static final int CLOCK_INTERVAL_STATES = 1 << 10;
    private static final int OVERHEAD_BYTES = 32; // of a state in a list

    /** Steps of a walk where {@link Bounds#maxDepth} sets no limit. */
    public static final int DEFAULT_STEPS = 1_000;

    private final TransitionSystem system;
    private final Questions questions;
    private final Contract contract;
    private final boolean first;
    private final Bounds bounds;
    private final BitState seen = new BitState(COVERAGE_BITS);
    private final Successors successors;
    private final long[] taken;
    private final long[] fresh;
    private final long start = System.nanoTime();
    private final int steps;
    private long transitions;
    private long expanded;
    private int longest;
    private int largestOutDegree;

    // Of the walk that goes on:
    private final List<long[]> states = new ArrayList<>();
    private ImmutableIntArray.Builder actions = ImmutableIntArray.builder();

    private RandomWalks(TransitionSystem system, List<? extends Property> properties, boolean first, Bounds bounds) {
        this.system = system;
        this.questions = new Questions(system, properties);
        this.contract = new Contract(system, questions::undecided);
        this.first = first;
        this.bounds = bounds;
        this.successors = new Successors(system.schema().words());
        this.taken = new long[system.actionCount()];
        this.fresh = new long[system.actionCount()];
        this.steps = bounds.maxDepth() == Integer.MAX_VALUE ? DEFAULT_STEPS : bounds.maxDepth();
    }

    /**
     * Walks until every property is answered by what was seen, or a bound is met.
     *
     * @param walks how many walks
     * @param seed of the first walk; the n-th walk after it has a seed larger by n
     * @param first whether to stop when some property is violated
     * @param progress called about five times a second
     * @throws IllegalArgumentException if there is no property, or no initial state, or two properties have one name
     * @throws ModelException if the system or a property fails
     */
    public static Report check(
            TransitionSystem system,
            List<? extends Property> properties,
            long walks,
            long seed,
            boolean first,
            Bounds bounds,
            Consumer<Statistics> progress) {
        Questions.requireSome(properties);
        return new RandomWalks(system, properties, first, bounds).reportAfter(walks, seed, progress);
    }

    private Report reportAfter(long walks, long seed, Consumer<Statistics> progress) {
        try {
            return report(walkAll(walks, seed, new Watch(bounds, this::statistics, progress)));
        } catch (OutOfMemoryError e) {
            states.clear();
            return report(Bound.MEMORY);
        } catch (RuntimeException | AssertionError | StackOverflowError e) {
            throw new Diagnosis(system, questions.undecided()).at(path(), e).with(report(Bound.FAULT));
        }
    }

    private Bound walkAll(long walks, long seed, Watch watch) {
        for (long walk = 0; walk < walks && !questions.allDecided(); walk++) {
            Optional<Bound> met = walk(new Random(seed + walk), watch);
            if (met.isPresent()) {
                return met.get();
            }
            if (first && questions.anyViolated()) {
                return Bound.FIRST;
            }
        }
        return Bound.WALKS;
    }

    /** Walks once; the bound that was met meanwhile, if one was. */
    private Optional<Bound> walk(Random random, Watch watch) {
        states.clear();
        actions = ImmutableIntArray.builder();
        successors.clear();
        system.initialStates(successors);
        for (int step = 0; successors.count() > 0; step++) {
            enter(random.nextInt(successors.count()), step);
            if (questions.hasFindings()) {
                Trace path = path();
                questions.settle((property, finding) -> finding.endOf(path));
            }
            if (step == steps || questions.allDecided()) {
                return Optional.empty();
            }
            if (expanded % CLOCK_INTERVAL_STATES == 0) {
                Optional<Bound> met = watch.exceeded().or(this::met);
                if (met.isPresent()) {
                    return met;
                }
                watch.show();
            }
        }
        return Optional.empty();
    }

    /** Goes to successor number {@code chosen} of the last state, asks about it, and finds its successors. */
    private void enter(int chosen, int step) {
        long[] state = successors.state(chosen).clone();
        if (step > 0) {
            actions.add(successors.action(chosen));
        }
        states.add(state);
        if (step == 0) {
            questions.checkInitial(0, state);
        }
        if (seen.add(state, step) == Visited.NEVER && step > 0) {
            fresh[successors.action(chosen)]++;
        }
        longest = Math.max(longest, step);
        questions.checkState(0, Questions.Finding.NONE, state);
        successors.clear();
        contract.successors(state, successors);
        expanded++;
        transitions += successors.count();
        largestOutDegree = Math.max(largestOutDegree, successors.count());
        for (int i = 0; i < successors.count(); i++) {
            taken[successors.action(i)]++;
        }
        questions.checkSteps(0, state, successors, 0);
    }

    private Optional<Bound> met() {
        if (seen.size() >= bounds.maxStates()) {
            return Optional.of(Bound.STATES);
        }
        return bytes() > bounds.memoryBytes() ? Optional.of(Bound.MEMORY) : Optional.empty();
    }

    private long bytes() {
        return seen.bytes()
                + states.size()
                        * (OVERHEAD_BYTES + (long) Long.BYTES * system.schema().words());
    }

    private Trace path() {
        return new Trace(system, states, actions.build().asList());
    }

    private Report report(Bound bound) {
        return new Report(
                questions.verdicts(Optional.of(bound), ImmutableLongArray.copyOf(taken)),
                statistics(),
                Optional.of(bound),
                false,
                0,
                ImmutableLongArray.copyOf(taken).asList(),
                ImmutableLongArray.copyOf(fresh).asList(),
                List.of(),
                largestOutDegree,
                0,
                1);
    }

    private Statistics statistics() {
        return new Statistics(
                Phase.SEARCH,
                seen.size(),
                seen.size(),
                expanded,
                transitions,
                longest,
                0,
                bytes(),
                0,
                questions.knownToBeViolated(),
                Duration.ofNanos(System.nanoTime() - start));
    }
}
