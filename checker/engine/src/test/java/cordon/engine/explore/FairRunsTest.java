package cordon.engine.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cordon.engine.Asked;
import cordon.engine.Fairness;
import cordon.engine.RandomSystem;
import cordon.engine.ToyFamily;
import cordon.engine.Trace;
import cordon.engine.property.Property;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Known answers first; then random systems against a search through all sets of states that a run could stay in. */
class FairRunsTest {
    private static final int NODES = 8;

    /** 0 and 1 lead to each other; the way out, from 0 to 2, is the second edge, which is strongly fair. */
    @Test
    void aStronglyFairActionIsTakenIfItIsEnabledAgainAndAgain() {
        RandomSystem system = new RandomSystem(List.of(List.of(1, 2), List.of(0), List.of()), 1);
        assertEquals(false, isViolated(system, n -> n != 2, n -> true));
    }

    /** The same, but the way out is the third edge, which is weakly fair and not enabled in 1. */
    @Test
    void aWeaklyFairActionThatIsDisabledNowAndThenMayBeMissedForEver() {
        RandomSystem system = new RandomSystem(List.of(List.of(1, 1, 2), List.of(0), List.of()), 1);
        assertEquals(true, isViolated(system, n -> n != 2, n -> true));
    }

    @Test
    void aRunMayRestOnlyWhereNothingFairIsEnabled() {
        RandomSystem stuck = new RandomSystem(List.of(List.of(1), List.of()), 1);
        assertEquals(false, isViolated(stuck, n -> n == 0, n -> true));
        assertEquals(true, isViolated(stuck, n -> true, n -> true));
        assertEquals(true, isViolated(stuck, n -> n == 1, n -> true));
    }

    /** As TLC 2.18 says too. */
    @Test
    void inTheToyFamilyEveryInvalidationEnds() {
        ToyFamily toy = new ToyFamily(4, 2);
        Property ends = toy.everyInvalidationEnds();
        Report report =
                BreadthFirst.check(toy, List.of(ends), Options.DEFAULT.withWorkers(2), Bounds.unlimited(), s -> {});
        assertInstanceOf(Verdict.Holds.class, report.verdict(ends));
    }

    @net.jqwik.api.Property(tries = 3000)
    void findsAFairRunIfThereIsOne(
            @ForAll("systems") RandomSystem system,
            @ForAll @IntRange(max = (1 << NODES) - 1) int open,
            @ForAll @IntRange(max = (1 << NODES) - 1) int offending) {
        IntPredicate isOpen = n -> (open >> n & 1) != 0;
        IntPredicate offends = n -> (offending >> n & 1) != 0;
        assertEquals(existsBySets(system, isOpen, offends), isViolated(system, isOpen, offends));
    }

    /** Several threads look at an obligation each; the lasso is that of the first obligation that has one. */
    @net.jqwik.api.Property(tries = 1000)
    void whichThreadLooksAtWhichObligationDoesNotMatter(
            @ForAll("systems") RandomSystem system,
            @ForAll @Size(3) List<@IntRange(max = (1 << NODES) - 1) Integer> open) {
        Property ends =
                Asked.eventually(open.size(), (s, obligation) -> (open.get(obligation) >> system.node(s) & 1) != 0);
        List<Optional<String>> lassos = IntStream.rangeClosed(1, 3)
                .mapToObj(workers -> lasso(system, ends, workers))
                .toList();
        assertEquals(lassos.get(0), lassos.get(1));
        assertEquals(lassos.get(0), lassos.get(2));
        assertEquals(
                open.stream().anyMatch(mask -> existsBySets(system, n -> (mask >> n & 1) != 0, n -> true)),
                lassos.get(0).isPresent());
    }

    private static Optional<String> lasso(RandomSystem system, Property property, int workers) {
        Options options = Options.DEFAULT.withWorkers(workers);
        Report report = BreadthFirst.check(system, List.of(property), options, Bounds.unlimited(), s -> {});
        return report.verdict(property) instanceof Verdict.Violated violated
                ? violated.counterexample()
                        .map(trace -> IntStream.rangeClosed(0, trace.length())
                                .mapToObj(n -> system.node(trace.state(n)) + " ")
                                .collect(Collectors.joining("", "", "loop " + trace.loopStart())))
                : Optional.empty();
    }

    @Provide
    Arbitrary<RandomSystem> systems() {
        return RandomSystem.arbitrary(NODES);
    }

