package cordon.model.machine;

import com.google.common.collect.ObjectArrays;
import cordon.engine.Footprint;
import cordon.engine.Successors;
import cordon.engine.schema.Schema;
import cordon.model.machine.Step.Condition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The steps of a model under construction and the schema of the state they work on.
 *
 * <p>Two kinds of steps. <em>Free</em> steps, of hardware and environment, are tried in every state. Steps <em>at a
 * label</em> are tried when some context stands there; see {@link Contexts}.
 */
public final class Program {
    private final Schema.Builder schema = Schema.builder();
    private final Mutation mutation;
    private final List<Step> all = new ArrayList<>();
    private Step[] free = {}; // an array, as are labels and their steps: they are gone through at every state
    private final List<Step> byAction = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    /** An empty program whose steps are changed by {@code mutation} as they are declared. */
    public Program(Mutation mutation) {
        this.mutation = mutation;
    }

    /** Where components declare their fields. */
    public Schema.Builder schema() {
        return schema;
    }

    /** All steps, in order of declaration. */
    public List<Step> steps() {
        return all;
    }

    /** The step of which {@code action} is a variant. */
    public Step stepOf(int action) {
        return byAction.get(action);
    }

    /** The number of actions: every variant of every step. */
    public int actionCount() {
        return byAction.size();
    }

    /**
     * Declares a free step.
     *
     * @param process the lane that variant {@code arg} belongs to
     * @param procedure the specification section or function it models
     * @param code a short label, unique in {@code procedure}
     * @param variants the number of variants
     * @param text what variant {@code arg} does
     */
    public Step free(
            IntFunction<String> process,
            String procedure,
            String code,
            int variants,
            IntFunction<String> text,
            Effect effect) {
        Step step = declare(process, procedure, code, variants, text, effect);
        free = ObjectArrays.concat(free, step);
        return step;
    }

    /** Adds the outcomes of all enabled free steps in {@code s}. */
    public void takeFree(long[] s, Successors out) {
        Condition asked = Step.ALWAYS;
        boolean possible = true;
        long[] next = out.begin(s);
        for (Step step : free) {
            if (!step.findsNeeded(s)) {
                continue;
            }
            if (step.condition() != asked) {
                asked = step.condition();
                possible = asked == Step.ALWAYS || asked.holds(s);
            }
            if (!possible) {
                continue;
            }
            for (int arg = 0; arg < step.variants(); arg++) {
                next = take(step, arg, s, next, out);
            }
        }
    }

    /** What each action looks at and changes, in states of {@code closed}; empty if some step does not say. */
    public Optional<List<Footprint>> footprints(Schema closed) {
        if (!all.stream().allMatch(Step::hasFootprint)) {
            return Optional.empty();
        }
        return Optional.of(IntStream.range(0, actionCount())
                .mapToObj(action -> stepOf(action).footprint(stepOf(action).arg(action), closed))
                .toList());
    }

    Step declare(
            IntFunction<String> process,
            String procedure,
            String code,
            int variants,
            IntFunction<String> text,
            Effect effect) {
        String name = procedure + " " + code;
        if (!names.add(name)) {
            throw new IllegalStateException("two steps are called " + name);
        }
        Effect chosen = mutation.apply(name, effect);
        Step step = new Step(procedure, code, process, text, byAction.size(), variants, chosen);
        if (chosen != effect) {
            step.asWrong();
        }
        all.add(step);
        for (int arg = 0; arg < variants; arg++) {
            byAction.add(step);
        }
        return step;
    }

    /**
     * Adds the outcome of variant {@code arg} of {@code step} in {@code s}, if it is enabled.
     *
     * @param next a copy of {@code s}, begun in {@code out}
     * @return another one for the next step; the same if this step was not enabled, for then it left it as it was
     */
    public static long[] take(Step step, int arg, long[] s, long[] next, Successors out) {
        if (step.apply(next, arg)) {
            out.add(step.action(arg));
            return out.begin(s);
        }
        assert Arrays.equals(next, s) : step.name() + " is not enabled and changed the state";
        return next;
    }
}
