package cordon.engine.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cordon.engine.Asked;
import cordon.engine.RandomSystem;
import cordon.engine.ToyFamily;
import cordon.engine.Trace;
import cordon.engine.property.Property;
import cordon.engine.store.BitState;
import cordon.engine.store.Exactly;
import cordon.engine.store.HashCompaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Depth-first search, bitstate and random walks, against breadth-first search: what they say is never more than it knows. */
class OtherSearchesTest {

    @net.jqwik.api.Property(tries = 1000)
    void depthFirstGivesTheSameVerdicts(
            @ForAll("systems") RandomSystem system, @ForAll @IntRange(max = 59) int node, @ForAll boolean exactly) {
        List<Property> properties = properties(system, node);
        Report breadth = BreadthFirst.check(system, properties, Bounds.unlimited(), s -> {});
        Report depth = DepthFirst.check(
                system,
                properties,
                exactly ? new Exactly(system.schema()) : new BitState(20),
                false,
                Bounds.unlimited(),
                s -> {});
        for (Property property : properties) {
            Verdict expected = breadth.verdict(property);
            Verdict found = depth.verdict(property);
            if (found instanceof Verdict.Incomplete) {
                assertTrue(!exactly, "only bitstate is in doubt");
                continue;
            }
            assertEquals(expected.getClass(), found.getClass(), property.name());
            if (found instanceof Verdict.Violated violated
                    && violated.counterexample().isPresent()) {
                assertIsPath(system, violated.counterexample().get());
            }
        }
        if (exactly && breadth.exhaustive() && depth.exhaustive()) {
            assertEquals(breadth.statistics().states(), depth.statistics().states());
            assertEquals(breadth.statistics().transitions(), depth.statistics().transitions());
        }
    }

    /** Without the least depths, a state first met at the end of a path would hide what is near it. */
    @net.jqwik.api.Property(tries = 1000)
    void deepeningFindsWhatThereIsHardlyLaterThanBreadthFirst(
            @ForAll("systems") RandomSystem system, @ForAll @IntRange(max = 59) int node) {
        for (Property property : properties(system, node)) {
            List<Property> asked = List.of(property);
            Report breadth = BreadthFirst.check(system, asked, Bounds.unlimited(), s -> {});
            Report deepened = DepthFirst.deepen(system, asked, false, Bounds.unlimited(), s -> {});
            assertTrue(!deepened.exhaustive());
            if (breadth.verdict(property) instanceof Verdict.Violated violated
                    && violated.counterexample().isPresent()) {
                Trace found = ((Verdict.Violated) deepened.verdict(property))
                        .counterexample()
                        .orElseThrow();
                assertIsPath(system, found);
                int shortest = violated.counterexample().get().length();
                assertTrue(
                        found.length() >= shortest && found.length() <= shortest + 10, found.length() + " " + shortest);
            } else if (breadth.verdict(property) instanceof Verdict.Holds holds
                    && holds.witness().isEmpty()) {
                assertInstanceOf(Verdict.Incomplete.class, deepened.verdict(property));
                assertEquals(
                        breadth.statistics().states(), deepened.statistics().states());
                assertEquals(0, deepened.statistics().frontier());
                assertEquals(
                        breadth.statistics().transitions(),
                        deepened.statistics().transitions());
            }
        }
    }

    /**
     * All nodes of a long chain are also one step from the first: they are met at the bound first and then next to the beginning, and
     * one round is enough. It was not, when what had once been cut off was held to be so for ever.
     */
    @Test
    void deepeningEndsWhenEveryStateWasExpandedAfterAll() {
        int nodes = 60;
        List<List<Integer>> edges = new ArrayList<>();
        for (int node = 0; node < nodes; node++) {
            edges.add(new ArrayList<>());
        }
        for (int hub = 0; hub < nodes; hub++) { // at most four edges a node: a tree of shortcuts beside the chain
            if (hub + 1 < nodes) {
                edges.get(hub).add(hub + 1);
            }
            for (int shortcut = 3 * hub + 1; shortcut <= 3 * hub + 3 && shortcut < nodes; shortcut++) {
                edges.get(hub).add(shortcut);
            }
        }
        RandomSystem system = new RandomSystem(edges, 1);
        Property never = Asked.invariant(s -> true);
        Report report = DepthFirst.deepen(
                system, List.of(never), false, Bounds.unlimited().withMaxDepth(10), s -> {});
        assertEquals(Optional.of(Bound.OMISSION), report.bound());
        assertEquals(nodes, report.statistics().states());
        assertEquals(0, report.statistics().frontier());
    }

