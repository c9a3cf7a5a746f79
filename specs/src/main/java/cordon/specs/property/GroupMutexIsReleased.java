package cordon.specs.property;

import cordon.engine.Trace;
import cordon.engine.property.StepInvariant;
import cordon.model.QuarantineModel;
import cordon.model.core.Core;
import java.util.Locale;

/** S17 of smmu.md E.3 for what lies between prepare() and done(). */
final class GroupMutexIsReleased implements StepInvariant {
    private final QuarantineModel model;
    private final Core core;

    GroupMutexIsReleased(QuarantineModel model, Core core) {
        this.model = model;
        this.core = core;
    }

    @Override
    public String name() {
        return "group-mutex-is-released";
    }

    @Override
    public String meaning() {
        return "prepare() and done() return with group->mutex unlocked: it is not held across a reset method, which may take a minute and "
                + "may call prepare() itself. (S17, smmu.md E.3; series.md, who runs where)";
    }

    @Override
    public boolean judges(int action) {
        return core.unlocking(action);
    }

    @Override
    public boolean holds(long[] before, int action, long[] after) {
        int thread = thread(action);
        for (int sid = 0; sid < model.hardware().endpoints().count(); sid++) {
            boolean was = core.prepares(before, thread, sid) || core.finishes(before, thread, sid);
            boolean is = core.prepares(after, thread, sid) || core.finishes(after, thread, sid);
            if (was && !is && model.driver().groups().isLocked(after, sid)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String explain(Trace trace) {
        int end = trace.length();
        return String.format(
                Locale.ROOT,
                "At step %d %s goes on with group->mutex locked.",
                end,
                model.lane(thread(trace.action(end))));
    }

    private int thread(int action) {
        return model.stepOf(action).arg(action);
    }
}
