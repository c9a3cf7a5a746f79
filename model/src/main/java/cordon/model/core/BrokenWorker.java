package cordon.model.core;

import cordon.model.kernel.Groups;
import cordon.model.machine.Contexts;
import cordon.model.machine.Label;
import cordon.model.machine.Program;

/** The worker of {@code group->broken_work} (P3): {@code pci_dev_reset_iommu_prepare} in process context. */
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
        idle.on("run", "take group->broken_work off the queue, call prepare()", this::run);
        prepared.on("return", "prepare() is back", this::prepared);
    }

    /** Puts the worker into its resting state. */
    void initialise(long[] s) {
        contexts.go(s, self, idle);
    }

    /** Whether the worker has nothing to do. */
    boolean resting(long[] s) {
        for (int sid = 0; sid < devices; sid++) {
            if (groups.brokenWorkQueued(s, sid)) {
                return false;
            }
        }
        return contexts.isAt(s, self, idle);
    }

    private boolean run(long[] s, int c) {
        for (int sid = 0; sid < devices; sid++) {
            if (groups.brokenWorkQueued(s, sid)) {
                groups.takeBrokenWork(s, sid);
                return prepare.call(s, c, sid, prepared);
            }
        }
        return false;
    }

    private boolean prepared(long[] s, int c) {
        prepare.takeBusy(s, c);
        return contexts.go(s, c, idle);
    }
}
