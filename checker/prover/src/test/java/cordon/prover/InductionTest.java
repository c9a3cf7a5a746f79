package cordon.prover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cordon.symbolic.Clause;
import cordon.symbolic.Formula;
import cordon.symbolic.LockServer;
import cordon.symbolic.Protocol;
import cordon.symbolic.Relation;
import cordon.symbolic.RingLeader;
import cordon.symbolic.Sort;
import cordon.symbolic.Variable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
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
            return new Induction(protocol, List.of(prover), question -> {}).largest(clauses);
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
            Induction induction = new Induction(protocol, List.of(prover), question -> {});
            Clause exclusive = protocol.clauses().get(0);
            Clause free = protocol.clauses().get(1);
            assertEquals(protocol.clauses(), induction.needed(exclusive, protocol.clauses()));
            assertEquals(protocol.clauses(), induction.needed(free, protocol.clauses()));
        }
    }

    /** What is proved stays proved when the user does not want to wait for less of it. */
    @Test
    void whereTheSolverIsStoppedAllClausesAreNamed() {
        Protocol protocol = new RingLeader();
        try (Prover prover = new Prover(protocol, Limits.NONE.until(() -> true))) {
            assertEquals(
                    protocol.clauses(),
                    new Induction(protocol, List.of(prover), question -> {})
                            .needed(protocol.properties().get(0), protocol.clauses()));
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

    /** Twelve pigeons, each in a hole of its own, in eleven holes: there is no such state, and Z3 needs far longer than a test has to see it. */
    private static final class Pigeons extends Protocol {
        private static final int HOLES = 11;

        Pigeons() {
            Sort pigeon = sort("pigeon");
            Sort hole = sort("hole");
            Relation in = given(relation("in", pigeon, hole));
            Variable p = new Variable("p", pigeon);
            Variable q = new Variable("q", pigeon);
            Variable h = new Variable("h", hole);
            axiom("each has a hole", "", Formula.forall(Formula.exists(in.of(p, h), h), p));
            axiom(
                    "of its own",
                    "",
                    Formula.forall(
                            Formula.implies(Formula.and(in.of(p, h), in.of(q, h)), Formula.same(p, q)), p, q, h));
            Variable[] holes = variables("h", hole, HOLES + 1);
            axiom("few holes", "", Formula.forall(Formula.not(distinct(holes)), holes));
            Variable[] pigeons = variables("p", pigeon, HOLES + 1);
            step("look", pigeons).when(distinct(pigeons));
            property("never", "", Formula.FALSE);
        }

        private static Variable[] variables(String name, Sort sort, int count) {
            return IntStream.range(0, count)
                    .mapToObj(i -> new Variable(name + i, sort))
                    .toArray(Variable[]::new);
        }

        private static Formula distinct(Variable... variables) {
            List<Formula> pairs = new ArrayList<>();
            for (int i = 0; i < variables.length; i++) {
                for (int j = 0; j < i; j++) {
                    pairs.add(Formula.differ(variables[i], variables[j]));
                }
            }
            return Formula.and(pairs);
        }
    }

    @Test
    @Timeout(60)
    void aStopEndsAQuestionThatIsBeingAsked() {
        Protocol protocol = new Pigeons();
        long end = System.nanoTime() + Duration.ofSeconds(2).toNanos();
        try (Prover prover = new Prover(protocol, Limits.NONE.until(() -> System.nanoTime() > end))) {
            Answer answer = prover.consecution(protocol.steps().get(0), List.of(), protocol.clauses());
            assertTrue(System.nanoTime() > end, answer::toString);
            assertInstanceOf(Answer.Unknown.class, answer);
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
