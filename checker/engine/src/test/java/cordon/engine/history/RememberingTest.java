package cordon.engine.history;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.collect.ImmutableList;
import cordon.engine.Asked;
import cordon.engine.RandomSystem;
import cordon.engine.Trace;
import cordon.engine.TransitionSystem;
import cordon.engine.explore.Bounds;
import cordon.engine.explore.BreadthFirst;
import cordon.engine.explore.Options;
import cordon.engine.explore.Report;
import cordon.engine.explore.Statistics;
import cordon.engine.explore.Verdict;
import cordon.engine.property.Property;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The product of a system and its automata, against a search that keeps each pair of a node and a place in a map. */
class RememberingTest {

    /** Three nodes in a ring: the automaton waits for node 1, then for node 2, so that node 0 is two states of the product. */
    @Test
    void aRingIsWalkedRoundTwice() {
        RandomSystem ring = new RandomSystem(List.of(List.of(1), List.of(2), List.of(0)), 1);
        Automaton automaton = automaton(ring, List.of(1, 2), -1);
        Remembering product = new Remembering(ring, List.of(automaton));
        Property anything = Asked.invariant(s -> true);
        Property notBackAtNode0 =
                Asked.invariant("back", s -> ring.node(s) != 0 || !product.hasSeenAll(automaton, s, 0));

        Report report = check(product, Options.DEFAULT, anything, notBackAtNode0);

        Statistics statistics = report.statistics();
        assertEquals(3, statistics.states(), "of the ring");
        assertEquals(5, statistics.visited(), "0, 1 and 2 for the first time; 0 and 1 for the second");
        assertEquals(2, statistics.depth(), "the last state of the ring is two steps away");
        Trace trace = assertInstanceOf(Verdict.Violated.class, report.verdict(notBackAtNode0))
                .counterexample()
                .orElseThrow();
        assertEquals(3, trace.length());
        Trace plain = product.withoutHistory(trace);
        assertEquals(ring, plain.system());
        assertArrayEquals(plain.state(0), plain.state(3), "one state of the ring");
    }

    @net.jqwik.api.Property(tries = 500)
    void itCountsAndFindsWhatANaiveSearchDoes(
            @ForAll("systems") RandomSystem system,
            @ForAll("nodes") List<Integer> awaited,
            @ForAll @IntRange(min = -1, max = 19) int forgetting,
            @ForAll @IntRange(max = 19) int goal,
            @ForAll @IntRange(min = 1, max = 3) int workers) {
        Automaton automaton = automaton(system, awaited, forgetting);
        Remembering product = new Remembering(system, List.of(automaton));
        Property never = Asked.invariant("never", s -> system.node(s) != goal || !product.hasSeenAll(automaton, s, 0));
        Property anything = Asked.invariant("anything", s -> true);

        Report report = check(product, Options.DEFAULT.withWorkers(workers), anything, never);
        Report plain = check(system, Options.DEFAULT, anything);
        Map<List<Integer>, Integer> naive = naive(system, awaited, forgetting);

        assertEquals(plain.statistics().states(), report.statistics().states());
        assertEquals(plain.statistics().depth(), report.statistics().depth());
        assertEquals(naive.size(), report.statistics().visited());
        OptionalInt shortest = naive.entrySet().stream()
                .filter(e -> e.getKey().equals(List.of(goal, awaited.size())))
                .mapToInt(Map.Entry::getValue)
                .min();
        Verdict verdict = report.verdict(never);
        assertEquals(shortest.isPresent(), verdict instanceof Verdict.Violated);
        if (verdict instanceof Verdict.Violated violated) {
            assertEquals(
                    shortest.getAsInt(), violated.counterexample().orElseThrow().length());
        }
    }

    /** What cannot be counted rightly is refused. */
    @Test
    void aSearchThatWouldForgetIsRefused() {
        RandomSystem ring = new RandomSystem(List.of(List.of(0)), 1);
        Remembering product = new Remembering(ring, List.of(automaton(ring, List.of(0), -1)));
        assertThrows(
                IllegalArgumentException.class,
                () -> check(product, Options.DEFAULT.withSymmetry(true), Asked.invariant(s -> true)));
    }

    @Provide
    Arbitrary<RandomSystem> systems() {
        return RandomSystem.arbitrary(20);
    }

    @Provide
    Arbitrary<List<Integer>> nodes() {
        return Arbitraries.integers().between(0, 19).list().ofMinSize(1).ofMaxSize(3);
    }

    private static Report check(TransitionSystem system, Options options, Property... properties) {
        return BreadthFirst.check(system, List.of(properties), options, Bounds.unlimited(), s -> {});
    }

    /** Waits for arrivals at {@code awaited} in turn; an arrival at {@code forgetting} takes it back. */
    private static Automaton automaton(RandomSystem system, List<Integer> awaited, int forgetting) {
        return new Automaton(
                "test",
                1,
                awaited.stream().map(node -> arrival(system, node)).collect(ImmutableList.toImmutableList()),
                forgetting < 0 ? ImmutableList.of() : ImmutableList.of(arrival(system, forgetting)),
                system.actionCount());
    }

    private static Automaton.Event arrival(RandomSystem system, int node) {
        return new Automaton.Event() {
            @Override
            public boolean judges(int action) {
                return true;
            }

            @Override
            public boolean happens(int binding, long[] before, int action, long[] after) {
                return system.node(after) == node;
            }
        };
    }

    /** The distance of each reachable pair of a node and a place. */
    private static Map<List<Integer>, Integer> naive(RandomSystem system, List<Integer> awaited, int forgetting) {
        Map<List<Integer>, Integer> distances = new HashMap<>();
        Deque<List<Integer>> queue = new ArrayDeque<>();
        for (int node : system.initialNodes()) {
            distances.put(List.of(node, 0), 0);
            queue.add(List.of(node, 0));
        }
        while (!queue.isEmpty()) {
            List<Integer> pair = queue.remove();
            for (int target : system.edges(pair.get(0))) {
                int place = pair.get(1);
                if (place > 0 && target == forgetting) {
                    place = 0;
                } else if (place < awaited.size() && target == awaited.get(place)) {
                    place++;
                }
                if (distances.putIfAbsent(List.of(target, place), distances.getOrDefault(pair, 0) + 1) == null) {
                    queue.add(List.of(target, place));
                }
            }
        }
        return distances;
    }
}
