package cordon.specs.property;

import cordon.engine.Trace;
import cordon.engine.property.Reachable;
import cordon.model.machine.Step;

/**
 * A step that a model worth checking must be able to take.
 *
 * @param name the property's name
 * @param meaning what it shows that the step can be taken
 * @param step the step
 */
record CanHappen(String name, String meaning, Step step) implements Reachable {

    @Override
    public boolean judges(int action) {
        return step.is(action);
    }

    @Override
    public boolean observes(int action) {
        return judges(action);
    }

    @Override
    public boolean reached(long[] before, int action, long[] after) {
        return true;
    }

    @Override
    public String explain(Trace trace) {
        return "It happens at step " + trace.length() + ".";
    }
}
