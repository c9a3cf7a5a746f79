package cordon.model.kernel;

import cordon.engine.schema.Field;
import cordon.engine.schema.Index;
import cordon.engine.schema.Schema;
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
 * The ISR allocates an item for each error. A list drops an item only when it runs while another item of the same device is running, in
 * another kworker; one that runs later resets the device a second time. Items of one device are counted up to {@link #MOST}: of more
 * than that the count knows only that there are so many.
 *
 * <p>Where the worker is not a thread of its own, of this there is everything up to and including bus master off: from there on
 * the device can do no harm, and the first item runs for ever, so that further ones are dropped.
 */
public final class AtcTimeoutWork {
    /** The number up to which waiting items of a device are counted. */
    public static final int MOST = 2;

    private static final String WORKER = "kworker";

    private final Command commands;
    private final Endpoints endpoints;
    private final Masters masters;
    private final int most;
    private final Field queued;
    private final Field running;
    private final Optional<Step> busMasterOff;

    /**
     * Declares the queue.
     *
     * @param threaded whether the worker is a thread of its own, declared elsewhere
     * @param queues whether anything queues items
     */
    AtcTimeoutWork(
            Program program,
            Index device,
            Command commands,
            Endpoints endpoints,
            Masters masters,
            boolean threaded,
            boolean queues) {
        this.commands = commands;
        this.endpoints = endpoints;
        this.masters = masters;
        this.most = threaded ? MOST : 1;
        queued = program.schema()
                .means("v1: the items that wait for the worker, for one device (series.md, earlier designs)")
                .upTo(most)
                .field("v1.work", Schema.bitsFor(most), device);
        running = program.schema()
                .means("v1: whether the worker is at an item of the device (series.md, earlier designs)")
                .flag("v1.running", device);
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
        if (threaded && queues) {
            program.free(
                            sid -> "another kworker",
                            "v1 worker",
                            "drop",
                            device.size(),
                            sid -> "run another work item of sid " + sid + ": the first is still running, drop it",
                            this::drop)
                    .needing(running)
                    .asVoluntary();
        }
    }

    /** Variant {@code sid}: the worker takes a device out of service; empty if it is a thread of its own. */
    public Optional<Step> busMasterOff() {
        return busMasterOff;
    }

    /** Whether an item for {@code sid} waits whose Stream ID still leads to a master. */
    public boolean isQueued(long[] s, int sid) {
        return queued.isSet(s, sid) && !masters.freed(s, sid);
    }

    /** Queues an item for the device that {@code command} was sent to, if it is an ATC_INV. */
    void queue(long[] s, int command) {
        if (commands.opcode(command) == Opcode.ATC_INV) {
            int sid = commands.sid(command);
            queued.set(s, sid, Math.min(queued.get(s, sid) + 1, most));
        }
    }

    /** The worker works for {@code sid}, or has finished: an item of the same device that runs in between is dropped. */
    public void setRunning(long[] s, int sid, boolean runs) {
        running.set(s, sid, runs ? 1 : 0);
    }

    /** The worker takes the item of {@code sid} and turns bus mastering of its device off; whether there was one. */
    public boolean take(long[] s, int sid) {
        if (!isQueued(s, sid)) {
            return false;
        }
        queued.set(s, sid, queued.get(s, sid) - 1);
        endpoints.writeBusMaster(s, sid, false);
        return true;
    }

    /** Another kworker runs an item of {@code sid} while the first item of that device runs: nothing is done. */
    private boolean drop(long[] s, int sid) {
        if (!queued.isSet(s, sid) || !running.isSet(s, sid)) {
            return false;
        }
        queued.set(s, sid, queued.get(s, sid) - 1);
        return true;
    }
}
