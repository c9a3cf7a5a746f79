package cordon.model;

import com.google.common.collect.ImmutableSet;
import cordon.model.Choice.HwTimeout;
import cordon.model.Choice.RetryStrategy;

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
        new TaskConsistency(settings).require();
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
}
