package cordon.specs.mutation;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Maps;
import cordon.engine.schema.Field;
import cordon.model.Consistency;
import cordon.model.Patch;
import cordon.model.World;
import cordon.model.machine.Effect;
import cordon.specs.Run;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The step of a world that is changed. The wrong world declares the same fields in the same order, so that they fit its states. */
public final class Place {
    private final Run run;
    private final World right;
    private final String step;
    private final Map<String, Field> fields;
    private final Map<String, Integer> labels = new ConcurrentHashMap<>();
    private final Map<Patch, Effect> without = new ConcurrentHashMap<>();

    /** The step called {@code step} of {@code right}, the world of {@code run}. */
    Place(Run run, World right, String step) {
        this.run = run;
        this.right = right;
        this.step = step;
        this.fields = Maps.uniqueIndex(right.schema().fields(), Field::name);
    }

    /**
     * The field called {@code name}.
     *
     * @throws IllegalArgumentException if the world has none
     */
    public Field get(String name) {
        return Optional.ofNullable(fields.get(name))
                .orElseThrow(() -> new IllegalArgumentException("no field " + name));
    }

    /**
     * Tells if {@code context} stands at {@code label}, which is called like its first step.
     *
     * @throws IllegalArgumentException if no label is called so
     */
    boolean isAt(long[] s, int context, String label) {
        return get("at").get(s, context) == label(label);
    }

    /** Moves {@code context} to the label of {@link #isAt}. */
    void go(long[] s, int context, String label) {
        get("at").set(s, context, label(label));
    }

    private int label(String name) {
        return labels.computeIfAbsent(
                name,
                label -> get("at")
                        .legalValues()
                        .filter(value -> get("at").format(value).equals(label))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("no label " + label)));
    }

    /**
     * The effect of the step in the same world without {@code patch}: the place that asks for the patch there is dropped, and no other.
     *
     * @throws IllegalArgumentException if the patch is not applied, or the world has other fields or steps without it
     */
    public Effect without(Patch patch) {
        return without.computeIfAbsent(patch, this::find);
    }

    private Effect find(Patch patch) {
        if (!run.patches().contains(patch)) {
            throw new IllegalArgumentException(patch + " is not applied");
        }
        Map<String, Effect> effects = new HashMap<>();
        World other = Run.of(run.scenario(), Consistency.without(run.patches(), patch), run.settings())
                .world((name, effect) -> {
                    effects.put(name, effect);
                    return effect;
                });
        if (!shape(other).equals(shape(right))) {
            throw new IllegalArgumentException("other fields or steps without " + patch);
        }
        return Optional.ofNullable(effects.get(step))
                .orElseThrow(() -> new IllegalArgumentException("no step " + step));
    }

    /** The fields with their values as text, labels among them, and the steps: where these are equal, an effect fits both worlds. */
    private static ImmutableList<String> shape(World world) {
        ImmutableList.Builder<String> shape = ImmutableList.builder();
        for (Field field : world.schema().fields()) {
            String labels = field.name().equals("at")
                    ? Joiner.on(',')
                            .join(field.legalValues().mapToObj(field::format).collect(toImmutableList()))
                    : "";
            shape.add(field.name() + " " + field.width() + " " + field.size() + " " + labels);
        }
        world.steps().forEach(one -> shape.add(one.name()));
        return shape.build();
    }
}
