package cordon.specs.property;

import cordon.engine.Trace;
import cordon.engine.property.DeadlockFree;
import cordon.model.World;
import cordon.model.machine.Step;
import java.util.BitSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** No CPU is left waiting in a world that stands still; that it makes progress in one that moves is a matter of liveness. */
final class NoDeadlock implements DeadlockFree {
    private final World model;
    private final BitSet voluntary = new BitSet();

    NoDeadlock(World model) {
        this.model = model;
        for (Step step : model.steps()) {
            if (step.voluntary()) {
                voluntary.set(step.action(0), step.action(step.variants()));
            }
        }
    }

    @Override
    public String name() {
        return "no-deadlock";
    }

    @Override
    public String meaning() {
        return "As long as a CPU or a task has not finished, some step is enabled that is not merely something a device or the page "
                + "allocator is free to do. It says nothing of a world that goes round in circles, as a SYNC that faults for "
                + "ever does: that is liveness. (smmu.md E.4)";
    }

    @Override
    public boolean mayEnd(long[] state) {
        return model.finished(state);
    }

    @Override
    public boolean isProgress(int action) {
        return !voluntary.get(action);
    }

    @Override
    public boolean observes(int action) {
        return !voluntary.isEmpty();
    }

    @Override
    public String explain(Trace trace) {
        String places = IntStream.range(0, model.threads())
                .mapToObj(thread -> model.lane(thread) + " stands at " + model.standsAt(trace.last(), thread))
                .collect(Collectors.joining(", "));
        return "After step " + trace.length() + " nothing can happen any more: " + places + ".";
    }
}