    @net.jqwik.api.Property(tries = 500)
    void aWalkFindsOnlyWhatIsThere(
            @ForAll("systems") RandomSystem system, @ForAll @IntRange(max = 59) int node, @ForAll long seed) {
        List<Property> properties = properties(system, node);
        Report all = BreadthFirst.check(system, properties, Bounds.unlimited(), s -> {});
        Report walks = RandomWalks.check(
                system, properties, 20, seed, false, Bounds.unlimited().withMaxDepth(30), s -> {});
        for (Property property : properties) {
            if (!(walks.verdict(property) instanceof Verdict.Incomplete)) {
                assertEquals(
                        all.verdict(property).getClass(),
                        walks.verdict(property).getClass());
            }
            if (walks.verdict(property) instanceof Verdict.Violated violated) {
                assertIsPath(system, violated.counterexample().orElseThrow());
            }
        }
        assertTrue(!walks.exhaustive());
    }

    @Provide
    Arbitrary<RandomSystem> systems() {
        return RandomSystem.arbitrary(60);
    }

    @Test
    void depthFirstVisitsAllStates() {
        ToyFamily toy = new ToyFamily(4, 2);
        Report report = depthFirst(toy, Bounds.unlimited());
        assertEquals(toy.expectedStates(), report.statistics().states());
        assertTrue(report.exhaustive());
        report.verdicts().values().forEach(v -> assertInstanceOf(Verdict.Holds.class, v));
    }

    @Test
    void aBoundOnThePathIsNotTakenForTheWhole() {
        Report report = depthFirst(new ToyFamily(4, 2), Bounds.unlimited().withMaxDepth(5));
        assertTrue(!report.exhaustive());
        report.verdicts().values().forEach(v -> assertEquals(new Verdict.Incomplete(Bound.DEPTH), v));
    }

    /** A bitmap that is much too small: most states are missed, and the report says that some were, almost surely. */
    @Test
    void bitstateSaysHowMuchItIsInDoubt() {
        ToyFamily toy = new ToyFamily(5, 2);
        Report small = DepthFirst.check(toy, toy.properties(), new BitState(16), false, Bounds.unlimited(), s -> {});
        assertTrue(small.statistics().states() < toy.expectedStates());
        assertTrue(small.omissionProbability() > 0.99);
        Report large = DepthFirst.check(toy, toy.properties(), new BitState(28), false, Bounds.unlimited(), s -> {});
        assertEquals(toy.expectedStates(), large.statistics().states());
        assertTrue(large.omissionProbability() < 1e-3);
        small.verdicts().values().forEach(v -> assertEquals(new Verdict.Incomplete(Bound.OMISSION), v));
        large.verdicts().values().forEach(v -> assertEquals(new Verdict.Incomplete(Bound.OMISSION), v));
    }

    /** 139,305 states: with 33 bits two of them have one hash with a probability of two thirds, with 46 bits of one in 7,000. */
    @Test
    void hashCompactionSaysHowMuchItIsInDoubt() {
        ToyFamily toy = new ToyFamily(5, 2);
        Report few = hashed(toy, 33);
        assertTrue(few.omissionProbability() > 0.6, few.toString());
        assertTrue(few.statistics().states() < toy.expectedStates());
        Report many = hashed(toy, 46);
        assertEquals(toy.expectedStates(), many.statistics().states());
        assertTrue(many.omissionProbability() > 0 && many.omissionProbability() < 1e-3);
        many.verdicts().values().forEach(v -> assertEquals(new Verdict.Incomplete(Bound.OMISSION), v));
    }

    private static Report hashed(ToyFamily toy, int bits) {
        return DepthFirst.check(toy, toy.properties(), new HashCompaction(bits), false, Bounds.unlimited(), s -> {});
    }

    @Test
    void theSameSeedIsTheSameWalk() {
        ToyFamily toy = new ToyFamily(5, 2);
        List<Property> properties = List.of(Asked.invariant(s -> toy.freePages(s) < 2));
        Report once = RandomWalks.check(toy, properties, 50, 7, false, Bounds.unlimited(), s -> {});
        Report again = RandomWalks.check(toy, properties, 50, 7, false, Bounds.unlimited(), s -> {});
        assertEquals(once.taken(), again.taken());
        assertInstanceOf(Verdict.Violated.class, once.verdict(properties.get(0)));
    }

    private static Report depthFirst(ToyFamily toy, Bounds bounds) {
        return DepthFirst.check(toy, toy.properties(), new Exactly(toy.schema()), false, bounds, s -> {});
    }

    private static List<Property> properties(RandomSystem system, int node) {
        return List.of(
                Asked.invariant(s -> system.node(s) != node),
                Asked.step((before, after) -> system.node(before) != node || system.node(after) == node),
                Asked.reachable((before, after) -> system.node(after) == node),
                Asked.deadlockFree(s -> system.node(s) != node));
    }

    private static void assertIsPath(RandomSystem system, Trace trace) {
        assertTrue(system.initialNodes().contains(system.node(trace.state(0))));
        for (int n = 1; n <= trace.length(); n++) {
            List<Integer> edges = system.edges(system.node(trace.state(n - 1)));
            assertEquals(edges.get(trace.action(n)), system.node(trace.state(n)));
        }
    }
}
