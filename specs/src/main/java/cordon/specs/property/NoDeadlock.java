package cordon.specs.property;

import cordon.engine.Trace;
import cordon.engine.property.DeadlockFree;
import cordon.model.QuarantineModel;
import cordon.model.machine.Step;
import java.util.BitSet;

/** Every CPU can finish its work, as far as that can be seen without fairness. */
final class NoDeadlock implements DeadlockFree {
    private final QuarantineModel model;
    private final BitSet voluntary = new BitSet();

    NoDeadlock(QuarantineModel model) {
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
        return "As long as a CPU has not finished, some step is enabled that is not merely something a device or the page "
                + "allocator is free to do: no CPU waits for a SYNC that nothing will complete.";
    }

    @Override
    public boolean mayEnd(long[] state) {
        for (int cpu = 0; cpu < model.cpus(); cpu++) {
            if (!model.strictUnmap().finished(state, cpu)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean isProgress(int action) {
        return !voluntary.get(action);
    }

    @Override
    public String explain(Trace trace) {
        return "After step " + trace.length()
                + " nothing can happen any more, but not every CPU has finished its work.";
    }
}
