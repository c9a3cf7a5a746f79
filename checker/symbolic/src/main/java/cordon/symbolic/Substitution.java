package cordon.symbolic;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import cordon.symbolic.Formula.And;
import cordon.symbolic.Formula.Not;
import cordon.symbolic.Formula.Or;
import cordon.symbolic.Formula.Quantified;
import cordon.symbolic.Formula.Same;
import cordon.symbolic.Formula.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Formulas in which something stands for something else: the weakest precondition of a step (Dijkstra 1975), which says of the state
 * before the step what a formula says of the state after it. Bound variables get names of their own, so that none captures another.
 */
final class Substitution {
    private int fresh;

    /** The formula over the state before {@code step} that is so exactly where {@code formula} is so after it. */
    static Formula before(Step step, Formula formula) {
        return new Substitution().before(step, formula, ImmutableMap.of());
    }

    /** Tells if {@code formula} says of the state before {@code step} what it says of the state after it, word for word. */
    static boolean leaves(Step step, Formula formula) {
        return before(step, formula).equals(before(UNCHANGED, formula));
    }

    private Formula before(Step step, Formula formula, Map<Variable, Variable> names) {
        if (formula instanceof Value value) {
            return before(step, renamed(value, names));
        } else if (formula instanceof Same same) {
            return Formula.same(renamed(same.left(), names), renamed(same.right(), names));
        } else if (formula instanceof Not not) {
            return Formula.not(before(step, not.of(), names));
        } else if (formula instanceof And and) {
            return Formula.and(
                    and.of().stream().map(part -> before(step, part, names)).collect(toImmutableList()));
        } else if (formula instanceof Or or) {
            return Formula.or(
                    or.of().stream().map(part -> before(step, part, names)).collect(toImmutableList()));
        }
        Quantified quantified = (Quantified) formula;
        Map<Variable, Variable> inner = new HashMap<>(names);
        ImmutableList<Variable> bound = quantified.variables().stream()
                .map(variable -> fresh(variable, inner))
                .collect(toImmutableList());
        Formula body = before(step, quantified.of(), inner);
        Variable[] variables = bound.toArray(new Variable[0]);
        return quantified.universal() ? Formula.forall(body, variables) : Formula.exists(body, variables);
    }

    /** The first assignment about the tuple decides; without one, what was before. */
    private Formula before(Step step, Value value) {
        List<Formula> ways = new ArrayList<>();
        List<Formula> earlier = new ArrayList<>();
        for (Assignment assignment : step.assignments(value.symbol())) {
            Formula applies = applies(step, assignment, value.members());
            if (assignment.value() == value.value()) {
                ways.add(Formula.and(Formula.and(ImmutableList.copyOf(earlier)), applies));
            }
            earlier.add(Formula.not(applies));
        }
        ways.add(Formula.and(Formula.and(earlier), value));
        return Formula.or(ways);
    }

    private Formula applies(Step step, Assignment assignment, List<Variable> members) {
        List<Formula> parts = new ArrayList<>();
        Map<Variable, Variable> names = new HashMap<>();
        for (int i = 0; i < members.size(); i++) {
            Variable declared = assignment.members().get(i);
            Variable known = step.chooses(declared) ? declared : names.putIfAbsent(declared, members.get(i));
            if (known != null) {
                parts.add(Formula.same(known, members.get(i)));
            }
        }
        parts.add(renamed(assignment.condition(), names));
        return Formula.and(parts);
    }

    private Formula renamed(Formula formula, Map<Variable, Variable> names) {
        return before(UNCHANGED, formula, names);
    }

    private static final Step UNCHANGED = new Step("nothing", ImmutableList.of());

    private static Value renamed(Value value, Map<Variable, Variable> names) {
        return new Value(
                value.symbol(),
                value.value(),
                value.members().stream().map(member -> renamed(member, names)).collect(toImmutableList()));
    }

    private static Variable renamed(Variable variable, Map<Variable, Variable> names) {
        return names.getOrDefault(variable, variable);
    }

    private Variable fresh(Variable variable, Map<Variable, Variable> names) {
        Variable own = new Variable(variable.name() + "'" + fresh++, variable.sort());
        names.put(variable, own);
        return own;
    }
}
