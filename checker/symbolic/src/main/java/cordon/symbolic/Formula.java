package cordon.symbolic;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import java.util.Collection;
import java.util.List;

/** A formula of first-order logic with equality over the {@linkplain Symbol symbols} of a protocol. Immutable. */
public sealed interface Formula {
    /** What is always so. */
    Formula TRUE = new And(ImmutableList.of());

    /** What is never so. */
    Formula FALSE = new Or(ImmutableList.of());

    /**
     * A symbol has a value for a tuple of members.
     *
     * @param symbol which one
     * @param value the number of the value
     * @param members one of each sort of the symbol
     */
    record Value(Symbol symbol, int value, List<Variable> members) implements Formula {
        @Override
        public String toString() {
            String place = symbol.name() + "(" + Joiner.on(", ").join(members) + ")";
            return symbol instanceof Relation
                    ? (value == 1 ? "" : "!") + place
                    : place + "=" + symbol.values().get(value);
        }
    }

    /** Two variables are one member. */
    record Same(Variable left, Variable right) implements Formula {
        @Override
        public String toString() {
            return left + " = " + right;
        }
    }

    /** It is not so. */
    record Not(Formula of) implements Formula {
        @Override
        public String toString() {
            return "!(" + of + ")";
        }
    }

    /** All of it is so. */
    record And(List<Formula> of) implements Formula {
        @Override
        public String toString() {
            return of.isEmpty() ? "true" : "(" + Joiner.on(" & ").join(of) + ")";
        }
    }

    /** Some of it is so. */
    record Or(List<Formula> of) implements Formula {
        @Override
        public String toString() {
            return of.isEmpty() ? "false" : "(" + Joiner.on(" | ").join(of) + ")";
        }
    }

    /** It is so for each value of the variables, or for some. */
    record Quantified(boolean universal, List<Variable> variables, Formula of) implements Formula {
        @Override
        public String toString() {
            return (universal ? "forall " : "exists ") + Joiner.on(", ").join(variables) + ". " + of;
        }
    }

    /** All of {@code parts}. */
    static Formula and(Formula... parts) {
        return and(List.of(parts));
    }

    /** All of {@code parts}. */
    static Formula and(Collection<Formula> parts) {
        if (parts.contains(FALSE)) {
            return FALSE;
        }
        ImmutableList<Formula> left =
                parts.stream().filter(part -> !part.equals(TRUE)).collect(toImmutableList());
        return left.size() == 1 ? left.get(0) : new And(left);
    }

    /** One of {@code parts}. */
    static Formula or(Formula... parts) {
        return or(List.of(parts));
    }

    /** One of {@code parts}. */
    static Formula or(Collection<Formula> parts) {
        if (parts.contains(TRUE)) {
            return TRUE;
        }
        ImmutableList<Formula> left =
                parts.stream().filter(part -> !part.equals(FALSE)).collect(toImmutableList());
        return left.size() == 1 ? left.get(0) : new Or(left);
    }

    /** Not {@code formula}. */
    static Formula not(Formula formula) {
        if (formula instanceof Not not) {
            return not.of();
        }
        return formula.equals(TRUE) ? FALSE : formula.equals(FALSE) ? TRUE : new Not(formula);
    }

    /** {@code then}, where {@code given} is so. */
    static Formula implies(Formula given, Formula then) {
        return or(not(given), then);
    }

    /** Two variables are one member. */
    static Formula same(Variable left, Variable right) {
        return left.equals(right) ? TRUE : new Same(left, right);
    }

    /** Two variables are different members. */
    static Formula differ(Variable left, Variable right) {
        return not(same(left, right));
    }

    /** {@code formula} for each value of {@code variables}. */
    static Formula forall(Formula formula, Variable... variables) {
        return quantified(true, List.of(variables), formula);
    }

    /** {@code formula} for some value of {@code variables}. */
    static Formula exists(Formula formula, Variable... variables) {
        return quantified(false, List.of(variables), formula);
    }

    private static Formula quantified(boolean universal, List<Variable> variables, Formula formula) {
        boolean idle = variables.isEmpty() || formula.equals(TRUE) || formula.equals(FALSE);
        return idle ? formula : new Quantified(universal, ImmutableList.copyOf(variables), formula);
    }
}
