package cordon.symbolic;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An action of a protocol: it is possible for each choice of its parameters for which its guard holds, and assigns to symbols, all at
 * once. What it does not assign stays. Where two of its assignments are about one tuple, the earlier one counts; one that would never
 * count is refused.
 *
 * <p>Declared in one expression: {@code protocol.step("unlock", client, server).when(...).set(...).clear(...)}.
 */
public final class Step {
    private final String name;
    private final ImmutableList<Variable> parameters;
    private final List<Formula> guards = new ArrayList<>();
    private final List<Assignment> assignments = new ArrayList<>();
    private String words;

    Step(String name, List<Variable> parameters) {
        this.name = name;
        this.parameters = ImmutableList.copyOf(parameters);
        this.words = name;
    }

    /** Possible only where {@code guard} holds, too. */
    public Step when(Formula guard) {
        guards.add(guard);
        return this;
    }

    /** Makes {@code relation} true for {@code members}: parameters, or variables that stand for every member. */
    public Step set(Relation relation, Variable... members) {
        return setWhere(Formula.TRUE, relation, members);
    }

    /** As {@link #set}, for those tuples for which {@code condition} holds before the step. */
    public Step setWhere(Formula condition, Relation relation, Variable... members) {
        return assign(relation, 1, condition, members);
    }

    /** Makes {@code relation} false for {@code members}: parameters, or variables that stand for every member. */
    public Step clear(Relation relation, Variable... members) {
        return clearWhere(Formula.TRUE, relation, members);
    }

    /** As {@link #clear}, for those tuples for which {@code condition} holds before the step. */
    public Step clearWhere(Formula condition, Relation relation, Variable... members) {
        return assign(relation, 0, condition, members);
    }

    /** Gives {@code relation} the value that {@code formula} has before the step. */
    public Step copy(Formula formula, Relation relation, Variable... members) {
        return formula.equals(Formula.TRUE)
                ? set(relation, members)
                : setWhere(formula, relation, members).clear(relation, members);
    }

    /** Gives {@code choice} the value {@code value} for {@code members}: parameters, or variables that stand for every member. */
    public <E extends Enum<E>> Step put(Choice<E> choice, E value, Variable... members) {
        return putWhere(Formula.TRUE, choice, value, members);
    }

    /** As {@link #put}, for those tuples for which {@code condition} holds before the step. */
    public <E extends Enum<E>> Step putWhere(Formula condition, Choice<E> choice, E value, Variable... members) {
        return assign(choice, choice.number(value), condition, members);
    }

    /** What is said of the step: {@code {x}} stands for the member that is the parameter {@code x}. */
    public Step saying(String text) {
        words = text;
        return this;
    }

    private Step assign(Symbol symbol, int value, Formula condition, Variable... members) {
        if (assignments.stream()
                .anyMatch(earlier -> earlier.symbol() == symbol
                        && earlier.members().equals(List.of(members))
                        && earlier.condition().equals(Formula.TRUE)
                        && earlier.value() != value)) {
            throw new IllegalArgumentException(
                    "step '" + name + "' assigns to " + symbol + " twice: the second assignment would never count");
        }
        assignments.add(new Assignment(symbol, List.of(members), condition, value));
        return this;
    }

    /** The name, unique in a protocol. */
    public String name() {
        return name;
    }

    /** What it chooses. */
    public List<Variable> parameters() {
        return parameters;
    }

    /** Where it is possible; its free variables are the parameters. */
    public Formula guard() {
        return Formula.and(guards);
    }

    /** Tells if substitution alone shows that this step keeps {@code formula}, which has no free variables, as it is. */
    public boolean leaves(Formula formula) {
        return Substitution.leaves(this, formula);
    }

    List<Assignment> assignments() {
        return ImmutableList.copyOf(assignments);
    }

    /** The assignments to {@code symbol}, in their order. */
    List<Assignment> assignments(Symbol symbol) {
        return assignments.stream()
                .filter(assignment -> assignment.symbol() == symbol)
                .collect(toImmutableList());
    }

    /** Tells if it is a parameter, and no variable of an assignment that stands for every member. */
    boolean chooses(Variable variable) {
        return parameters.contains(variable);
    }

    /** This step in words, with {@code members} as its parameters. */
    String text(ImmutableIntArray members) {
        String text = words;
        for (int i = 0; i < parameters.size(); i++) {
            Variable parameter = parameters.get(i);
            text = text.replace("{" + parameter.name() + "}", parameter.sort().name() + " " + members.get(i));
        }
        return text;
    }

    /**
     * Copies of this step with a part taken away: each guard but none of what it consists of, and each assignment. For tests that ask
     * whether every part is needed.
     */
    public List<Step> withoutOnePart() {
        ImmutableList.Builder<Step> steps = ImmutableList.builder();
        IntStream.range(0, guards.size()).forEach(i -> {
            Step step = called(name + " without guard " + i);
            step.guards.remove(i);
            steps.add(step);
        });
        IntStream.range(0, assignments.size()).forEach(i -> {
            Step step = called(name + " without assignment " + i);
            step.assignments.remove(i);
            steps.add(step);
        });
        return steps.build();
    }

    private Step called(String newName) {
        Step step = new Step(newName, parameters);
        step.guards.addAll(guards);
        step.assignments.addAll(assignments);
        step.words = words;
        return step;
    }
}
