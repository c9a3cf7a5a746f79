package cordon.model.core;

import cordon.model.kernel.Groups;
import cordon.model.machine.Contexts;
import cordon.model.machine.Label;
import cordon.model.machine.Program;

/**
 * The worker of {@code group->broken_work} (P3): {@code pci_dev_reset_iommu_prepare} in process context. It does nothing, silently,
 * unless the group has exactly one device when it runs (designs.md, section 0).
 */
final class BrokenWorker {
    static final String LANE = "kworker";

    private final Contexts contexts;
    private final int self;
    private final int devices;
    private final Groups groups;
    private final ResetPrepare prepare;
    private final Label idle;
    private final Label prepared;

    /** Declares the worker, executed by thread {@code self}. */
    BrokenWorker(Program program, Contexts contexts, int self, Groups groups, ResetPrepare prepare, int devices) {
        this.contexts = contexts;
        this.self = self;
        this.devices = devices;
        this.groups = groups;
        this.prepare = prepare;
        idle = contexts.label("broken_work (patch 3)");
        prepared = contexts.label("broken_work (patch 3)");
        idle.on("run", "take group->broken_work off the queue, call prepare()", this::run)
                .saying((s, c) -> "take group->broken_work of device " + next(s) + " off the queue; "
                        + (isAlone(s, next(s))
                                ? "call prepare()"
                                : "the group does not have exactly one device: return"));
        prepared.on("return", "prepare() is back", this::prepared);
    }

    /** Puts the worker into its resting state. */
    void initialise(long[] s) {
        contexts.go(s, self, idle);
    }

    /** Whether the worker has nothing to do. */
    boolean resting(long[] s) {
        return next(s) == devices && contexts.isAt(s, self, idle);
    }

    /** The first device whose group has its work queued; the number of devices if there is none. */
    private int next(long[] s) {
        int sid = 0;
        while (sid < devices && !groups.brokenWorkQueued(s, sid)) {
            sid++;
        }
        return sid;
    }

    private boolean isAlone(long[] s, int sid) {
        int member = groups.nextMember(s, sid, 0);
        return member < devices && !groups.hasMember(s, sid, member + 1);
    }

    private boolean run(long[] s, int c) {
        int sid = next(s);
        if (sid == devices) {
            return false;
        }
        groups.takeBrokenWork(s, sid);
        return isAlone(s, sid) ? prepare.call(s, c, groups.nextMember(s, sid, 0), prepared) : contexts.go(s, c, idle);
    }

    private boolean prepared(long[] s, int c) {
        prepare.takeBusy(s, c);
        return contexts.go(s, c, idle);
    }
}
