package cordon.symbolic;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A protocol of any number of members, which its constructor declares: sorts, symbols, axioms, initial values, steps, clauses.
 *
 * <p>A symbol has its first value in the initial state (a relation is false) unless it is declared {@linkplain #initially otherwise}. A
 * {@linkplain #given given} symbol has any values that the axioms permit, and keeps them: no step assigns to it.
 */
public abstract class Protocol {
    private final List<Sort> sorts = new ArrayList<>();
    private final Map<String, Symbol> symbols = new LinkedHashMap<>(); // by name, as declared
    private final Set<Symbol> given = new HashSet<>();
    private final Map<Symbol, Integer> initial = new HashMap<>();
    private final List<Clause> axioms = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private final List<Clause> properties = new ArrayList<>();
    private final List<Clause> invariants = new ArrayList<>();

    /** A protocol without anything. */
    protected Protocol() {}

    /** A kind of members. */
    protected final Sort sort(String name) {
        Sort sort = new Sort(name);
        sorts.add(sort);
        return sort;
    }

    /**
     * Something that is true or false of each tuple of members.
     *
     * @throws IllegalArgumentException if the name is taken
     */
    protected final Relation relation(String name, Sort... members) {
        return declared(new Relation(name, List.of(members)));
    }

    /**
     * A constant of an enum for each tuple of members.
     *
     * @throws IllegalArgumentException if the name is taken, or the enum has fewer than two constants
     */
    protected final <E extends Enum<E>> Choice<E> choice(String name, Class<E> type, Sort... members) {
        if (type.getEnumConstants().length < 2) {
            throw new IllegalArgumentException(name + " needs two values");
        }
        return declared(new Choice<>(name, type, List.of(members)));
    }

    private <S extends Symbol> S declared(S symbol) {
        if (symbols.put(symbol.name(), symbol) != null) {
            throw new IllegalArgumentException("there are two symbols called " + symbol.name());
        }
        return symbol;
    }

    /** Declares that {@code symbol} has any value that the axioms permit, and keeps it. */
    protected final <S extends Symbol> S given(S symbol) {
        given.add(symbol);
        return symbol;
    }

    /** Declares that {@code relation} is true for every tuple in the initial state. */
    protected final Relation initially(Relation relation) {
        initial.put(relation, 1);
        return relation;
    }

    /** Declares that {@code choice} is {@code value} for every tuple in the initial state. */
    protected final <E extends Enum<E>> Choice<E> initially(Choice<E> choice, E value) {
        initial.put(choice, choice.number(value));
        return choice;
    }

    /** Something that is so of given symbols. */
    protected final void axiom(String name, String meaning, Formula formula) {
        axioms.add(new Clause(name, meaning, formula));
    }

    /**
     * A step with its parameters.
     *
     * @throws IllegalArgumentException if the name is taken
     */
    protected final Step step(String name, Variable... parameters) {
        if (steps.stream().anyMatch(step -> step.name().equals(name))) {
            throw new IllegalArgumentException("there are two steps called " + name);
        }
        Step step = new Step(name, List.of(parameters));
        steps.add(step);
        return step;
    }

    /** What is asked of every reachable state. */
    protected final void property(String name, String meaning, Formula formula) {
        properties.add(new Clause(name, meaning, formula));
    }

    /** What is so in every reachable state, and helps to prove a property: a candidate, until it is proved. */
    protected final void invariant(String name, String meaning, Formula formula) {
        invariants.add(new Clause(name, meaning, formula));
    }

    /** This protocol with {@code by} in the place of {@code step}; for tests that ask what a step is needed for. */
    public final Protocol replacing(Step step, Step by) {
        Protocol other = new Protocol() {};
        other.sorts.addAll(sorts);
        other.symbols.putAll(symbols);
        other.given.addAll(given);
        other.initial.putAll(initial);
        other.axioms.addAll(axioms);
        steps.forEach(each -> other.steps.add(each == step ? by : each));
        other.properties.addAll(properties);
        other.invariants.addAll(invariants);
        return other;
    }

    /** The sorts, as declared. */
    public final List<Sort> sorts() {
        return ImmutableList.copyOf(sorts);
    }

    /** The symbols, as declared. */
    public final List<Symbol> symbols() {
        return ImmutableList.copyOf(symbols.values());
    }

    /** The axioms, as declared. */
    public final List<Clause> axioms() {
        return ImmutableList.copyOf(axioms);
    }

    /** The steps, as declared. */
    public final List<Step> steps() {
        return ImmutableList.copyOf(steps);
    }

    /** What is asked. */
    public final List<Clause> properties() {
        return ImmutableList.copyOf(properties);
    }

    /** The properties, then what helps to prove them. */
    public final List<Clause> clauses() {
        return ImmutableList.<Clause>builder()
                .addAll(properties)
                .addAll(invariants)
                .build();
    }

    /** Tells if the symbol has any value that the axioms permit, and keeps it. */
    public final boolean isGiven(Symbol symbol) {
        return given.contains(symbol);
    }

    /** The number of the value that a symbol has in the initial state; empty if it is given. */
    public final Optional<Integer> initial(Symbol symbol) {
        return isGiven(symbol) ? Optional.empty() : Optional.of(initial.getOrDefault(symbol, 0));
    }

    /** What is so of the initial states, axioms apart: a formula without free variables for each symbol that is not given. */
    public final List<Formula> initially() {
        return symbols.values().stream()
                .filter(symbol -> !isGiven(symbol))
                .map(symbol -> {
                    ImmutableList<Variable> members = members(symbol);
                    return Formula.forall(
                            symbol.equal(initial(symbol).orElseThrow(), members), members.toArray(new Variable[0]));
                })
                .collect(toImmutableList());
    }

    /** One variable for each place of a tuple of {@code symbol}. */
    static ImmutableList<Variable> members(Symbol symbol) {
        List<Variable> members = new ArrayList<>();
        for (Sort sort : symbol.sorts()) {
            members.add(new Variable(sort.name() + "#" + members.size(), sort));
        }
        return ImmutableList.copyOf(members);
    }
}
