package cordon.symbolic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cordon.engine.explore.Report;
import cordon.engine.explore.Verdict;
import org.junit.jupiter.api.Test;

/** Known answers for known protocols. */
class FiniteSystemTest {

    private static Report search(Protocol protocol, int... sizes) {
        return new FiniteSystem(protocol, Instance.of(protocol, sizes))
                .asking(protocol.clauses())
                .check();
    }

    /** Each server is free or has one of the clients: {@code (clients + 1) ^ servers} states. */
    @Test
    void lockServerHasTheStatesThatOneCounts() {
        assertEquals(2, search(new LockServer(), 1, 1).statistics().states());
        assertEquals(64, search(new LockServer(), 3, 3).statistics().states());
        Report report = search(new LockServer(), 2, 5);
        assertEquals(243, report.statistics().states());
        assertTrue(report.verdicts().values().stream().allMatch(Verdict.Holds.class::isInstance), report::toString);
    }

    @Test
    void theWrongServerGivesItsLockTwice() {
        Report report = search(new LockServer(false), 2, 1);
        Verdict.Violated violated = (Verdict.Violated) report.verdict("exclusive");
        assertEquals(2, violated.counterexample().orElseThrow().length());
        assertTrue(
                violated.counterexample().orElseThrow().toString().contains("client 1 takes the lock of server 0"),
                () -> violated.counterexample().orElseThrow().toString());
    }

    @Test
    void symmetryFindsOneStateOfEachOrbit() {
        LockServer protocol = new LockServer();
        FiniteSystem system = new FiniteSystem(protocol, Instance.of(protocol, 3, 3));
        Report report = system.asking(protocol.properties()).symmetry().check();
        // The multisets of sizes of the clients' shares: partitions of 0, 1, 2, 3 into at most 3 parts.
        assertEquals(1 + 1 + 2 + 3, report.statistics().states());
    }

    @Test
    void givenSymbolsAreWhatTheAxiomsPermit() {
        RingLeader protocol = new RingLeader();
        FiniteSystem system = new FiniteSystem(protocol, Instance.of(protocol, 2));
        cordon.engine.Successors initial =
                new cordon.engine.Successors(system.schema().words());
        system.initialStates(initial);
        assertEquals(2, initial.count()); // two orders, and of two nodes no three are different
        Report report = search(protocol, 2);
        assertTrue(report.verdicts().values().stream().allMatch(Verdict.Holds.class::isInstance), report::toString);
    }

    @Test
    void wrongSizesAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> Instance.of(new LockServer(), 1));
        assertThrows(IllegalArgumentException.class, () -> Instance.of(new LockServer(), 0, 1));
    }
}
