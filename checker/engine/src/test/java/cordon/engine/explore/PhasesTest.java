package cordon.engine.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cordon.engine.Asked;
import cordon.engine.DerivedSystem;
import cordon.engine.Fairness;
import cordon.engine.RandomSystem;
import cordon.engine.Successors;
import cordon.engine.ToyFamily;
import cordon.engine.TransitionSystem;
import cordon.engine.property.Property;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A bound that is met when all states are known, and only the fair runs are still to be looked for, ends that too. */
class PhasesTest {
    private static final ToyFamily TOY = new ToyFamily(5, 2);
    private static final Property ENDS = TOY.everyInvalidationEnds();
    private static final Property VIOLATED = Asked.invariant("violated", s -> TOY.freePages(s) > 0);

    @TempDir
    private Path directory;

    /** Counts the expansions of states: each state is expanded once by the search, and once more for the graph. */
    private static class Counting extends DerivedSystem {
        final AtomicLong expansions = new AtomicLong();

        Counting(TransitionSystem system) {
            super(system);
        }

        @Override
        public void successors(long[] state, Successors out) {
            expansions.incrementAndGet();
            super.successors(state, out);
        }

        @Override
        public Fairness fairness() {
            return system.fairness();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void anInterruptLeavesTheVerdictsBeforeItAndACheckpoint(int workers) throws CheckpointException {
        Counting counting = new Counting(TOY);
        long states = TOY.expectedStates();
        Bounds bounds = Bounds.unlimited().withInterrupt(() -> counting.expansions.get() > states + states / 2);
        Report stopped =
                BreadthFirst.resume(counting, List.of(VIOLATED, ENDS), options(workers, false), bounds, s -> {});
        assertEquals(new Verdict.Incomplete(Bound.INTERRUPT), stopped.verdict(ENDS));
        assertInstanceOf(Verdict.Violated.class, stopped.verdict(VIOLATED));
        assertEquals(Set.of(VIOLATED), stopped.statistics().violated());
        assertTrue(counting.expansions.get() < 2 * states, "the graph was not finished");

        Counting again = new Counting(TOY);
        Report resumed = BreadthFirst.resume(
                again, List.of(VIOLATED, ENDS), options(workers, true), Bounds.unlimited(), s -> {});
        assertInstanceOf(Verdict.Holds.class, resumed.verdict(ENDS));
        assertEquals(states, resumed.statistics().states());
        assertTrue(again.expansions.get() < 2 * states, "the states were not searched again");
    }

    /** Each expansion takes so long that the limit lies in the middle of the graph. */
    @Test
    void theLimitOfTimeIsOneOfAllPhases() {
        ToyFamily toy = new ToyFamily(4, 2);
        Counting slow = new Counting(toy) {
            @Override
            public void successors(long[] state, Successors out) {
                super.successors(state, out);
                if (expansions.get() > toy.expectedStates() && expansions.get() % 8 == 0) {
                    sleep(1);
                }
            }
        };
        Bounds bounds = Bounds.unlimited().withTime(Duration.ofSeconds(1));
        Set<Phase> shown = new ConcurrentSkipListSet<>();
        Property ends = toy.everyInvalidationEnds();
        Report report = BreadthFirst.check(slow, List.of(ends), bounds, s -> shown.add(s.phase()));
        assertEquals(new Verdict.Incomplete(Bound.TIME), report.verdict(ends));
        assertTrue(shown.contains(Phase.GRAPH), () -> "shown: " + shown);
    }

    /** A search that is resumed has all the time that it is given, however long those before it took. */
    @Test
    void theLimitOfTimeIsOneOfThisRun() throws CheckpointException {
        Bounds none = Bounds.unlimited().withMaxDepth(3);
        BreadthFirst.resume(TOY, List.of(VIOLATED, ENDS), options(1, false), none, s -> {});
        sleep(20);
        Bounds less = Bounds.unlimited().withTime(Duration.ofMillis(10)); // than the runs before took
        long before = 0;
        for (int run = 0; run < 3; run++) {
            Report report = BreadthFirst.resume(TOY, List.of(VIOLATED, ENDS), options(1, true), less, s -> {});
            assertTrue(report.statistics().expanded() > before, "it made no progress");
            before = report.statistics().expanded();
        }
    }

    /** With 512 numbers for each level, which was so once, its graph would need gigabytes. */
    @Test
    void theGraphOfAThinSystemIsNoLargerThanItsStates() {
        int length = 200_000;
        RandomSystem chain = new RandomSystem(
                IntStream.rangeClosed(0, length)
                        .mapToObj(node -> node < length ? List.of(node + 1) : List.<Integer>of())
                        .toList(),
                1);
        Property arrives = Asked.eventually(1, (s, obligation) -> chain.node(s) < length);
        Report report =
                BreadthFirst.check(chain, List.of(arrives), Bounds.unlimited().withMemoryBytes(200 << 20), s -> {});
        assertEquals(length + 1, report.statistics().states());
        assertInstanceOf(Verdict.Holds.class, report.verdict(arrives));
    }

    private static void sleep(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Options options(int workers, boolean resume) {
        Path file = directory.resolve("phases.checkpoint");
        return Options.DEFAULT
                .withWorkers(workers)
                .withCheckpointing(new Checkpointing(file, Duration.ofDays(1), "test", resume, problem -> {
                    throw new AssertionError(problem);
                }));
    }
}