    private static boolean isViolated(RandomSystem system, IntPredicate open, IntPredicate offends) {
        Property ends = Asked.eventually(s -> open.test(system.node(s)), s -> offends.test(system.node(s)));
        Options options = Options.DEFAULT.withWorkers(1 + system.edges(0).size() % 2);
        Report report = BreadthFirst.check(system, List.of(ends), options, Bounds.unlimited(), s -> {});
        if (report.verdict(ends) instanceof Verdict.Violated violated) {
            assertIsFairLasso(system, violated.counterexample().orElseThrow(), open, offends);
            return true;
        }
        boolean everOpen = reachable(system).stream().anyMatch(open);
        assertEquals(everOpen, report.verdict(ends) instanceof Verdict.Holds);
        assertEquals(!everOpen, report.verdict(ends) instanceof Verdict.Vacuous);
        return false;
    }

    private static void assertIsFairLasso(RandomSystem system, Trace lasso, IntPredicate open, IntPredicate offends) {
        int start = lasso.loopStart().orElseThrow();
        assertEquals(system.node(lasso.state(start)), system.node(lasso.last()), "the loop is one");
        boolean offence = false;
        BitSet loop = new BitSet();
        BitSet taken = new BitSet();
        for (int n = 1; n <= lasso.length(); n++) {
            int from = system.node(lasso.state(n - 1));
            assertEquals(
                    system.edges(from).get(lasso.action(n)), system.node(lasso.state(n)), "step " + n + " is possible");
            if (n > start) {
                taken.set(lasso.action(n));
            }
        }
        for (int n = start; n <= lasso.length(); n++) {
            int node = system.node(lasso.state(n));
            assertTrue(open.test(node));
            offence |= offends.test(node);
            loop.set(node);
        }
        assertTrue(offence);
        assertTrue(isFair(system, loop, taken));
    }

    /** Whether a run that passes the nodes of {@code loop} for ever and takes {@code taken} again and again is fair. */
    private static boolean isFair(RandomSystem system, BitSet loop, BitSet taken) {
        Fairness fairness = system.fairness();
        for (int action = 0; action < system.actionCount(); action++) {
            int edge = action;
            if (fairness.classOf().get(action) == Fairness.NONE || taken.get(action)) {
                continue;
            }
            boolean strong = fairness.strong().get(fairness.classOf().get(action));
            IntPredicate enabled = node -> system.edges(node).size() > edge;
            if (strong ? loop.stream().anyMatch(enabled) : loop.stream().allMatch(enabled)) {
                return false;
            }
        }
        return true;
    }

    private static boolean existsBySets(RandomSystem system, IntPredicate open, IntPredicate offends) {
        BitSet reachable = reachable(system);
        for (int set = 1; set < 1 << NODES; set++) {
            BitSet nodes = BitSet.valueOf(new long[] {set});
            BitSet outside = (BitSet) nodes.clone();
            outside.andNot(reachable);
            if (outside.isEmpty()
                    && nodes.stream().allMatch(open)
                    && nodes.stream().anyMatch(offends)
                    && isConnected(system, nodes)
                    && isFair(system, nodes, takenInside(system, nodes))) {
                return true;
            }
        }
        return false;
    }

    private static BitSet reachable(RandomSystem system) {
        BitSet seen = new BitSet();
        Deque<Integer> queue = new ArrayDeque<>(system.initialNodes());
        while (!queue.isEmpty()) {
            int node = queue.remove();
            if (!seen.get(node)) {
                seen.set(node);
                queue.addAll(system.edges(node));
            }
        }
        return seen;
    }

    private static boolean isConnected(RandomSystem system, BitSet nodes) {
        return nodes.stream().allMatch(from -> {
            BitSet seen = new BitSet();
            Deque<Integer> queue = new ArrayDeque<>(List.of(from));
            while (!queue.isEmpty()) {
                int node = queue.remove();
                if (nodes.get(node) && !seen.get(node)) {
                    seen.set(node);
                    queue.addAll(system.edges(node));
                }
            }
            return seen.equals(nodes);
        });
    }

    private static BitSet takenInside(RandomSystem system, BitSet nodes) {
        BitSet taken = new BitSet();
        nodes.stream().forEach(node -> {
            for (int edge = 0; edge < system.edges(node).size(); edge++) {
                if (nodes.get(system.edges(node).get(edge))) {
                    taken.set(edge);
                }
            }
        });
        return taken;
    }
}
