package cordon.specs.property;

import cordon.engine.property.StepInvariant;

/** A property of steps that is violated exactly if it accuses a device. */
interface AccusingSteps extends StepInvariant, Accuses {
    @Override
    default boolean holds(long[] before, int action, long[] after) {
        return accusedDevices(before, action, after) == 0;
    }
}
