package cordon.specs.property;

import cordon.engine.Trace;
import cordon.engine.property.Invariant;
import cordon.model.QuarantineModel;
import java.util.Locale;

/** What P5 makes of S18 of smmu.md E.3: invs entries point to masters. */
final class NoFreedMaster implements Invariant, Accuses {
    private final QuarantineModel model;

    NoFreedMaster(QuarantineModel model) {
        this.model = model;
    }

    @Override
    public String name() {
        return "no-freed-master";
    }

    @Override
    public String meaning() {
        return "Nobody is about to follow inv->master of an invs entry, or to fence or report a device, whose master "
                + "arm_smmu_release_device has freed. (S18, smmu.md E.3; series.md, P5)";
    }

    @Override
    public boolean holds(long[] state) {
        return user(state) < 0;
    }

    @Override
    public String explain(Trace trace) {
        int thread = user(trace.last());
        return String.format(
                Locale.ROOT,
                "After step %d %s stands at %s and uses the master of device %d, which was freed.",
                trace.length(),
                model.lane(thread),
                model.standsAt(trace.last(), thread),
                freedUsed(trace.last(), thread));
    }

    /** The devices whose freed masters are used. */
    @Override
    public int accusedDevices(long[] before, int action, long[] after) {
        int used = 0;
        for (int sid = 0; sid < model.hardware().endpoints().count(); sid++) {
            for (int thread = 0; thread < model.threads(); thread++) {
                used |= usesFreed(after, thread, sid) ? 1 << sid : 0;
            }
        }
        return used;
    }

    /** The threads that use freed masters. */
    @Override
    public int accusedThreads(long[] before, int action, long[] after) {
        int users = 0;
        for (int thread = 0; thread < model.threads(); thread++) {
            users |= freedUsed(after, thread) >= 0 ? 1 << thread : 0;
        }
        return users;
    }

    private int user(long[] s) {
        for (int thread = 0; thread < model.threads(); thread++) {
            if (freedUsed(s, thread) >= 0) {
                return thread;
            }
        }
        return -1;
    }

    private int freedUsed(long[] s, int thread) {
        for (int sid = 0; sid < model.hardware().endpoints().count(); sid++) {
            if (usesFreed(s, thread, sid)) {
                return sid;
            }
        }
        return -1;
    }

    private boolean usesFreed(long[] s, int thread, int sid) {
        return model.driver().masters().freed(s, sid)
                && model.driver().domainInvRange().usesMaster(s, thread, sid);
    }
}
