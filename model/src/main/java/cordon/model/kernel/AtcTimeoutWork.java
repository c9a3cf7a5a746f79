package cordon.model.kernel;

import cordon.engine.schema.Field;
import cordon.engine.schema.Index;
import cordon.model.hardware.Command;
import cordon.model.hardware.Command.Opcode;
import cordon.model.hardware.Endpoints;
import cordon.model.machine.Program;
import cordon.model.machine.Step;
import java.util.Optional;

/**
 * The work item of v1 (series.md, "Earlier and alternative designs"): queued by the ISR for one Stream ID, executed by a
 * kernel worker some time later.
 *
 * <pre>
 * SID -&gt; master;  device lock;  bus master off;  prepare();  unlock;  pci_reset_function();  bus master on if it succeeded
 * </pre>
 *
 * Where the worker is not a thread of its own, of this there is everything up to and including bus master off: from there on
 * the device can do no harm.
 */
public final class AtcTimeoutWork {
    private static final String WORKER = "kworker";

    private final Command commands;
    private final Endpoints endpoints;
    private final Field queued;
    private final Field running;
    private final Optional<Step> busMasterOff;

    /**
     * Declares the queue.
     *
     * @param threaded whether the worker is a thread of its own, declared elsewhere
     */
    AtcTimeoutWork(Program program, Index device, Command commands, Endpoints endpoints, boolean threaded) {
        this.commands = commands;
        this.endpoints = endpoints;
        queued = program.schema().flag("v1.work", device);
        running = program.schema().flag("v1.running", device);
        busMasterOff = threaded
                ? Optional.empty()
                : Optional.of(program.free(
                                sid -> WORKER,
                                "v1 worker",
                                "run",
                                device.size(),
                                sid -> "take the work item of sid " + sid + ", turn bus mastering of its device off",
                                this::take)
                        .needing(queued));
    }

    /** Variant {@code sid}: the worker takes a device out of service; empty if it is a thread of its own. */
    public Optional<Step> busMasterOff() {
        return busMasterOff;
    }

    /** Whether work for {@code sid} is queued. */
    public boolean isQueued(long[] s, int sid) {
        return queued.isSet(s, sid);
    }

    /** Queues the device that {@code command} was sent to, if it is an ATC_INV. An item already queued is not queued twice. */
    void queue(long[] s, int command) {
        if (commands.opcode(command) == Opcode.ATC_INV) {
            int sid = commands.sid(command);
            queued.set(s, sid, running.isSet(s, sid) ? queued.get(s, sid) : 1);
        }
    }

    /** The worker works for {@code sid}, or has finished: what comes in between for the same device is dropped. */
    public void setRunning(long[] s, int sid, boolean runs) {
        running.set(s, sid, runs ? 1 : 0);
    }

    /** The worker takes the item of {@code sid} and turns bus mastering of its device off; whether there was one. */
    public boolean take(long[] s, int sid) {
        if (!queued.isSet(s, sid)) {
            return false;
        }
        queued.set(s, sid, 0);
        endpoints.writeBusMaster(s, sid, false);
        return true;
    }
}
