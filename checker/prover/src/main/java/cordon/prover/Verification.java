package cordon.prover;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.microsoft.z3.BitVecExpr;
import com.microsoft.z3.BitVecNum;
import com.microsoft.z3.BoolExpr;
import com.microsoft.z3.Model;
import com.microsoft.z3.Solver;
import com.microsoft.z3.Status;
import cordon.symbolic.word.Statement;
import cordon.symbolic.word.Theorem;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * What can be said of functions of words: proved for every input, refuted by one, or neither. Z3 decides such questions, given time.
 *
 * @param limits of each question to the solver
 * @param progress is told what goes on
 */
public record Verification(Limits limits, Consumer<String> progress) {

    /** What is said of a theorem. */
    public sealed interface Outcome {}

    /** It is so for every input. */
    public record Proved() implements Outcome {}

    /**
     * It is not so for one input, and the code confirms that.
     *
     * @param statement which of its statements
     * @param inputs the words, in the order of their names
     */
    public record Refuted(Statement statement, ImmutableList<Long> inputs) implements Outcome {}

    /**
     * Neither.
     *
     * @param statement the first of its statements that is not decided
     * @param reason the solver's own words
     */
    public record Open(Statement statement, String reason) implements Outcome {}

    /**
     * A theorem and what is said of it.
     *
     * @param theorem which one
     * @param outcome what is said
     * @param time how long that took
     */
    public record Row(Theorem theorem, Outcome outcome, Duration time) {}

    /**
     * Examines {@code theorems}.
     *
     * @return a row for each, in the same order
     * @throws SolverException if there is no solver here
     * @throws IllegalStateException if the code does not confirm a counterexample: then formula and code differ
     */
    public List<Row> rows(List<Theorem> theorems) {
        try (Session session = new Session(limits)) {
            return theorems.stream().map(theorem -> row(session, theorem)).collect(toImmutableList());
        }
    }

    private Row row(Session session, Theorem theorem) {
        long begin = System.nanoTime();
        Outcome outcome = outcome(session, theorem);
        return new Row(theorem, outcome, Duration.ofNanos(System.nanoTime() - begin));
    }

    /** A refutation is certain, whatever else is not known. */
    private Outcome outcome(Session session, Theorem theorem) {
        Outcome first = new Proved();
        for (Statement statement : theorem.statements()) {
            progress.accept(theorem.function() + " " + theorem.name() + " " + statement.title());
            Outcome outcome = outcome(session, statement);
            if (outcome instanceof Refuted) {
                return outcome;
            } else if (first instanceof Proved) {
                first = outcome;
            }
        }
        return first;
    }

    private Outcome outcome(Session session, Statement statement) {
        if (limits.stop().getAsBoolean()) {
            return new Open(statement, "stopped");
        }
        BitVectors words = new BitVectors(session.z3());
        List<BitVecExpr> inputs =
                statement.inputs().stream().map(words::unknown).collect(toImmutableList());
        Solver solver = session.limited(session.z3().mkSolver("QF_BV"));
        solver.add(new BoolExpr[] {statement.assumed(words, inputs), words.negation(statement.claimed(words, inputs))});
        Status status = session.check(solver);
        if (status == Status.UNSATISFIABLE) {
            return new Proved();
        } else if (status == Status.SATISFIABLE) {
            return refuted(statement, solver.getModel(), inputs);
        }
        return new Open(statement, solver.getReasonUnknown());
    }

    private static Refuted refuted(Statement statement, Model model, List<BitVecExpr> inputs) {
        ImmutableList<Long> values = inputs.stream()
                .map(input ->
                        ((BitVecNum) model.eval(input, true)).getBigInteger().longValue())
                .collect(toImmutableList());
        if (statement.isSoOfTheCode(values)) {
            throw new IllegalStateException(
                    "formula and code differ: " + statement + " is so of the code for " + values);
        }
        return new Refuted(statement, values);
    }
}
