package cordon.symbolic;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableIntArray;
import cordon.engine.Action;
import cordon.engine.Successors;
import cordon.engine.TransitionSystem;
import cordon.engine.check.Checker;
import cordon.engine.property.Properties;
import cordon.engine.property.Property;
import cordon.engine.schema.Field;
import cordon.engine.schema.Index;
import cordon.engine.schema.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * A protocol with given numbers of members, as the explorers search it. An action id stands for a step with its members; each symbol is a
 * field.
 */
public final class FiniteSystem implements TransitionSystem {
    private static final int MOST_INITIAL_BITS = 24;

    private final Protocol protocol;
    private final Instance instance;
    private final Schema schema;
    private final ImmutableMap<Symbol, Field> fields;
    private final ImmutableList<Taken> taken; // by action id

    /** Assigns to one symbol; {@code rest} are the slots of the variables that stand for every member, with the sizes of their sorts. */
    private record Write(Field field, Evaluator.Place place, Evaluator.Test condition, int value, List<int[]> rest) {
        void apply(long[] before, long[] after, int[] members, int depth) {
            if (depth < rest.size()) {
                int[] slotAndSize = rest.get(depth);
                for (int i = 0; i < slotAndSize[1]; i++) {
                    members[slotAndSize[0]] = i;
                    apply(before, after, members, depth + 1);
                }
            } else if (condition.holds(before, members)) {
                field.set(after, place.of(members), value);
            }
        }
    }

    /** A step as a function of states; of two writes to one tuple the last one counts. */
    private record Compiled(Step step, Evaluator.Test guard, List<Write> writes, int slots) {}

    private record Taken(Compiled compiled, ImmutableIntArray members) {
        int[] slots() {
            return Arrays.copyOf(members.toArray(), compiled.slots());
        }
    }

    /** The system of {@code protocol} with the members of {@code instance}. */
    public FiniteSystem(Protocol protocol, Instance instance) {
        this.protocol = protocol;
        this.instance = instance;
        Schema.Builder builder = Schema.builder();
        ImmutableMap.Builder<Symbol, Field> declared = ImmutableMap.builder();
        for (Symbol symbol : protocol.symbols()) {
            declared.put(symbol, field(builder, symbol));
        }
        this.fields = declared.buildOrThrow();
        this.schema = builder.build();
        ImmutableList.Builder<Taken> all = ImmutableList.builder();
        for (Step step : protocol.steps()) {
            Compiled compiled = compile(step);
            int tuples = instance.tuples(sorts(step.parameters()));
            for (int i = 0; i < tuples; i++) {
                all.add(new Taken(compiled, members(step.parameters(), i)));
            }
        }
        this.taken = all.build();
    }

    private Field field(Schema.Builder builder, Symbol symbol) {
        Index[] indices = symbol.sorts().stream()
                .map(sort -> new Index(sort.name(), instance.size(sort), true))
                .toArray(Index[]::new);
        int last = symbol.values().size() - 1;
        return builder.upTo(last).field(symbol.name(), Schema.bitsFor(last), symbol.values()::get, indices);
    }

    private Compiled compile(Step step) {
        Evaluator evaluator = new Evaluator(instance, fields, step.parameters());
        Evaluator.Test guard = evaluator.test(step.guard());
        List<Write> writes = step.assignments().stream()
                .map(assignment -> compile(step, evaluator, assignment))
                .collect(toImmutableList())
                .reverse();
        return new Compiled(step, guard, writes, evaluator.slots());
    }

    private Write compile(Step step, Evaluator evaluator, Assignment assignment) {
        List<int[]> rest = assignment.members().stream()
                .filter(variable -> !step.chooses(variable))
                .distinct()
                .map(variable -> new int[] {evaluator.slot(variable), instance.size(variable.sort())})
                .collect(toImmutableList());
        return new Write(
                Objects.requireNonNull(fields.get(assignment.symbol())),
                evaluator.place(assignment.symbol(), assignment.members()),
                evaluator.test(assignment.condition()),
                assignment.value(),
                rest);
    }

    private static ImmutableList<Sort> sorts(List<Variable> variables) {
        return variables.stream().map(Variable::sort).collect(toImmutableList());
    }

    /** The tuple with a number; the last member varies first. */
    private ImmutableIntArray members(List<Variable> variables, int number) {
        int[] members = new int[variables.size()];
        int rest = number;
        for (int i = members.length - 1; i >= 0; i--) {
            int size = instance.size(variables.get(i).sort());
            members[i] = rest % size;
            rest /= size;
        }
        return ImmutableIntArray.copyOf(members);
    }

    /** The clause as a property of this system. */
    private Property property(Clause clause) {
        return Properties.always(clause.name(), clause.meaning(), test(clause));
    }

