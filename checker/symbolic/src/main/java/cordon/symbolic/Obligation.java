package cordon.symbolic;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;

/**
 * A question for a solver: does the goal follow from what is assumed? Proved if assumptions and the negated goal have no model.
 *
 * @param step the step whose consecution it is; empty for an initiation
 * @param assumed what is so, by name
 * @param goal what is to follow
 */
public record Obligation(Optional<Step> step, List<Clause> assumed, Clause goal) {
    static final String GUARD = "guard of ";

    /** Initiation: {@code goal} is so in every initial state of {@code protocol}. */
    public static Obligation initiation(Protocol protocol, Clause goal) {
        ImmutableList.Builder<Clause> assumed = ImmutableList.builder();
        assumed.addAll(protocol.axioms());
        for (Formula formula : protocol.initially()) {
            assumed.add(new Clause("initially " + formula, "", formula));
        }
        return new Obligation(Optional.empty(), assumed.build(), goal);
    }

    /**
     * Consecution: if {@code clauses} are so before {@code step}, {@code goal} is so after it. The goal is said of the state before, and
     * the parameters of the step are free in it and in the guard.
     */
    public static Obligation consecution(Protocol protocol, Step step, List<Clause> clauses, Clause goal) {
        return new Obligation(
                Optional.of(step),
                ImmutableList.<Clause>builder()
                        .addAll(protocol.axioms())
                        .addAll(clauses)
                        .add(new Clause(GUARD + step.name(), "", step.guard()))
                        .build(),
                new Clause(goal.name(), goal.meaning(), Substitution.before(step, goal.formula())));
    }

    /** Every obligation of a proof that {@code clauses} are so in every reachable state. */
    public static List<Obligation> all(Protocol protocol, List<Clause> clauses) {
        ImmutableList.Builder<Obligation> all = ImmutableList.builder();
        clauses.forEach(goal -> all.add(initiation(protocol, goal)));
        for (Step step : protocol.steps()) {
            clauses.forEach(goal -> all.add(consecution(protocol, step, clauses, goal)));
        }
        return all.build();
    }

    /** The variables that are free: the parameters of the step. */
    public List<Variable> free() {
        return step.map(Step::parameters).orElse(List.of());
    }

    /** What has a model if the goal does not follow. */
    public List<Formula> refuted() {
        return ImmutableList.<Formula>builder()
                .addAll(assumed.stream().map(Clause::formula).collect(toImmutableList()))
                .add(Formula.not(goal.formula()))
                .build();
    }

    @Override
    public String toString() {
        return goal.name() + step.map(taken -> " after " + taken.name()).orElse(" initially");
    }
}
