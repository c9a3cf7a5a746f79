package cordon.engine.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cordon.engine.Asked;
import cordon.engine.RandomSystem;
import cordon.engine.Successors;
import cordon.engine.ToyFamily;
import cordon.engine.Trace;
import cordon.engine.TransitionSystem;
import cordon.engine.property.Property;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.IntPredicate;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Known answers first; then random systems against a textbook search; then every bound. */
class BreadthFirstTest {

    @ParameterizedTest
    @CsvSource({"3, 2, 2001", "4, 2, 16117", "5, 2, 139305", "3, 3, 55563", "3, 4, 1798833"})
    void theToyFamilyHasTheStatesThatItsFormulaGives(int devices, int pages, long states) {
        ToyFamily toy = new ToyFamily(devices, pages);
        assertEquals(states, toy.expectedStates());
        Property noStale = Asked.invariant(s -> !toy.stale(s));
        Report report = check(toy, noStale);
        assertEquals(states, report.statistics().states());
        assertEquals(states, report.statistics().expanded());
        assertInstanceOf(Verdict.Holds.class, report.verdict(noStale));
        assertTrue(report.exhaustive());
    }

    /** Large enough for the tree to be planted anew, the table to grow, and workers to meet within a level. */
    @ParameterizedTest
    @CsvSource({"1", "2", "3"})
    void aToyOfSeveralWordsIsCountedRightToo(int workers) {
        ToyFamily toy = ToyFamily.spreadOverWords(5, 2);
        assertTrue(toy.schema().words() > 3);
        Report report = BreadthFirst.check(
                toy, toy.properties(), Options.DEFAULT.withWorkers(workers), Bounds.unlimited(), s -> {});
        assertEquals(toy.expectedStates(), report.statistics().states());
        assertEquals(1_413_791, report.statistics().transitions());
        report.verdicts().values().forEach(v -> assertInstanceOf(Verdict.Holds.class, v));
    }

    /** A violation in a state space of several words: the trace is read back through the tree. */
    @Test
    void aTraceIsReadBackAfterTheTreeWasPlantedAnew() {
        ToyFamily toy = ToyFamily.spreadOverWords(5, 2);
        Property notAllFree = Asked.invariant(s -> toy.freePages(s) < 2 || toy.devicesInQuarantine(s) < 5);
        Report report = BreadthFirst.check(
                toy, List.of(notAllFree), Options.DEFAULT.withWorkers(2), Bounds.unlimited(), s -> {});
        Trace trace = assertInstanceOf(Verdict.Violated.class, report.verdict(notAllFree))
                .counterexample()
                .orElseThrow();
        assertEquals(9, trace.length()); // two unmaps, five timeouts, two frees
        Successors successors = new Successors(toy.schema().words());
        for (int n = 1; n <= trace.length(); n++) {
            successors.clear();
            toy.successors(trace.state(n - 1), successors);
            boolean possible = false;
            for (int i = 0; i < successors.count(); i++) {
                possible |=
                        successors.action(i) == trace.action(n) && Arrays.equals(successors.state(i), trace.state(n));
            }
            assertTrue(possible, "step " + n);
        }
    }

    /** Recorded with Spin 6.5.2, TLC 2.18 and Rumur 2022.08, which agree. */
    @Test
    void transitionsAndDepthOfTheToyFamilyAreThoseOfOtherTools() {
        Statistics statistics =
                check(new ToyFamily(5, 2), Asked.invariant(s -> true)).statistics();
        assertEquals(1_413_791, statistics.transitions());
        assertEquals(17, statistics.depth() + 1, "levels");
    }

    @net.jqwik.api.Property(tries = 1000)
    void findsWhatATextbookSearchFinds(
            @ForAll("systems") RandomSystem system, @ForAll @IntRange(min = 0, max = 39) int node) {
        Map<Integer, Integer> distances = textbook(system);
        Property isNot = Asked.invariant(s -> system.node(s) != node);
        Property noStepTo = Asked.step((before, after) -> system.node(after) != node);
        Property can = Asked.reachable((before, after) -> system.node(after) == node);
        Property notStuck = Asked.deadlockFree(s -> false);

        Report report = check(system, isNot, noStepTo, can, notStuck);

        boolean early = !report.exhaustive();
        assertEquals(early, report.statistics().states() != report.statistics().expanded());
        if (!early) {
            assertEquals(distances.size(), report.statistics().states());
        }
        OptionalInt visit = first(distances, n -> n == node, 0);
        assertShortest(report.verdict(isNot), visit, node, system);
        OptionalInt arrival = first(distances, n -> system.edges(n).contains(node), 1);
        assertShortest(report.verdict(noStepTo), arrival, node, system);
        Verdict reached = report.verdict(can);
        assertEquals(arrival.isPresent(), reached instanceof Verdict.Holds);
        OptionalInt stuck = first(distances, n -> system.edges(n).isEmpty(), 0);
        Verdict deadlock = report.verdict(notStuck);
        assertEquals(stuck.isPresent(), deadlock instanceof Verdict.Violated);
        if (deadlock instanceof Verdict.Violated v) {
            assertEquals(stuck.getAsInt(), v.counterexample().orElseThrow().length());
        }
    }

