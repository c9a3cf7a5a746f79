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
    private static final int CLOCK_INTERVAL_WALKS = 16;
    private static final long PROGRESS_NANOS = 200_000_000;

    /** Steps of a walk where {@link Bounds#maxDepth} sets no limit. */
    public static final int DEFAULT_STEPS = 1_000;

    private RandomWalks() {}

    /**
     * Walks until every property is answered by what was seen, or a bound is met.
     *
     * @param walks how many walks
     * @param seed of the first walk; the n-th walk after it has a seed larger by n
     * @param progress called about five times a second
     */
    public static Report check(
            TransitionSystem system,
            List<? extends Property> properties,
            long walks,
            long seed,
            Options options,
            Bounds bounds,
            Consumer<Statistics> progress) {
        Questions questions = new Questions(system, properties);
        BitState seen = new BitState(COVERAGE_BITS);
        Successors successors = new Successors(system.schema().words());
        long[] taken = new long[system.actionCount()];
        long[] fresh = new long[system.actionCount()];
        int steps = bounds.maxDepth() == Integer.MAX_VALUE ? DEFAULT_STEPS : bounds.maxDepth();
        long start = System.nanoTime();
        long nextProgress = start + PROGRESS_NANOS;
        long transitions = 0;
        long expanded = 0;
        int longest = 0;
        int largestOutDegree = 0;
        Bound bound = Bound.WALKS;
        for (long walk = 0; walk < walks && !questions.allDecided(); walk++) {
            Random random = new Random(seed + walk);
            List<long[]> states = new ArrayList<>();
            ImmutableIntArray.Builder actions = ImmutableIntArray.builder();
            successors.clear();
            system.initialStates(successors);
            int chosen = random.nextInt(successors.count());
            for (int step = 0; successors.count() > 0; step++) {
                long[] state = successors.state(chosen).clone();
                if (step > 0) {
                    actions.add(successors.action(chosen));
                } else {
                    questions.checkInitial(0, state);
                }
                states.add(state);
                if (seen.add(state, step) == Visited.NEVER && step > 0) {
                    fresh[successors.action(chosen)]++;
                }
                longest = Math.max(longest, step);
                questions.checkState(0, Questions.Finding.NONE, state);
                successors.clear();
                system.successors(state, successors);
                expanded++;
                transitions += successors.count();
                largestOutDegree = Math.max(largestOutDegree, successors.count());
                for (int i = 0; i < successors.count(); i++) {
                    taken[successors.action(i)]++;
                }
                questions.checkSteps(0, state, successors, 0);
                if (questions.hasFindings()) {
                    Trace path = new Trace(system, states, actions.build());
                    questions.settle((property, finding) -> finding.endOf(path));
                }
                if (step == steps || questions.allDecided() || successors.count() == 0) {
                    break;
                }
                chosen = random.nextInt(successors.count());
            }
            if (options.first() && questions.anyViolated()) {
                bound = Bound.FIRST;
                break;
            }
            if (walk % CLOCK_INTERVAL_WALKS == 0) {
                long now = System.nanoTime();
                if (bounds.interrupted().getAsBoolean()) {
                    bound = Bound.INTERRUPT;
                    break;
                }
                if (now - start > bounds.time().toNanos()) {
                    bound = Bound.TIME;
                    break;
                }
                if (now >= nextProgress) {
                    progress.accept(statistics(seen, expanded, transitions, longest, start));
                    nextProgress = now + PROGRESS_NANOS;
                }
            }
        }
        return new Report(
                questions.verdicts(Optional.of(bound), ImmutableLongArray.copyOf(taken)),
                statistics(seen, expanded, transitions, longest, start),
                Optional.of(bound),
                false,
                0,
                ImmutableLongArray.copyOf(taken),
                ImmutableLongArray.copyOf(fresh),
                ImmutableLongArray.of(),
                largestOutDegree,
                1);
    }

    private static Statistics statistics(BitState seen, long expanded, long transitions, int longest, long start) {
        return new Statistics(
                seen.size(),
                seen.size(),
                expanded,
                transitions,
                longest,
                0,
                seen.bytes(),
                0,
                Duration.ofNanos(System.nanoTime() - start));
    }
}
