package cordon.prover;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import cordon.engine.Trace;
import cordon.engine.explore.Bounds;
import cordon.engine.explore.Report;
import cordon.symbolic.Clause;
import cordon.symbolic.FiniteSystem;
import cordon.symbolic.Instance;
import cordon.symbolic.Protocol;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What can be said of the properties of a protocol: proved for every size, refuted by a run of an instance, or neither. A step that does
 * not keep a clause refutes nothing, since no run need reach the state before it.
 *
 * @param protocol whose properties are examined
 * @param instances in which runs are looked for: in the first one, the smallest, for every property, in the others for those that are
 *     not proved
 * @param limits of each question to the solver
 * @param bounds of all searches together
 * @param progress is told what goes on
 */
public record Examination(
        Protocol protocol, List<Instance> instances, Limits limits, Bounds bounds, Consumer<String> progress) {

    /** What is said of a property. */
    public sealed interface Outcome {}

    /**
     * It is so in every reachable state, whatever the numbers of members.
     *
     * @param clauses the clauses that its proof uses, itself among them
     */
    public record Proved(List<Clause> clauses) implements Outcome {}

    /**
     * A run violates it.
     *
     * @param run a shortest one of its instance
     * @param instance the first of the instances in which there is one
     */
    public record Refuted(Trace run, Instance instance) implements Outcome {}

    /**
     * Neither.
     *
     * @param loss the question that failed; empty if none was asked in time
     */
    public record Open(Optional<Induction.Loss> loss) implements Outcome {}

    /**
     * A property and what is said of it.
     *
     * @param property which one
     * @param outcome what is said
     */
    public record Row(Clause property, Outcome outcome) {}

    /**
     * Examines {@code wanted}, some of the properties of the protocol.
     *
     * @return a row for each, in the same order
     * @throws SolverException if there is no solver here
     * @throws IllegalStateException if a property is proved and refuted: then the two sides of a declaration differ
     */
    public List<Row> rows(List<Clause> wanted) {
        Map<Clause, Refuted> refuted = new HashMap<>();
        look(wanted, instances.subList(0, 1), refuted);
        try (Provers provers = new Provers(protocol, limits)) {
            Induction induction = new Induction(protocol, provers.all(), progress);
            Induction.Result result = induction.largest(protocol.clauses());
            List<Clause> open = wanted.stream()
                    .filter(clause -> !result.proves(clause.name()))
                    .collect(toImmutableList());
            look(open, instances.subList(1, instances.size()), refuted);
            return wanted.stream()
                    .map(clause -> new Row(clause, outcome(clause, induction, result, refuted)))
                    .collect(toImmutableList());
        }
    }

    private static Outcome outcome(
            Clause clause, Induction induction, Induction.Result result, Map<Clause, Refuted> refuted) {
        Refuted run = refuted.get(clause);
        if (run != null && result.proves(clause.name())) {
            throw new IllegalStateException(clause + " is proved, and violated by a run");
        } else if (run != null) {
            return run;
        } else if (result.proves(clause.name())) {
            return new Proved(induction.needed(clause, result.proved()));
        }
        return new Open(result.lost().stream()
                .filter(loss -> loss.clause().equals(clause))
                .findFirst());
    }

    /** Looks for runs of {@code some} that violate {@code wanted}, and puts them into {@code refuted}. */
    private void look(List<Clause> wanted, List<Instance> some, Map<Clause, Refuted> refuted) {
        for (Instance instance : some) {
            ImmutableMap<String, Clause> open = wanted.stream()
                    .filter(clause -> !refuted.containsKey(clause))
                    .collect(ImmutableMap.toImmutableMap(Clause::name, clause -> clause));
            if (open.isEmpty()) {
                break;
            }
            progress.accept("runs with " + instance);
            FiniteSystem system = new FiniteSystem(protocol, instance);
            Report report = system.asking(open.values().asList()).within(bounds).check();
            report.verdicts()
                    .forEach((property, verdict) -> verdict.trace()
                            .ifPresent(run -> refuted.put(open.get(property.name()), new Refuted(run, instance))));
        }
    }

    /** The instances of these sizes, each in the order in which the protocol declares its sorts. */
    public static List<Instance> sizes(Protocol protocol, int[]... sizes) {
        return ImmutableList.copyOf(sizes).stream()
                .map(each -> Instance.of(protocol, each))
                .collect(toImmutableList());
    }
}