    @net.jqwik.api.Property(tries = 200)
    void theNumberOfStatesIsThatOfTheTextbookSearch(@ForAll("systems") RandomSystem system) {
        Report report = check(system, Asked.invariant(s -> true));
        assertEquals(textbook(system).size(), report.statistics().states());
        assertEquals(
                textbook(system).values().stream()
                        .mapToInt(Integer::intValue)
                        .max()
                        .orElse(0),
                report.statistics().depth());
    }

    /** Same verdicts, states, levels, transitions by action and lengths; also at every bound that is not of time or memory. */
    @net.jqwik.api.Property(tries = 500)
    void anyNumberOfWorkersGivesTheSameAnswers(
            @ForAll("large") RandomSystem system,
            @ForAll @IntRange(max = 1999) int node,
            @ForAll @IntRange(min = 2, max = 4) int workers,
            @ForAll @IntRange(min = 1, max = 4000) int maxStates,
            @ForAll boolean first) {
        List<Property> properties = List.of(
                Asked.invariant(s -> system.node(s) != node),
                Asked.step((before, after) -> system.node(before) != node || system.node(after) % 2 == 0),
                Asked.reachable((before, after) -> system.node(after) == node),
                Asked.deadlockFree(s -> system.node(s) != node),
                Asked.eventually(s -> system.node(s) != node, s -> true));
        Bounds bounds = Bounds.unlimited().withMaxStates(maxStates);
        Options options = Options.DEFAULT.withFirst(first);
        Report one = BreadthFirst.check(system, properties, options, bounds, s -> {});
        Report many = BreadthFirst.check(system, properties, options.withWorkers(workers), bounds, s -> {});
        assertEquals(one.levels(), many.levels());
        assertEquals(one.taken(), many.taken());
        assertEquals(one.bound(), many.bound());
        assertEquals(one.exhaustive(), many.exhaustive());
        assertEquals(one.statistics().states(), many.statistics().states());
        assertEquals(one.statistics().transitions(), many.statistics().transitions());
        for (Property property : properties) {
            assertEquals(
                    one.verdict(property).getClass(), many.verdict(property).getClass(), property.name());
            if (one.verdict(property) instanceof Verdict.Violated violated
                    && violated.counterexample().isPresent()
                    && !property.name().equals("eventually")) {
                Trace other = ((Verdict.Violated) many.verdict(property))
                        .counterexample()
                        .orElseThrow();
                assertEquals(violated.counterexample().get().length(), other.length());
                assertIsPath(other, system);
            }
        }
    }

    @Provide
    Arbitrary<RandomSystem> large() {
        return RandomSystem.arbitrary(2000);
    }

    @Provide
    Arbitrary<RandomSystem> systems() {
        return RandomSystem.arbitrary(40);
    }

    @Test
    void stepsThatChangeNothingAreStepsToo() {
        RandomSystem loop = new RandomSystem(List.of(List.of(0)), 1);
        Property never = Asked.step((before, after) -> false);
        Verdict verdict = check(loop, never).verdict(never);
        assertEquals(
                1,
                assertInstanceOf(Verdict.Violated.class, verdict)
                        .counterexample()
                        .orElseThrow()
                        .length());
    }

    @Test
    void onlyStepsThatCountKeepAStateFromBeingStuck() {
        RandomSystem loop = new RandomSystem(List.of(List.of(0)), 1);
        Property live = Asked.deadlockFree(s -> false, action -> true);
        Property idle = Asked.deadlockFree(s -> false, action -> false);
        Property atRest = Asked.deadlockFree(s -> true, action -> false);
        assertInstanceOf(Verdict.Holds.class, check(loop, live).verdict(live));
        assertInstanceOf(Verdict.Violated.class, check(loop, idle).verdict(idle));
        assertInstanceOf(Verdict.Holds.class, check(loop, atRest).verdict(atRest));
    }

