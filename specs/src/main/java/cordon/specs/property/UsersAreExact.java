package cordon.specs.property;

import cordon.engine.Trace;
import cordon.engine.property.StepInvariant;
import cordon.model.core.Core;
import cordon.model.kernel.AttachDev;

/** The second half of S8 of smmu.md E.3: users counts are exact. */
final class UsersAreExact implements StepInvariant {
    private final AttachDev attachDev;

    UsersAreExact(Core core) {
        this.attachDev = core.attachDev();
    }

    @Override
    public String name() {
        return "users-are-exact";
    }

    @Override
    public String meaning() {
        return "When a device is detached from a domain, its entries are in the domain's invs array, each with a user to take "
                + "away: arm_smmu_invs_unref does not warn. (S8, smmu.md E.3 and C.6)";
    }

    @Override
    public boolean holds(long[] before, int action, long[] after) {
        return !attachDev.unreffing().is(action)
                || attachDev.findsOldEntries(before, attachDev.unreffing().arg(action));
    }

    @Override
    public String explain(Trace trace) {
        int end = trace.length();
        int thread = attachDev.unreffing().arg(trace.action(end));
        long[] before = trace.state(end - 1);
        return String.format(
                "At step %d the entries of device %d are to be dropped from the invs array of %s, and are not in it.",
                end, attachDev.sid(before, thread), attachDev.from(before, thread));
    }
}
