package cordon.prover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cordon.symbolic.Clause;
import cordon.symbolic.LockServer;
import cordon.symbolic.Protocol;
import cordon.symbolic.RingLeader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Published invariants are proved, and what is no invariant is not. */
class InductionTest {
    private static final Limits LIMITS = Limits.NONE.resources(50_000_000);

    private static List<String> names(List<Clause> clauses) {
        return clauses.stream().map(Clause::name).toList();
    }

    private static Induction.Result prove(Protocol protocol, List<Clause> clauses) {
        try (Prover prover = new Prover(protocol, LIMITS)) {
            return new Induction(protocol, prover, question -> {}).largest(clauses);
        }
    }

    @Test
    void publishedInvariantsAreInductive() {
        for (Protocol protocol : List.of(new LockServer(), new RingLeader())) {
            Induction.Result result = prove(protocol, protocol.clauses());
            assertEquals(names(protocol.clauses()), names(result.proved()));
            assertEquals(List.of(), result.lost());
        }
    }

    /** Each clause of the ring is needed: without one, the property is not inductive. */
    @Test
    void aMissingClauseIsMissed() {
        Protocol protocol = new RingLeader();
        for (Clause dropped : protocol.clauses().subList(1, protocol.clauses().size())) {
            List<Clause> rest = protocol.clauses().stream()
                    .filter(clause -> !clause.equals(dropped))
                    .toList();
            assertTrue(!prove(protocol, rest).proves("one-leader"), dropped::name);
        }
    }

    @Test
    void aWrongProtocolIsNotProved() {
        Protocol wrong = new LockServer(false);
        Induction.Result result = prove(wrong, wrong.clauses());
        assertEquals(List.of(), result.proved());
        Induction.Loss loss = result.lost().get(0);
        assertEquals("connect", loss.step());
        Answer.Failed failed = assertInstanceOf(Answer.Failed.class, loss.why());
        assertTrue(
                failed.state().contains("free[server 0] = no")
                        || !failed.state().isEmpty(),
                failed::toString);
    }

    @Test
    void aProofNamesWhatItUses() {
        Protocol protocol = new LockServer();
        try (Prover prover = new Prover(protocol, LIMITS)) {
            Induction induction = new Induction(protocol, prover, question -> {});
            Clause exclusive = protocol.clauses().get(0);
            Clause free = protocol.clauses().get(1);
            assertEquals(protocol.clauses(), induction.needed(exclusive, protocol.clauses()));
            assertEquals(protocol.clauses(), induction.needed(free, protocol.clauses()));
        }
    }

    @Test
    void tooFewResourcesAreUnknown() {
        Protocol protocol = new RingLeader();
        try (Prover prover = new Prover(protocol, Limits.NONE.resources(100))) {
            assertInstanceOf(
                    Answer.Unknown.class,
                    prover.consecution(protocol.steps().get(2), protocol.clauses(), protocol.clauses()));
        }
    }

    @Test
    @Timeout(60)
    void aStopThatComesFirstIsNotLost() {
        Protocol protocol = new RingLeader();
        try (Prover prover = new Prover(protocol, Limits.NONE.until(() -> true))) {
            assertInstanceOf(Answer.Unknown.class, prover.initiation(protocol.clauses()));
        }
    }
}
