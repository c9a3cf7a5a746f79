package cordon.model.core;

import cordon.engine.schema.Field;
import cordon.engine.schema.Schema;
import cordon.model.hardware.Endpoints;
import cordon.model.kernel.AtcTimeoutWork;
import cordon.model.kernel.Groups;
import cordon.model.machine.Contexts;
import cordon.model.machine.Label;
import cordon.model.machine.Program;
import cordon.model.machine.Step;

/** The worker of v1 as a thread: {@link AtcTimeoutWork} says what it does. */
final class AtcTimeoutWorker {
    private static final String NAME = "v1 worker";

    private final Contexts contexts;
    private final int self;
    private final int devices;
    private final AtcTimeoutWork work;
    private final Endpoints endpoints;
    private final Groups groups;
    private final ResetPrepare prepare;
    private final ResetFunction reset;

    private final Label idle;
    private final Label prepared;
    private final Label resetDone;
    private final Step running;
    private final Field sid;

    /** Declares the worker, executed by thread {@code self}. */
    AtcTimeoutWorker(
            Program program,
            Contexts contexts,
            int self,
            AtcTimeoutWork work,
            Endpoints endpoints,
            Groups groups,
            ResetPrepare prepare,
            ResetFunction reset) {
        this.contexts = contexts;
        this.self = self;
        this.devices = endpoints.count();
        this.work = work;
        this.endpoints = endpoints;
        this.groups = groups;
        this.prepare = prepare;
        this.reset = reset;
        sid = program.schema()
                .means("v1: the device of the item that the worker is at (series.md, earlier designs)")
                .upTo(devices - 1)
                .control("v1.sid", Schema.bitsFor(devices - 1), Integer::toString);
        idle = contexts.label(NAME);
        prepared = contexts.label(NAME);
        resetDone = contexts.label(NAME);
        running = idle.on("run", "take a work item, lock its device, bus master off, prepare()", this::run)
                .saying((s, c) ->
                        "take the work item of sid " + next(s) + ", lock its device, bus master off, prepare()")
                .asSleeping();
        prepared.on("reset", "unlock the device; pci_reset_function()", this::prepared);
        resetDone.on("end", "bus master on, if the reset succeeded", this::end);
    }

    /** A device is taken out of service. */
    Step running() {
        return running;
    }

    /** The device whose work item is taken next, or -1. */
    int next(long[] s) {
        for (int device = 0; device < devices; device++) {
            if (work.isQueued(s, device)) {
                return device;
            }
        }
        return -1;
    }

    /** Puts the worker into its resting state. */
    void initialise(long[] s) {
        contexts.go(s, self, idle);
    }

    /** Whether the worker has nothing to do. */
    boolean resting(long[] s) {
        return next(s) < 0 && contexts.isAt(s, self, idle);
    }

    private boolean run(long[] s, int c) {
        int device = next(s);
        if (device < 0 || !groups.lockDevice(s, device)) {
            return false;
        }
        work.take(s, device);
        work.setRunning(s, device, true);
        sid.set(s, device);
        return prepare.call(s, c, device, prepared);
    }

    private boolean prepared(long[] s, int c) {
        prepare.takeBusy(s, c);
        groups.unlockDevice(s, sid.get(s));
        return reset.call(s, c, sid.get(s), resetDone);
    }

    /** pci_reset_function has restored what it found: bus master off. */
    private boolean end(long[] s, int c) {
        if (!reset.takeFailed(s, c)) {
            endpoints.writeBusMaster(s, sid.get(s), true);
        }
        work.setRunning(s, sid.get(s), false);
        sid.set(s, 0);
        return contexts.go(s, c, idle);
    }
}