    private Predicate<long[]> test(Clause clause) {
        Evaluator evaluator = new Evaluator(instance, fields, ImmutableList.of());
        Evaluator.Test test = evaluator.test(clause.formula());
        int slots = evaluator.slots();
        return s -> test.holds(s, new int[slots]);
    }

    /** Whether {@code clause} is so in {@code state}. */
    public boolean holds(Clause clause, long[] state) {
        return test(clause).test(state);
    }

    /** A checker that asks whether {@code clauses} are so in every reachable state. */
    public Checker asking(List<Clause> clauses) {
        Checker checker = Checker.of(this);
        for (Clause clause : clauses) {
            checker = checker.asking(property(clause));
        }
        return checker;
    }

    @Override
    public Schema schema() {
        return schema;
    }

    /**
     * {@inheritDoc}
     *
     * <p>Every valuation of the given symbols that the axioms permit.
     *
     * @throws IllegalStateException if there are too many valuations to look at
     */
    @Override
    public void initialStates(Successors out) {
        List<long[]> states = new ArrayList<>();
        states.add(new long[schema.words()]);
        long looked = 1;
        for (Map.Entry<Symbol, Field> entry : fields.entrySet()) {
            Symbol symbol = entry.getKey();
            Field field = entry.getValue();
            for (int i = 0; i < field.size(); i++) {
                int place = i;
                if (!protocol.isGiven(symbol)) {
                    states.forEach(state ->
                            field.set(state, place, protocol.initial(symbol).orElseThrow()));
                    continue;
                }
                looked *= symbol.values().size();
                if (looked > 1 << MOST_INITIAL_BITS) {
                    throw new IllegalStateException("too many initial states with " + instance);
                }
                states = states.stream()
                        .flatMap(state -> field.legalValues().mapToObj(value -> {
                            long[] next = state.clone();
                            field.set(next, place, value);
                            return next;
                        }))
                        .collect(toImmutableList());
            }
        }
        List<Evaluator.Test> axioms = new ArrayList<>();
        Evaluator evaluator = new Evaluator(instance, fields, ImmutableList.of());
        protocol.axioms().forEach(axiom -> axioms.add(evaluator.test(axiom.formula())));
        for (long[] state : states) {
            if (axioms.stream().allMatch(axiom -> axiom.holds(state, new int[evaluator.slots()]))) {
                out.begin(state);
                out.add(0);
            }
        }
    }

    @Override
    public void successors(long[] state, Successors out) {
        for (int id = 0; id < taken.size(); id++) {
            Taken one = taken.get(id);
            int[] slots = one.slots();
            if (one.compiled().guard().holds(state, slots)) {
                long[] next = out.begin(state);
                for (Write write : one.compiled().writes()) {
                    write.apply(state, next, slots, 0);
                }
                out.add(id);
            }
        }
    }

    /** The field of each symbol. */
    ImmutableMap<Symbol, Field> fields() {
        return fields;
    }

    /**
     * The number of the value that {@code symbol} has in {@code state} for {@code members}, at most two.
     *
     * @throws IllegalArgumentException if the protocol has no such symbol
     */
    public int get(long[] state, Symbol symbol, int... members) {
        return field(symbol).get(state, element(symbol, members));
    }

    /**
     * Gives {@code symbol} the value with the number {@code value} for {@code members}.
     *
     * @throws IllegalArgumentException if the protocol has no such symbol
     */
    public void set(long[] state, Symbol symbol, int value, int... members) {
        field(symbol).set(state, element(symbol, members), value);
    }

    private Field field(Symbol symbol) {
        Field field = fields.get(symbol);
        if (field == null) {
            throw new IllegalArgumentException("no symbol " + symbol);
        }
        return field;
    }

    private int element(Symbol symbol, int[] members) {
        int element = 0;
        for (int i = 0; i < members.length; i++) {
            element = element * instance.size(symbol.sorts().get(i)) + members[i];
        }
        return element;
    }

    /** The members of an action, in the order of the parameters of its step. */
    ImmutableIntArray members(int action) {
        return taken.get(action).members();
    }

    /** The step that an action takes. */
    public Step step(int action) {
        return taken.get(action).compiled().step();
    }

    @Override
    public Action action(int id) {
        Taken one = taken.get(id);
        List<Variable> parameters = one.compiled().step().parameters();
        String process = parameters.isEmpty()
                ? "protocol"
                : parameters.get(0).sort().name() + " " + one.members().get(0);
        return new Action(
                process, one.compiled().step().name(), one.compiled().step().text(one.members()));
    }

    @Override
    public int actionCount() {
        return taken.size();
    }
}
