package cordon.symbolic;

import cordon.engine.schema.Field;
import cordon.symbolic.Formula.And;
import cordon.symbolic.Formula.Not;
import cordon.symbolic.Formula.Or;
import cordon.symbolic.Formula.Quantified;
import cordon.symbolic.Formula.Same;
import cordon.symbolic.Formula.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Formulas as functions of a state of an instance. Each variable gets a slot of an array with the members that it stands for. */
final class Evaluator {
    private final Instance instance;
    private final Map<Symbol, Field> fields;
    private final Map<Variable, Integer> slots = new HashMap<>();
    private int count;

    /** Formulas over {@code fields}, in which each of {@code free} has its place in the list as its slot. */
    Evaluator(Instance instance, Map<Symbol, Field> fields, List<Variable> free) {
        this.instance = instance;
        this.fields = fields;
        free.forEach(this::slot);
    }

    /** Tells if a formula is so. */
    @FunctionalInterface
    interface Test {
        /** Tells if it is so in {@code state}; {@code members} has the members by slot, and room for bound variables. */
        boolean holds(long[] state, int[] members);
    }

    /** Which element of a field belongs to the tuple that the slots have. */
    @FunctionalInterface
    interface Place {
        int of(int[] members);
    }

    /** How many slots there are. */
    int slots() {
        return count;
    }

    /** The slot of {@code variable}, a new one if it has none. */
    int slot(Variable variable) {
        return slots.computeIfAbsent(variable, one -> count++);
    }

    Test test(Formula formula) {
        if (formula instanceof Value value) {
            Field field = Objects.requireNonNull(fields.get(value.symbol()));
            Place place = place(value.symbol(), value.members());
            int wanted = value.value();
            return (s, m) -> field.get(s, place.of(m)) == wanted;
        } else if (formula instanceof Same same) {
            int left = slot(same.left());
            int right = slot(same.right());
            return (s, m) -> m[left] == m[right];
        } else if (formula instanceof Not not) {
            Test of = test(not.of());
            return (s, m) -> !of.holds(s, m);
        } else if (formula instanceof And and) {
            return all(and.of(), true);
        } else if (formula instanceof Or or) {
            return all(or.of(), false);
        }
        return quantified((Quantified) formula);
    }

    /** All of {@code parts}, or with {@code wanted} false one of them. */
    private Test all(List<Formula> parts, boolean wanted) {
        Test[] tests = parts.stream().map(this::test).toArray(Test[]::new);
        return (s, m) -> {
            for (Test test : tests) {
                if (test.holds(s, m) != wanted) {
                    return !wanted;
                }
            }
            return wanted;
        };
    }

    private Test quantified(Quantified quantified) {
        return quantified(quantified, 0);
    }

    /** The quantifier of the variables from {@code first} on. A bound variable has a slot of its own, whatever else has its name. */
    private Test quantified(Quantified quantified, int first) {
        if (first == quantified.variables().size()) {
            return test(quantified.of());
        }
        Variable variable = quantified.variables().get(first);
        Integer outer = slots.get(variable);
        int slot = count++;
        slots.put(variable, slot);
        Test body = quantified(quantified, first + 1);
        if (outer == null) {
            slots.remove(variable);
        } else {
            slots.put(variable, outer);
        }
        return quantified(quantified.universal(), slot, instance.size(variable.sort()), body);
    }

    /** A loop over the members in {@code slot}, which ends with the first that decides. */
    private static Test quantified(boolean universal, int slot, int size, Test body) {
        return (s, m) -> {
            for (m[slot] = 0; m[slot] < size; m[slot]++) {
                if (body.holds(s, m) != universal) {
                    return !universal;
                }
            }
            return universal;
        };
    }

    /** The place of the tuple of {@code members} in the field of {@code symbol}: the last member varies first. */
    Place place(Symbol symbol, List<Variable> members) {
        int[] at = members.stream().mapToInt(this::slot).toArray();
        int[] sizes = symbol.sorts().stream().mapToInt(instance::size).toArray();
        return m -> {
            int place = 0;
            for (int i = 0; i < at.length; i++) {
                place = place * sizes[i] + m[at[i]];
            }
            return place;
        };
    }
}
