package cordon.engine.check;

import cordon.engine.Action;
import cordon.engine.Fairness;
import cordon.engine.Successors;
import cordon.engine.TransitionSystem;
import cordon.engine.schema.EnumField;
import cordon.engine.schema.Field;
import cordon.engine.schema.Index;
import cordon.engine.schema.Schema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A system that its constructor declares: fields, initial states and steps.
 *
 * <p>A step has a guard, which says where it is possible, and an effect, which changes a state in place. A step of an index
 * exists once for each member: members are processes. Each process is weakly fair: if it has possible steps for ever, it takes one.
 * A step that need never be taken is {@linkplain #optionalStep optional}.
 *
 * <p>Guards and effects are functions of the state alone. They are called by several threads.
 */
public abstract class SimpleSystem implements TransitionSystem {
    private final Schema.Builder fields = Schema.builder();
    private @Nullable Schema schema; // closed when it is first asked for, which is before a search starts its threads
    private final List<Consumer<long[]>> starts = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>(); // by action id
    private final List<Field> bounded = new ArrayList<>(); // whose bits hold more than their maximum

    /** A system without fields and steps. */
    protected SimpleSystem() {}

    /** Where a step of one member is possible. */
    @FunctionalInterface
    public interface Guard {
        /** Whether {@code member} can take the step in {@code state}, which is not to be modified. */
        boolean test(long[] state, int member);
    }

    /** What a step of one member does. */
    @FunctionalInterface
    public interface Effect {
        /** Turns {@code state}, in which {@code member} can take the step, into the state after it. */
        void apply(long[] state, int member);
    }

    private record Step(String process, String label, boolean fair, Body body) {}

    private record Body(int member, Guard guard, Effect effect) {}

    /** A kind of processes or things of which there are {@code size}, at least 1; each is something of its own. */
    protected final Index index(String name, int size) {
        return new Index(name, size);
    }

    /** A kind of processes or things that differ in nothing but their numbers, for a search with symmetry reduction. */
    protected final Index identical(String name, int size) {
        return new Index(name, size, true);
    }

    /**
     * A number, 0 to {@code max}, for each member of {@code indices}; one number if there are none. A step that makes it greater is an
     * error of the system: numbers do not begin again at 0.
     *
     * @throws IllegalArgumentException if the name is taken
     */
    protected final Field number(String name, int max, Index... indices) {
        Field field = fields.upTo(max).field(name, Schema.bitsFor(max), indices);
        if (max < (1L << field.width()) - 1) {
            bounded.add(field);
        }
        return field;
    }

    /** A boolean for each member of {@code indices}. */
    protected final Field flag(String name, Index... indices) {
        return fields.flag(name, indices);
    }

    /** A constant of an enum for each member of {@code indices}; the first constant is the initial one. */
    protected final <E extends Enum<E>> EnumField<E> choice(String name, Class<E> type, Index... indices) {
        return fields.enumField(name, type, indices);
    }

    /** The builder of the schema, for fields with meanings, names of members or ghosts. */
    protected final Schema.Builder fields() {
        return fields;
    }

    /** Another initial state: {@code start} changes one in which everything is 0. Without a call, that is the only one. */
    protected final void initially(Consumer<long[]> start) {
        starts.add(start);
    }

    /** A step of the process {@code process}. */
    protected final void step(String process, String label, Predicate<long[]> guard, Consumer<long[]> effect) {
        steps.add(new Step(process, label, true, new Body(0, (s, i) -> guard.test(s), (s, i) -> effect.accept(s))));
    }

    /** A step of each member of {@code process}. */
    protected final void step(Index process, String label, Guard guard, Effect effect) {
        addAll(process, label, guard, effect, true);
    }

    /** As {@link #step(Index, String, Guard, Effect)}, and no member ever has to take it. */
    protected final void optionalStep(Index process, String label, Guard guard, Effect effect) {
        addAll(process, label, guard, effect, false);
    }

    private void addAll(Index process, String label, Guard guard, Effect effect, boolean fair) {
        for (int i = 0; i < process.size(); i++) {
            steps.add(new Step(process.format(i), label, fair, new Body(i, guard, effect)));
        }
    }

    @Override
    public final Schema schema() {
        if (schema == null) {
            schema = fields.build();
        }
        return schema;
    }

    @Override
    public final void initialStates(Successors out) {
        List<Consumer<long[]>> all = starts.isEmpty() ? List.of(s -> {}) : starts;
        for (Consumer<long[]> start : all) {
            start.accept(out.begin(new long[schema().words()]));
            out.add(0);
        }
    }

    @Override
    public final void successors(long[] state, Successors out) {
        for (int id = 0; id < steps.size(); id++) {
            Body body = steps.get(id).body();
            if (body.guard().test(state, body.member())) {
                long[] next = out.begin(state);
                body.effect().apply(next, body.member());
                requireLegal(next, id);
                out.add(id);
            }
        }
    }

    private void requireLegal(long[] next, int id) {
        for (Field field : bounded) {
            for (int i = 0; i < field.size(); i++) {
                if (!field.isLegal(field.get(next, i))) {
                    throw new IllegalArgumentException(action(id) + " makes " + field.elementName(i) + " "
                            + field.get(next, i) + ", which is more than its maximum");
                }
            }
        }
    }

    @Override
    public final Action action(int id) {
        return new Action(
                steps.get(id).process(),
                getClass().getSimpleName(),
                steps.get(id).label());
    }

    @Override
    public final int actionCount() {
        return steps.size();
    }

    @Override
    public final Fairness fairness() {
        List<String> processes = steps.stream().map(Step::process).distinct().toList();
        return new Fairness(
                steps.stream()
                        .map(step -> step.fair() ? processes.indexOf(step.process()) : Fairness.NONE)
                        .toList(),
                Collections.nCopies(processes.size(), false));
    }
}