    @Test
    void aBoundLeavesUndecidedPropertiesIncompleteAndDecidedOnesDecided() {
        ToyFamily toy = new ToyFamily(5, 2);
        Property holds = Asked.invariant(s -> true);
        Property fails = Asked.step((before, after) -> false);
        Property unreachable = Asked.reachable((before, after) -> false);
        Map<Bound, Bounds> bounds = Map.of(
                Bound.STATES, Bounds.unlimited().withMaxStates(100),
                Bound.DEPTH, Bounds.unlimited().withMaxDepth(3),
                Bound.TIME, Bounds.unlimited().withTime(Duration.ZERO),
                Bound.MEMORY, Bounds.unlimited().withMemoryBytes(1_000_000),
                Bound.INTERRUPT, Bounds.unlimited().withInterrupt(afterPolls(3)));
        bounds.forEach((bound, limit) -> {
            Report report = BreadthFirst.check(toy, List.of(holds, fails, unreachable), limit, s -> {});
            assertEquals(bound, report.bound().orElseThrow());
            assertFalse(report.exhaustive());
            assertTrue(report.statistics().states() < toy.expectedStates());
            assertEquals(new Verdict.Incomplete(bound), report.verdict(holds));
            assertEquals(new Verdict.Incomplete(bound), report.verdict(unreachable));
            if (bound != Bound.TIME) { // which stops before the first step
                assertInstanceOf(Verdict.Violated.class, report.verdict(fails));
            }
        });
    }

    @Test
    void aBoundThatIsNeverMetChangesNothing() {
        ToyFamily toy = new ToyFamily(3, 2);
        Property holds = Asked.invariant(s -> true);
        Bounds bounds = Bounds.unlimited().withMaxStates(2002).withMaxDepth(1000);
        Report report = BreadthFirst.check(toy, List.of(holds), bounds, s -> {});
        assertInstanceOf(Verdict.Holds.class, report.verdict(holds));
        assertTrue(report.exhaustive());
    }

    @Test
    void theSearchEndsWithTheLevelInWhichTheLastPropertyIsDecided() {
        ToyFamily toy = new ToyFamily(4, 2);
        Report report = check(toy, Asked.step((before, after) -> false));
        assertFalse(report.exhaustive());
        assertTrue(report.bound().isEmpty());
        assertEquals(1, report.statistics().depth());
    }

    /** The textbook: a map from node to distance, a queue of nodes. */
    private static Map<Integer, Integer> textbook(RandomSystem system) {
        Map<Integer, Integer> distances = new HashMap<>();
        Deque<Integer> queue = new ArrayDeque<>();
        for (int node : system.initialNodes()) {
            distances.put(node, 0);
            queue.add(node);
        }
        while (!queue.isEmpty()) {
            int node = queue.remove();
            int distance = distances.getOrDefault(node, 0);
            for (int next : system.edges(node)) {
                if (distances.putIfAbsent(next, distance + 1) == null) {
                    queue.add(next);
                }
            }
        }
        return distances;
    }

    private static OptionalInt first(Map<Integer, Integer> distances, IntPredicate wanted, int further) {
        return distances.entrySet().stream()
                .filter(e -> wanted.test(e.getKey()))
                .mapToInt(e -> e.getValue() + further)
                .min();
    }

    private static void assertShortest(Verdict verdict, OptionalInt distance, int node, RandomSystem system) {
        assertEquals(distance.isPresent(), verdict instanceof Verdict.Violated);
        if (verdict instanceof Verdict.Violated v) {
            Trace trace = v.counterexample().orElseThrow();
            assertEquals(distance.getAsInt(), trace.length());
            assertEquals(node, system.node(trace.state(trace.length())));
            assertIsPath(trace, system);
        }
    }

    private static void assertIsPath(Trace trace, RandomSystem system) {
        assertTrue(system.initialNodes().contains(system.node(trace.state(0))));
        for (int n = 1; n <= trace.length(); n++) {
            List<Integer> edges = system.edges(system.node(trace.state(n - 1)));
            assertEquals(edges.get(trace.action(n)), system.node(trace.state(n)));
        }
    }

    private static BooleanSupplier afterPolls(int polls) {
        AtomicInteger left = new AtomicInteger(polls);
        return () -> left.decrementAndGet() < 0;
    }

    private static Report check(TransitionSystem system, Property... properties) {
        return BreadthFirst.check(system, List.of(properties), Bounds.unlimited(), s -> {});
    }

    /** Every system in these tests must give the same successors each time it is asked. */
    @net.jqwik.api.Property(tries = 100)
    void successorsAreAFunctionOfTheState(@ForAll("systems") RandomSystem system) {
        Successors once = new Successors(system.schema().words());
        Successors again = new Successors(system.schema().words());
        system.initialStates(once);
        long[] state = once.state(0).clone();
        once.clear();
        system.successors(state, once);
        system.successors(state, again);
        assertEquals(once.count(), again.count());
        for (int i = 0; i < once.count(); i++) {
            assertEquals(system.node(once.state(i)), system.node(again.state(i)));
        }
    }
}
