package cordon.model;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import cordon.model.Choice.DeviceMode;
import cordon.model.Choice.HwTimeout;
import cordon.model.Choice.IrqCpu;
import cordon.model.Choice.Pasid;
import cordon.model.Choice.RetryStrategy;
import java.util.function.Consumer;

/**
 * Which choices of parameters and patches go together in {@link Choice.WorldKind#PROTOCOL}. Of the devices the rules look at the
 * number, and at those that are slow.
 */
public final class Consistency {

    /** Each rule for the parameters, with the parameters that it looks at. */
    public static final ImmutableList<Rule> RULES = ImmutableList.of(
            new Rule(
                    ImmutableSet.of(Parameter.DEVICES, Parameter.PASID, Parameter.QUEUE_LOG2, Parameter.BATCH_MAX),
                    Consistency::requireSpace),
            new Rule(
                    ImmutableSet.of(Parameter.IRQ_CPU, Parameter.CPUS, Parameter.TASKS), Consistency::requireIrqTarget),
            new Rule(ImmutableSet.of(Parameter.ITAGS, Parameter.HW_TIMEOUT), Consistency::requireItags),
            new Rule(ImmutableSet.of(Parameter.DEVICES, Parameter.HW_TIMEOUT), Consistency::requireTimeToBeSlow),
            new Rule(
                    ImmutableSet.of(
                            Parameter.TASKS, Parameter.DEVICES, Parameter.DOMAINS, Parameter.GROUPS, Parameter.PASID),
                    settings -> new TaskConsistency(settings).require()),
            new Rule(
                    ImmutableSet.of(Parameter.RETRY_STRATEGY, Parameter.DEVICES, Parameter.BATCH_MAX),
                    Consistency::requireHalves));

    private Consistency() {}

    /**
     * One rule.
     *
     * @param about the parameters that it looks at; it says the same whatever the others are
     * @param requirement throws an {@link IllegalArgumentException} that says what contradicts what
     */
    public record Rule(ImmutableSet<Parameter<?>> about, Consumer<Settings> requirement) {

        /** Whether {@code settings} keep the rule. */
        public boolean allows(Settings settings) {
            try {
                requirement.accept(settings);
                return true;
            } catch (IllegalArgumentException contradiction) {
                return false;
            }
        }
    }

    /**
     * Refuses what contradicts itself.
     *
     * @throws IllegalArgumentException with a message that says what contradicts what
     */
    static void require(Settings settings, ImmutableSet<Patch> patches) {
        RULES.forEach(rule -> rule.requirement().accept(settings));
        requireOrder(patches);
    }

    /**
     * Refuses a patch without those that it builds on.
     *
     * @throws IllegalArgumentException with a message that names both
     */
    public static void requireOrder(ImmutableSet<Patch> patches) {
        for (Patch needed : new Patch[] {Patch.P4, Patch.P5, Patch.P6}) {
            if (patches.contains(Patch.P7) && !patches.contains(needed)) {
                throw new IllegalArgumentException("P7 builds on " + needed + ", which is missing");
            }
        }
    }

    /** A list has an ATC_INV for each attachment of a domain, which all devices and PASIDs can come to be attached to. */
    private static void requireSpace(Settings settings) {
        int attachments = settings.get(Parameter.DEVICES).size() * (settings.get(Parameter.PASID) == Pasid.ON ? 2 : 1);
        int slots = 1 << settings.get(Parameter.QUEUE_LOG2);
        int longest = Math.max(1, Math.min(settings.get(Parameter.BATCH_MAX), attachments)) + 1;
        if (longest > slots) {
            throw new IllegalArgumentException("a batch of " + (longest - 1) + " and its SYNC do not fit in a queue of "
                    + slots + " slots; raise queueLog2 or lower batchMax");
        }
    }

    private static void requireIrqTarget(Settings settings) {
        if (settings.get(Parameter.IRQ_CPU) == IrqCpu.CPU1 && settings.get(Parameter.CPUS) < 2) {
            throw new IllegalArgumentException("gerrIrqCpu=cpu1 needs cpus=2");
        }
        if (settings.get(Parameter.IRQ_CPU) == IrqCpu.TASK
                && settings.get(Parameter.TASKS).isEmpty()) {
            throw new IllegalArgumentException("gerrIrqCpu=task needs a task");
        }
    }

    private static void requireItags(Settings settings) {
        if (settings.get(Parameter.ITAGS) > 0 && settings.get(Parameter.HW_TIMEOUT) != HwTimeout.BELOW_1S) {
            throw new IllegalArgumentException("itags are modelled with hwTimeout=below-1s only");
        }
    }

    /** A slow device answers after the driver has given up, which it never does if the SMMU gives up first. */
    private static void requireTimeToBeSlow(Settings settings) {
        if (settings.get(Parameter.DEVICES).contains(DeviceMode.SLOW)
                && settings.get(Parameter.HW_TIMEOUT) != HwTimeout.ABOVE_1S) {
            throw new IllegalArgumentException("a slow device is modelled with hwTimeout=above-1s only");
        }
    }

    private static void requireHalves(Settings settings) {
        int largestHalf = (settings.get(Parameter.DEVICES).size() + 1) / 2;
        if (settings.get(Parameter.RETRY_STRATEGY) == RetryStrategy.BISECT
                && largestHalf > settings.get(Parameter.BATCH_MAX)) {
            throw new IllegalArgumentException("retryStrategy=bisect retries up to " + largestHalf
                    + " devices in one list; raise batchMax to that");
        }
    }
}
