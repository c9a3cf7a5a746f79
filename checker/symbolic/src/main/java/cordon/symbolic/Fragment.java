package cordon.symbolic;

import com.google.common.collect.LinkedHashMultimap;
import com.google.common.collect.SetMultimap;
import cordon.symbolic.Formula.And;
import cordon.symbolic.Formula.Not;
import cordon.symbolic.Formula.Or;
import cordon.symbolic.Formula.Quantified;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keeps questions in the fragment that a solver decides: there is no function, and in the formulas as they are asked, negations pushed
 * inwards, no existential quantifier over a sort stands below a universal one over a sort that can be reached from it by such pairs.
 * Then Skolem functions build finitely many terms, and a question has a model only if it has a finite one (Ge and de Moura, "Complete
 * Instantiation for Quantified Formulas in Satisfiability Modulo Theories", CAV 2009).
 */
public final class Fragment {
    private final SetMultimap<Sort, Sort> edges = LinkedHashMultimap.create();
    private final Map<Sort, String> declared = new HashMap<>(); // the declaration of the first edge from a sort

    private Fragment() {}

    /**
     * Nothing, if {@code obligation} is in the fragment.
     *
     * @throws FragmentException if it is not; the message names the cycle and the declarations that it comes from
     */
    public static void require(Obligation obligation) {
        Fragment fragment = new Fragment();
        for (Clause clause : obligation.assumed()) {
            fragment.add(clause.name(), clause.formula(), true, new ArrayList<>());
        }
        fragment.add(obligation.toString(), obligation.goal().formula(), false, new ArrayList<>());
        fragment.requireNoCycle(obligation);
    }

    private void add(String name, Formula formula, boolean positive, List<Sort> universal) {
        if (formula instanceof Not not) {
            add(name, not.of(), !positive, universal);
        } else if (formula instanceof And and) {
            and.of().forEach(part -> add(name, part, positive, universal));
        } else if (formula instanceof Or or) {
            or.of().forEach(part -> add(name, part, positive, universal));
        } else if (formula instanceof Quantified quantified) {
            List<Sort> below = new ArrayList<>(universal);
            for (Variable variable : quantified.variables()) {
                if (quantified.universal() == positive) {
                    below.add(variable.sort());
                } else {
                    universal.forEach(outer -> edge(name, outer, variable.sort()));
                }
            }
            add(name, quantified.of(), positive, below);
        }
    }

    private void edge(String name, Sort outer, Sort inner) {
        edges.put(outer, inner);
        declared.putIfAbsent(outer, name);
    }

    private void requireNoCycle(Obligation obligation) {
        for (Sort sort : edges.keySet()) {
            if (reaches(sort, sort, new HashSet<>())) {
                throw new FragmentException(
                        "'" + obligation + "' is outside the fragment that can be decided: there is a " + sort.name()
                                + " for each " + sort.name() + ", by way of '" + declared.get(sort) + "'");
            }
        }
    }

    private boolean reaches(Sort from, Sort to, Set<Sort> seen) {
        for (Sort next : edges.get(from)) {
            if (next.equals(to) || (seen.add(next) && reaches(next, to, seen))) {
                return true;
            }
        }
        return false;
    }
}
