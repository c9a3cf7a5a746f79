package cordon.specs.property;

import cordon.engine.Trace;
import cordon.engine.property.StepInvariant;
import cordon.model.cmdq.InsertionModel;
import java.util.Locale;

/** The core of S11 of smmu.md E.3. */
final class ExecutedExactlyOnce implements StepInvariant {
    private final InsertionModel model;

    ExecutedExactlyOnce(InsertionModel model) {
        this.model = model;
    }

    @Override
    public String name() {
        return "executed-exactly-once";
    }

    @Override
    public String meaning() {
        return "What the SMMU consumes was written, was not consumed before, is the next command of its CPU, and the list that "
                + "was begun before is complete: every command is executed exactly once, in order, its list in one piece. (S11, "
                + "smmu.md E.3)";
    }

    @Override
    public boolean judges(int action) {
        return model.consumer().consuming().is(action);
    }

    @Override
    public boolean holds(long[] before, int action, long[] after) {
        return model.consumer().nextIsRight(before);
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
                "At step %d the SMMU consumes slot %d, which does not hold the command that is due.",
                end,
                model.arithmetic().idx(model.consumer().consumed(trace.state(end - 1))));
    }
}
