package cordon.model.kernel;

import cordon.engine.schema.Field;
import cordon.engine.schema.Index;
import cordon.model.hardware.Command;
import cordon.model.hardware.Command.Opcode;
import cordon.model.hardware.Endpoints;
import cordon.model.machine.Program;
import cordon.model.machine.Step;

/**
 * The work item of v1 (series.md, "Earlier and alternative designs"): queued by the ISR for one Stream ID, executed by a
 * kernel worker some time later.
 *
 * <pre>
 * SID -&gt; master;  device lock;  bus master off;  prepare();  unlock;  pci_reset_function();  bus master on if it succeeded
 * </pre>
 *
 * Of this the model has everything up to and including bus master off: from there on the device can do no harm, and what
 * a reset does afterwards belongs to scenarios with resets.
 */
public final class AtcTimeoutWork {
    private static final String WORKER = "kworker";

    private final Command commands;
    private final Endpoints endpoints;
    private final Field queued;
    private final Step busMasterOff;

    /** Declares the queue and the worker. */
    public AtcTimeoutWork(Program program, Index device, Command commands, Endpoints endpoints) {
        this.commands = commands;
        this.endpoints = endpoints;
        queued = program.schema().flag("v1.work", device);
        busMasterOff = program.free(
                sid -> WORKER,
                "v1 worker",
                "run",
                device.size(),
                sid -> "take the work item of sid " + sid + ", turn bus mastering of its device off",
                this::run);
    }

    /** Variant {@code sid}: the worker takes a device out of service. */
    public Step busMasterOff() {
        return busMasterOff;
    }

    /** Queues the device that {@code command} was sent to, if it is an ATC_INV. An item already queued is not queued twice. */
    void queue(long[] s, int command) {
        if (commands.opcode(command) == Opcode.ATC_INV) {
            queued.set(s, commands.sid(command), 1);
        }
    }

    private boolean run(long[] s, int sid) {
        if (!queued.isSet(s, sid)) {
            return false;
        }
        queued.set(s, sid, 0);
        endpoints.writeBusMaster(s, sid, false);
        return true;
    }
}
