package cordon.specs.property;

import cordon.engine.Trace;
import cordon.engine.property.StepInvariant;

/** A property of steps that is violated exactly if it accuses a device. */
interface AccusingSteps extends StepInvariant, Accuses {
    @Override
    default boolean holds(long[] before, int action, long[] after) {
        return accusedDevices(before, action, after) == 0;
    }

    /** The first of the devices that the last step of {@code counterexample} accuses. */
    default int firstAccused(Trace counterexample) {
        int end = counterexample.length();
        return Integer.numberOfTrailingZeros(
                accusedDevices(counterexample.state(end - 1), counterexample.action(end), counterexample.last()));
    }
}
