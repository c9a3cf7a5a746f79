package cordon.model;

import com.google.common.collect.ImmutableSet;
import cordon.model.Choice.GroupKind;
import cordon.model.Choice.HwTimeout;
import cordon.model.Choice.Pasid;
import cordon.model.Choice.RetryStrategy;
import cordon.model.Task.Kind;

/** Which choices of parameters and patches go together. */
final class Consistency {
    private Consistency() {}

    /**
     * Refuses what contradicts itself.
     *
     * @throws IllegalArgumentException with a message that says what contradicts what
     */
    static void require(Settings settings, ImmutableSet<Patch> patches) {
        int devices = settings.get(Parameter.DEVICES).size();
        int slots = 1 << settings.get(Parameter.QUEUE_LOG2);
        int longest = Math.max(1, Math.min(settings.get(Parameter.BATCH_MAX), devices)) + 1;
        if (longest > slots) {
            throw new IllegalArgumentException("a batch of " + (longest - 1) + " and its SYNC do not fit in a queue of "
                    + slots + " slots; raise queueLog2 or lower batchMax");
        }
        if (settings.get(Parameter.IRQ_CPU) == Choice.IrqCpu.CPU1 && settings.get(Parameter.CPUS) < 2) {
            throw new IllegalArgumentException("gerrIrqCpu=cpu1 needs cpus=2");
        }
        if (settings.get(Parameter.IRQ_CPU) == Choice.IrqCpu.TASK
                && settings.get(Parameter.TASKS).isEmpty()) {
            throw new IllegalArgumentException("gerrIrqCpu=task needs a task");
        }
        if (settings.get(Parameter.ITAGS) > 0 && settings.get(Parameter.HW_TIMEOUT) != HwTimeout.BELOW_1S) {
            throw new IllegalArgumentException("itags are modelled with hwTimeout=below-1s only");
        }
        requireTasks(settings, devices);
        int largestHalf = (devices + 1) / 2;
        if (settings.get(Parameter.RETRY_STRATEGY) == RetryStrategy.BISECT
                && largestHalf > settings.get(Parameter.BATCH_MAX)) {
            throw new IllegalArgumentException("retryStrategy=bisect retries up to " + largestHalf
                    + " devices in one list; raise batchMax to that");
        }
        for (Patch needed : new Patch[] {Patch.P4, Patch.P5, Patch.P6}) {
            if (patches.contains(Patch.P7) && !patches.contains(needed)) {
                throw new IllegalArgumentException("P7 builds on " + needed + ", which is missing");
            }
        }
    }

    private static void requireTasks(Settings settings, int devices) {
        boolean pasids = settings.get(Parameter.PASID) == Pasid.ON;
        boolean frees = false;
        boolean attaches = false;
        for (Task task : settings.get(Parameter.TASKS)) {
            if (task.sid() >= devices) {
                throw new IllegalArgumentException("tasks: " + task + " needs a device " + task.sid());
            }
            if (task.kind() == Kind.REPLACE && settings.get(Parameter.DOMAINS) < 2) {
                throw new IllegalArgumentException("tasks: replace needs domains=2");
            }
            boolean aboutPasid = task.kind() == Kind.SET_PASID || task.kind() == Kind.REMOVE_PASID;
            if (aboutPasid && !pasids) {
                throw new IllegalArgumentException("tasks: " + task + " needs pasid=on");
            }
            if (task.kind() == Kind.REMOVE && pasids) {
                throw new IllegalArgumentException("tasks: a device is removed without PASIDs (pasid=off)");
            }
            frees |= task.kind() == Kind.DETACH || task.kind() == Kind.CLOSE;
            attaches |= task.kind() == Kind.REATTACH;
        }
        if (frees && pasids && settings.get(Parameter.DOMAINS) == 1) {
            throw new IllegalArgumentException(
                    "tasks: nobody frees a domain (detach, close) that a PASID is attached to; domains=2 gives it its own");
        }
        if (frees && attaches) {
            throw new IllegalArgumentException(
                    "tasks: nobody attaches a domain (reattach) that somebody else frees (detach, close)");
        }
        if (settings.get(Parameter.GROUPS) == GroupKind.SHARED && settings.get(Parameter.DOMAINS) > 1) {
            throw new IllegalArgumentException("groups=shared: one group has one domain, so domains=1");
        }
    }
}
