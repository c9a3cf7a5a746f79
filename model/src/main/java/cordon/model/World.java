package cordon.model;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import cordon.engine.Action;
import cordon.engine.Fairness;
import cordon.engine.Footprint;
import cordon.engine.Successors;
import cordon.engine.TransitionSystem;
import cordon.engine.schema.Schema;
import cordon.model.machine.Contexts;
import cordon.model.machine.Mutation;
import cordon.model.machine.Program;
import cordon.model.machine.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A transition system made of labelled steps, for one choice of parameters and patches. A subclass declares fields and steps
 * in its constructor, says what the first state is, and in which order contexts and free steps are tried.
 */
public abstract class World implements TransitionSystem {
    private final Settings settings;
    private final ImmutableSet<Patch> patches;
    private final Program program;
    private @Nullable Schema schema;

    /** A world without fields and steps. */
    protected World(Settings settings, ImmutableSet<Patch> patches, Mutation mutation) {
        this.settings = settings;
        this.patches = patches;
        this.program = new Program(mutation);
    }

    /** Where fields and steps are declared. */
    protected final Program program() {
        return program;
    }

    /** What executes code. */
    protected abstract Contexts contexts();

    /** Whether everybody who has something to do has done it. */
    public abstract boolean finished(long[] state);

    /** The threads in order, then the free steps. */
    @Override
    public void successors(long[] state, Successors out) {
        for (int c = 0; c < threads(); c++) {
            contexts().take(c, state, out);
        }
        program.takeFree(state, out);
    }

    /** Closed when it is first asked for, which is when the subclass has declared everything. */
    @Override
    public final Schema schema() {
        if (schema == null) {
            schema = program.schema().build();
        }
        return schema;
    }

    @Override
    public final Action action(int id) {
        Step step = program.stepOf(id);
        return step.describe(step.arg(id));
    }

    @Override
    public final Action action(int id, long[] before) {
        Step step = program.stepOf(id);
        return step.describe(step.arg(id), before);
    }

    @Override
    public final int actionCount() {
        return program.actionCount();
    }

    /**
     * Threads and the handler are weakly fair, each as a whole; so is each thing that hardware does, unless it is voluntary.
     * Who waits for a mutex, or for interrupts to be enabled, gets it in the end.
     */
    @Override
    public final Fairness fairness() {
        List<Boolean> strong = new ArrayList<>(Collections.nCopies(contexts().count(), false));
        List<Integer> classOf = new ArrayList<>();
        for (Step step : program.steps()) {
            for (int arg = 0; arg < step.variants(); arg++) {
                if (step.voluntary()) {
                    classOf.add(Fairness.NONE);
                } else if (step.ofContext() && !step.stronglyFair()) {
                    classOf.add(arg);
                } else {
                    classOf.add(strong.size());
                    strong.add(step.stronglyFair());
                }
            }
        }
        return new Fairness(classOf, strong);
    }

    /** Only of a world in which every step says what it looks at. */
    @Override
    public final Optional<List<Footprint>> footprints() {
        return program.footprints(schema());
    }

    @Override
    public final List<String> log(long[] before, int action) {
        Step step = program.stepOf(action);
        return step.log(before, step.arg(action));
    }

    /** The parameters. */
    public final Settings settings() {
        return settings;
    }

    /** The patches applied. */
    public final ImmutableSet<Patch> patches() {
        return patches;
    }

    /** Every labelled step, in order of declaration. */
    public final ImmutableList<Step> steps() {
        return ImmutableList.copyOf(program.steps());
    }

    /**
     * The step called {@code name}.
     *
     * @throws IllegalArgumentException if there is none
     */
    public final Step step(String name) {
        return program.steps().stream()
                .filter(step -> step.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no step " + name));
    }

    /** The step of which {@code action} is a variant. */
    public final Step stepOf(int action) {
        return program.stepOf(action);
    }

    /** The number of threads: those of the CPUs first. */
    public final int threads() {
        return contexts().threads().size();
    }

    /** The lane of a thread in a counterexample. */
    public final String lane(int thread) {
        return contexts().lane(thread);
    }

    /** Whether thread {@code thread} stands where {@code step} is taken. */
    public final boolean standsAt(long[] state, int thread, Step step) {
        return step.isAt(contexts().labelOf(state, thread));
    }

    /** The step that thread {@code thread} takes next, or waits to take. */
    public final String standsAt(long[] state, int thread) {
        return contexts().labelOf(state, thread).toString();
    }
}
