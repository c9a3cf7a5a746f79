package cordon.specs.property;

import cordon.engine.Trace;
import cordon.engine.property.StepInvariant;
import cordon.model.QuarantineModel;
import cordon.model.machine.Step;
import java.util.Locale;

/** S17 of smmu.md E.3. */
final class LockDiscipline implements StepInvariant {
    private final QuarantineModel model;

    LockDiscipline(QuarantineModel model) {
        this.model = model;
    }

    @Override
    public String name() {
        return "lock-discipline";
    }

    @Override
    public String meaning() {
        return "Nobody takes a mutex inside an invalidation, where interrupts are disabled and invs->rwlock is held, nor "
                + "group->mutex while holding arm_smmu_asid_lock. (S17, smmu.md E.3 and C.10)";
    }

    @Override
    public boolean judges(int action) {
        return model.stepOf(action).sleeping();
    }

    @Override
    public boolean holds(long[] before, int action, long[] after) {
        int thread = model.stepOf(action).arg(action);
        boolean inAttach =
                model.core().isPresent() && model.core().get().attachDev().attaching(before) == thread;
        return !model.driver().domainInvRange().running(before, thread) && !inAttach;
    }

    @Override
    public String explain(Trace trace) {
        int end = trace.length();
        Step step = model.stepOf(trace.action(end));
        return String.format(
                Locale.ROOT,
                "At step %d %s takes a mutex where it may not sleep.",
                end,
                model.lane(step.arg(trace.action(end))));
    }
}
