package cordon.engine.expression;

import cordon.engine.Successors;
import cordon.engine.TransitionSystem;
import cordon.engine.expression.Expression.And;
import cordon.engine.expression.Expression.Compares;
import cordon.engine.expression.Expression.Constant;
import cordon.engine.expression.Expression.Element;
import cordon.engine.expression.Expression.Enabled;
import cordon.engine.expression.Expression.ForEach;
import cordon.engine.expression.Expression.HasValue;
import cordon.engine.expression.Expression.Implies;
import cordon.engine.expression.Expression.IsMember;
import cordon.engine.expression.Expression.IsSet;
import cordon.engine.expression.Expression.Member;
import cordon.engine.expression.Expression.Not;
import cordon.engine.expression.Expression.Or;
import cordon.engine.expression.Expression.Rest;
import cordon.engine.expression.Expression.Since;
import cordon.engine.expression.Expression.Taken;
import cordon.engine.schema.Field;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Turns expressions into tests of states and steps that a search can ask for each state: quantifiers are expanded, values looked up,
 * and of a conjunction the cheap parts are asked first.
 */
final class Compiler {
    /** The most comparisons that an expression may have with its quantifiers expanded. */
    static final int MAX_SIZE = 20_000;

    private static final Comparator<Compiled> CHEAPEST_FIRST = Comparator.comparing(Compiled::cost);

    private final Vocabulary vocabulary;
    private final Map<Expression, Field> ghosts;
    private final Map<String, Integer> variables = new HashMap<>();
    private int size;

    /** What a compiled expression is asked. */
    @FunctionalInterface
    interface Test {
        /**
         * Whether it is true.
         *
         * @param now the state, or that before the step
         * @param action the action of the step; of no meaning if it is asked about a state
         * @param next the state after the step; {@code now} if it is asked about a state
         */
        boolean holds(long[] now, int action, long[] next);
    }

    /** What an answer costs. */
    private enum Cost {
        FIELDS,
        SUCCESSORS
    }

    private record Compiled(Test test, Cost cost) {
        static Compiled ofFields(Test test) {
            return new Compiled(test, Cost.FIELDS);
        }
    }

    private Compiler(Vocabulary vocabulary, Map<Expression, Field> ghosts) {
        this.vocabulary = vocabulary;
        this.ghosts = ghosts;
    }

    /**
     * The test that {@code expression} is.
     *
     * @param ghosts for each {@link Taken} and {@link Since} of the state that it is about, said without {@code next.}, the flag that
     *     remembers it
     * @throws IllegalArgumentException if it has more than {@link #MAX_SIZE} comparisons
     */
    static Test compile(Expression expression, Vocabulary vocabulary, Map<Expression, Field> ghosts) {
        return new Compiler(vocabulary, ghosts).compiled(expression).test();
    }

    private Compiled compiled(Expression expression) {
        if (++size > MAX_SIZE) {
            throw new IllegalArgumentException(
                    "with its quantifiers expanded, the expression has more than " + MAX_SIZE + " comparisons");
        }
        if (expression instanceof Constant constant) {
            boolean value = constant.value();
            return Compiled.ofFields((now, action, next) -> value);
        } else if (expression instanceof Not not) {
            return negated(compiled(not.of()));
        } else if (expression instanceof And and) {
            return all(compiled(and.all()));
        } else if (expression instanceof Or or) {
            return any(compiled(or.any()));
        } else if (expression instanceof Implies implies) {
            return any(List.of(negated(compiled(implies.premise())), compiled(implies.conclusion())));
        } else if (expression instanceof ForEach each) {
            return each.all() ? all(instances(each)) : any(instances(each));
        } else if (expression instanceof IsSet set) {
            return flag(
                    set.element().field(), index(set.element()), set.element().next());
        } else if (expression instanceof HasValue value) {
            return ofValue(value);
        } else if (expression instanceof IsMember is) {
            return ofNumber(is.element(), is.comparison(), Objects.requireNonNull(variables.get(is.variable())));
        } else if (expression instanceof Compares compares) {
            return ofElements(compares);
        } else if (expression instanceof Rest rest) {
            return successors(rest.next(), vocabulary::isProgress, false);
        } else if (expression instanceof Enabled enabled) {
            return successors(enabled.next(), vocabulary.fitting(enabled.label())::get, true);
        } else if (expression instanceof Taken taken) {
            if (taken.next()) {
                BitSet fitting = vocabulary.fitting(taken.label());
                return Compiled.ofFields((now, action, next) -> fitting.get(action));
            }
            return ghost(expression, false);
        }
        Since since = (Since) expression;
        return ghost(new Since(false, since.label()), since.next());
    }

    private List<Compiled> compiled(List<Expression> expressions) {
        return expressions.stream().map(this::compiled).toList();
    }

    private List<Compiled> instances(ForEach each) {
        List<Compiled> instances = IntStream.range(0, each.index().size())
                .mapToObj(member -> {
                    variables.put(each.variable(), member);
                    return compiled(each.body());
                })
                .toList();
        variables.remove(each.variable());
        return instances;
    }

