package cordon.specs;

import com.google.common.collect.Maps;
import cordon.engine.schema.Field;
import cordon.model.World;
import cordon.model.machine.Effect;
import cordon.model.machine.Mutation;
import java.util.Map;
import java.util.Optional;

/**
 * A wrong world, and the property that must notice.
 *
 * @param wrong what is wrong with it, as a reviewer would put it
 * @param property the property it must violate
 * @param run the scenario in which it does; the right model satisfies the property there
 * @param step the step that is changed
 * @param change what the step does instead
 */
record Mutant(String wrong, String property, Run run, String step, Change change) {

    /** What a changed step does. */
    interface Change {
        /**
         * Takes the step in place.
         *
         * @param fields the fields of the state, by name
         * @param right what the step does in the right model
         */
        boolean apply(Fields fields, Effect right, long[] s, int arg);
    }

    /** The fields of a world, by name. */
    interface Fields {
        Field get(String name);
    }

    /** The wrong model. */
    World world() {
        World rightWorld = run.world();
        Map<String, Field> byName = Maps.uniqueIndex(rightWorld.schema().fields(), Field::name);
        Fields fields = name -> Optional.ofNullable(byName.get(name)).orElseThrow();
        if (rightWorld.steps().stream().noneMatch(s -> s.name().equals(step))) {
            throw new AssertionError("no step " + step);
        }
        // The wrong model declares the same fields in the same order, so those of the right one fit its states.
        Mutation mutation = (name, effect) -> name.equals(step) ? changed(fields, effect) : effect;
        return run.world(mutation);
    }

    /** Where the change takes no step the state is as it was, whatever the change did to it. */
    private Effect changed(Fields fields, Effect right) {
        return (s, arg) -> {
            long[] before = s.clone();
            boolean taken = change.apply(fields, right, s, arg);
            if (!taken) {
                System.arraycopy(before, 0, s, 0, s.length);
            }
            return taken;
        };
    }

    @Override
    public String toString() {
        return property + ": " + wrong;
    }
}
