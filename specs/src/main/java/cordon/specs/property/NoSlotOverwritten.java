package cordon.specs.property;

import cordon.engine.Trace;
import cordon.engine.property.StepInvariant;
import cordon.model.cmdq.InsertionModel;
import java.util.Locale;

/** A part of S11 of smmu.md E.3. */
final class NoSlotOverwritten implements StepInvariant {
    private final InsertionModel model;

    NoSlotOverwritten(InsertionModel model) {
        this.model = model;
    }

    @Override
    public String name() {
        return "no-slot-overwritten";
    }

    @Override
    public String meaning() {
        return "No entry is written into a slot whose command the SMMU has not consumed. (S11, smmu.md E.3)";
    }

    @Override
    public boolean judges(int action) {
        return model.insertion().writing().is(action);
    }

    @Override
    public boolean holds(long[] before, int action, long[] after) {
        return !model.insertion().overwrites(before, model.insertion().writing().arg(action));
    }

    @Override
    public boolean observes(int action) {
        return judges(action);
    }

    @Override
    public String explain(Trace trace) {
        int end = trace.length();
        return String.format(
                Locale.ROOT,
                "At step %d %s writes over a command that the SMMU has not consumed.",
                end,
                model.lane(model.insertion().writing().arg(trace.action(end))));
    }
}
