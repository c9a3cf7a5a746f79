package cordon.prover;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Streams;
import com.microsoft.z3.BoolExpr;
import com.microsoft.z3.Context;
import com.microsoft.z3.Expr;
import com.microsoft.z3.Model;
import com.microsoft.z3.Solver;
import com.microsoft.z3.Status;
import cordon.symbolic.Clause;
import cordon.symbolic.Formula;
import cordon.symbolic.Fragment;
import cordon.symbolic.Obligation;
import cordon.symbolic.Protocol;
import cordon.symbolic.Sort;
import cordon.symbolic.Step;
import cordon.symbolic.Symbol;
import cordon.symbolic.Variable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Asks Z3 what follows in a protocol. One thread at a time; to be closed, since the solver's memory is not Java's. */
public final class Prover implements AutoCloseable {
    private static final int MOST_TUPLES_SHOWN = 10_000;

    private final Protocol protocol;
    private final Limits limits;
    private final Session session;
    private final Context z3;
    private final Encoding encoding;

    /**
     * A solver for questions about {@code protocol}.
     *
     * @throws SolverException if the native library of Z3 cannot be loaded here
     */
    public Prover(Protocol protocol, Limits limits) {
        this.protocol = protocol;
        this.limits = limits;
        this.session = new Session(limits);
        this.z3 = session.z3();
        this.encoding = new Encoding(z3, protocol);
    }

    /** Which of {@code goals} are so in every initial state. */
    public Answer initiation(List<Clause> goals) {
        return ask(goals.stream()
                .map(goal -> Obligation.initiation(protocol, goal))
                .collect(toImmutableList()));
    }

    /** Which of {@code goals} are so after {@code step}, if {@code clauses} are so before it. */
    public Answer consecution(Step step, List<Clause> clauses, List<Clause> goals) {
        return ask(goals.stream()
                .map(goal -> Obligation.consecution(protocol, step, clauses, goal))
                .collect(toImmutableList()));
    }

    /** Asks for all goals at once; {@code obligations} differ in nothing but their goals, and there is at least one. */
    private Answer ask(List<Obligation> obligations) {
        obligations.forEach(Fragment::require);
        if (limits.stop().getAsBoolean()) {
            return new Answer.Unknown("stopped");
        }
        Obligation first = obligations.get(0);
        Solver solver = session.limited(z3.mkSolver());
        solver.add(encoding.wellFormed().toArray(new BoolExpr[0]));
        for (int i = 0; i < first.assumed().size(); i++) {
            Clause clause = first.assumed().get(i);
            solver.assertAndTrack(encoding.encode(clause.formula()), z3.mkBoolConst(clause.name()));
        }
        BoolExpr[] fails = new BoolExpr[obligations.size()];
        BoolExpr[] goals = new BoolExpr[obligations.size()];
        for (int i = 0; i < fails.length; i++) {
            fails[i] = z3.mkBoolConst("fails " + i);
            Formula negated = Formula.not(obligations.get(i).goal().formula());
            goals[i] = z3.mkImplies(fails[i], encoding.encode(negated));
        }
        solver.add(goals);
        solver.add(new BoolExpr[] {z3.mkOr(fails)});
        Status status = session.check(solver);
        if (status == Status.UNSATISFIABLE) {
            return new Answer.Proved(Arrays.stream(solver.getUnsatCore())
                    .map(core -> core.getFuncDecl().getName().toString())
                    .sorted()
                    .collect(toImmutableList()));
        } else if (status == Status.SATISFIABLE) {
            Model model = solver.getModel();
            return new Answer.Failed(
                    Streams.zip(
                                    obligations.stream(),
                                    Arrays.stream(fails),
                                    (obligation, fail) -> model.eval(fail, true).isTrue()
                                            ? obligation.goal().name()
                                            : "")
                            .filter(name -> !name.isEmpty())
                            .collect(toImmutableList()),
                    state(model, first.free()));
        }
        return new Answer.Unknown(solver.getReasonUnknown());
    }

    /** The values that differ from the initial ones, a line each, and the members that are parameters. */
    private List<String> state(Model model, List<Variable> parameters) {
        ImmutableList.Builder<String> lines = ImmutableList.builder();
        for (Variable parameter : parameters) {
            lines.add(parameter.name() + " is "
                    + name(model, parameter.sort(), model.eval(encoding.constant(parameter), true)));
        }
        for (Symbol symbol : protocol.symbols()) {
            int usual = protocol.initial(symbol).orElse(0);
            tuples(model, symbol.sorts())
                    .forEach(tuple -> value(model, symbol, tuple)
                            .filter(value -> value != usual)
                            .ifPresent(value -> lines.add(symbol.name() + names(model, symbol.sorts(), tuple) + " = "
                                    + symbol.values().get(value))));
        }
        return lines.build();
    }

    private Optional<Integer> value(Model model, Symbol symbol, List<Expr<?>> tuple) {
        for (int value = 0; value < symbol.values().size(); value++) {
            if (model.eval(encoding.equal(symbol, value, tuple.toArray(new Expr<?>[0])), true)
                    .isTrue()) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    private List<Expr<?>> universe(Model model, Sort sort) {
        List<Expr<?>> members = new ArrayList<>();
        for (com.microsoft.z3.Sort known : model.getSorts()) {
            if (known.equals(encoding.sort(sort))) {
                members.addAll(List.of(model.getSortUniverse(known)));
            }
        }
        return members;
    }

    private List<List<Expr<?>>> tuples(Model model, List<Sort> sorts) {
        List<List<Expr<?>>> tuples = List.of(List.of());
        for (Sort sort : sorts) {
            List<Expr<?>> members = universe(model, sort);
            tuples = tuples.stream()
                    .flatMap(tuple -> members.stream()
                            .<List<Expr<?>>>map(member -> ImmutableList.<Expr<?>>builder()
                                    .addAll(tuple)
                                    .add(member)
                                    .build()))
                    .limit(MOST_TUPLES_SHOWN)
                    .collect(toImmutableList());
        }
        return tuples;
    }

    private String names(Model model, List<Sort> sorts, List<Expr<?>> tuple) {
        return Streams.zip(sorts.stream(), tuple.stream(), (sort, member) -> name(model, sort, member))
                .collect(toImmutableList())
                .toString();
    }

    private String name(Model model, Sort sort, Expr<?> member) {
        return sort.name() + " " + universe(model, sort).indexOf(member);
    }

    @Override
    public void close() {
        session.close();
    }
}
