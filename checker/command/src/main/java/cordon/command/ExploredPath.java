package cordon.command;

import com.google.common.collect.ImmutableList;
import cordon.counterexamples.Recording;
import cordon.engine.explore.Bounds;
import cordon.engine.property.Property;
import java.util.Optional;

/**
 * A path through the world of a run that a user makes, and what can be violated there.
 *
 * @param model what is explored
 * @param properties those that can be violated
 * @param exploration the steps so far
 * @param finder goes on with them to a state that is described
 */
record ExploredPath(Model model, ImmutableList<Property> properties, Exploration exploration, Finder finder) {

    /** A path of no steps; {@code bounds} are those of each search for a state. */
    static ExploredPath of(Model model, Bounds bounds) {
        ImmutableList<Property> properties = model.allProperties();
        Exploration exploration = new Exploration(model.system());
        return new ExploredPath(model, properties, exploration, new Finder(exploration, model, properties, bounds));
    }

    /** The path so far, as one that violates the first of those properties that it violates. */
    Recording recording() {
        Optional<Property> violated = exploration.violated(properties).stream().findFirst();
        return CounterexampleFiles.recording(model, violated, exploration.trace());
    }
}