    private static Compiled negated(Compiled compiled) {
        Test test = compiled.test();
        return new Compiled((now, action, next) -> !test.holds(now, action, next), compiled.cost());
    }

    private static Compiled all(List<Compiled> parts) {
        Test[] tests = cheapestFirst(parts);
        return new Compiled(
                (now, action, next) -> {
                    for (Test test : tests) {
                        if (!test.holds(now, action, next)) {
                            return false;
                        }
                    }
                    return true;
                },
                dearest(parts));
    }

    private static Compiled any(List<Compiled> parts) {
        Test[] tests = cheapestFirst(parts);
        return new Compiled(
                (now, action, next) -> {
                    for (Test test : tests) {
                        if (test.holds(now, action, next)) {
                            return true;
                        }
                    }
                    return false;
                },
                dearest(parts));
    }

    private static Test[] cheapestFirst(List<Compiled> parts) {
        return parts.stream().sorted(CHEAPEST_FIRST).map(Compiled::test).toArray(Test[]::new);
    }

    private static Cost dearest(List<Compiled> parts) {
        return parts.stream().max(CHEAPEST_FIRST).orElseThrow().cost();
    }

    private static Compiled flag(Field field, int i, boolean next) {
        return Compiled.ofFields(
                next ? (now, action, after) -> field.isSet(after, i) : (now, action, after) -> field.isSet(now, i));
    }

    private Compiled ghost(Expression remembered, boolean next) {
        Field field = ghosts.get(remembered);
        if (field == null) {
            throw new IllegalStateException("nothing remembers " + remembered.text());
        }
        return flag(field, 0, next);
    }

    private Compiled ofValue(HasValue value) {
        Field field = value.element().field();
        int i = index(value.element());
        boolean next = value.element().next();
        BitSet equal = Values.of(field, value.value());
        if (equal.cardinality() == 1) {
            return ofNumber(value.element(), value.comparison(), equal.nextSetBit(0));
        }
        boolean wanted = value.comparison() == Comparison.EQUAL; // several numbers with one text have no order
        return Compiled.ofFields(
                next
                        ? (now, action, after) -> equal.get(field.get(after, i)) == wanted
                        : (now, action, after) -> equal.get(field.get(now, i)) == wanted);
    }

    private Compiled ofNumber(Element element, Comparison comparison, int number) {
        Field field = element.field();
        int i = index(element);
        return Compiled.ofFields(
                element.next()
                        ? (now, action, after) -> comparison.holds(field.get(after, i), number)
                        : (now, action, after) -> comparison.holds(field.get(now, i), number));
    }

    private Compiled ofElements(Compares compares) {
        Field left = compares.left().field();
        Field right = compares.right().field();
        int i = index(compares.left());
        int j = index(compares.right());
        boolean leftNext = compares.left().next();
        boolean rightNext = compares.right().next();
        Comparison comparison = compares.comparison();
        return Compiled.ofFields((now, action, next) ->
                comparison.holds(left.get(leftNext ? next : now, i), right.get(rightNext ? next : now, j)));
    }

    /** Whether an action out of the state that is {@code wanted} is enabled, if {@code some}; that none is, otherwise. */
    private Compiled successors(boolean next, IntPredicate wanted, boolean some) {
        TransitionSystem system = vocabulary.system().orElseThrow();
        // One for each thread of a search, as each of its workers has one.
        ThreadLocal<Outlook> outlooks = ThreadLocal.withInitial(() -> new Outlook(system));
        return new Compiled(
                (now, action, after) -> outlooks.get().any(next ? after : now, wanted) == some, Cost.SUCCESSORS);
    }

    private int index(Element element) {
        return index(element, variables);
    }

    /** The number of an element in its field, where {@code variables} stand for these numbers. */
    static int index(Element element, Map<String, Integer> variables) {
        int index = 0;
        for (Member member : element.members()) {
            Integer bound = variables.get(member.number());
            index = index * member.index().size() + (bound != null ? bound : Integer.parseInt(member.number()));
        }
        return index;
    }

    /** The actions out of a state, seen from a state that may remember more than the system does. Not for several threads. */
    private static final class Outlook {
        private final TransitionSystem system;
        private final long[] state;
        private final Successors out;

        Outlook(TransitionSystem system) {
            this.system = system;
            this.state = new long[system.schema().words()];
            this.out = new Successors(state.length);
        }

        /** Whether a wanted action is enabled in {@code seen}, whose first words are those of a state of the system. */
        boolean any(long[] seen, IntPredicate wanted) {
            System.arraycopy(seen, 0, state, 0, state.length);
            out.clear();
            system.successors(state, out);
            for (int i = 0; i < out.count(); i++) {
                if (wanted.test(out.action(i))) {
                    return true;
                }
            }
            return false;
        }
    }
}
