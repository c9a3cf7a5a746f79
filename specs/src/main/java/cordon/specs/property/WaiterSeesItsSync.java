package cordon.specs.property;

import cordon.engine.Trace;
import cordon.engine.property.StepInvariant;
import cordon.model.cmdq.InsertionModel;
import java.util.Locale;

/** S12 of smmu.md E.3 for the lock-free insertion. */
final class WaiterSeesItsSync implements StepInvariant {
    private final InsertionModel model;

    WaiterSeesItsSync(InsertionModel model) {
        this.model = model;
    }

    @Override
    public String name() {
        return "waiter-sees-its-sync";
    }

    @Override
    public String meaning() {
        return "Who waits for a SYNC and does not give up goes on only when the SMMU has consumed it: the queue has not wrapped "
                + "unnoticed meanwhile. (S12, smmu.md E.3 and C.2)";
    }

    @Override
    public boolean judges(int action) {
        return model.insertion().synced().is(action);
    }

    @Override
    public boolean holds(long[] before, int action, long[] after) {
        int pointer =
                model.insertion().syncPointer(before, model.insertion().synced().arg(action));
        int behind = model.arithmetic().distance(pointer, model.consumer().consumed(before));
        return behind > 0 && behind <= model.arithmetic().slots();
    }

    @Override
    public boolean observes(int action) {
        return judges(action) || model.consumer().consuming().is(action);
    }

    @Override
    public String explain(Trace trace) {
        int end = trace.length();
        return String.format(
                Locale.ROOT,
                "At step %d %s goes on, although the SMMU has not consumed its SYNC.",
                end,
                model.lane(model.insertion().synced().arg(trace.action(end))));
    }
}
