package cordon.model;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import cordon.model.Choice.DeviceMode;
import cordon.model.Choice.HwTimeout;
import cordon.model.Choice.IrqCpu;
import cordon.model.Choice.Pasid;
import cordon.model.Choice.RetryStrategy;
import java.util.LinkedHashSet;
import java.util.Set;
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

    private static final ImmutableSet<Patch> NEEDED_BY_P7 = ImmutableSet.of(Patch.P4, Patch.P5, Patch.P6);

    /** Changes of v2 that nobody has posted. */
    public static final ImmutableSet<Patch> UNPOSTED =
            ImmutableSet.of(Patch.ATTACH_WAITS, Patch.DETACH_WAITS, Patch.RESULT, Patch.TWO_MARKS, Patch.LOCK);

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
    public static void require(Settings settings, ImmutableSet<Patch> patches) {
        rules(patches).forEach(rule -> rule.requirement().accept(settings));
        requireOrder(patches);
    }

    /**
     * Refuses a patch without those that it builds on.
     *
     * @throws IllegalArgumentException with a message that names both
     */
    public static void requireOrder(ImmutableSet<Patch> patches) {
        for (Patch needed : NEEDED_BY_P7) {
            if (patches.contains(Patch.P7) && !patches.contains(needed)) {
                throw new IllegalArgumentException("P7 builds on " + needed + ", which is missing");
            }
        }
        for (Patch unposted : UNPOSTED) {
            if (patches.contains(unposted) && !patches.contains(Patch.P7)) {
                throw new IllegalArgumentException(unposted + " builds on P7, which is missing");
            }
        }
        if (patches.contains(Patch.LOCK) && !patches.contains(Patch.RESULT)) {
            throw new IllegalArgumentException("LOCK builds on RESULT, which is missing");
        }
        if (patches.contains(Patch.LOCK) && patches.contains(Patch.TWO_MARKS)) {
            throw new IllegalArgumentException("LOCK takes the place of TWO_MARKS: give one of them");
        }
    }

    /** What is left of {@code patches} without {@code patch}, and without what builds on it. */
    public static ImmutableSet<Patch> without(ImmutableSet<Patch> patches, Patch patch) {
        Set<Patch> left = new LinkedHashSet<>(patches);
        left.remove(patch);
        if (NEEDED_BY_P7.contains(patch)) {
            left.remove(Patch.P7);
        }
        if (!left.contains(Patch.P7)) {
            left.removeAll(UNPOSTED);
        }
        if (!left.contains(Patch.RESULT)) {
            left.remove(Patch.LOCK);
        }
        return ImmutableSet.copyOf(left);
    }

    /** {@link #RULES}, and those that {@code patches} bring. */
    public static ImmutableList<Rule> rules(ImmutableSet<Patch> patches) {
        ImmutableList.Builder<Rule> rules = ImmutableList.<Rule>builder().addAll(RULES);
        if (patches.contains(Patch.TWO_MARKS)) {
            rules.add(new Rule(ImmutableSet.of(Parameter.FENCE_ORDER), Consistency::requireOneOrder));
        }
        if (patches.contains(Patch.LOCK)) {
            rules.add(new Rule(ImmutableSet.of(Parameter.IRQ_CPU), Consistency::requireOtherCpu));
        }
        return rules.build();
    }

    private static void requireOneOrder(Settings settings) {
        if (!settings.get(Parameter.FENCE_ORDER).equals(Parameter.FENCE_ORDER.defaultValue())) {
            throw new IllegalArgumentException(
                    "TWO_MARKS has a flag before the fence and another after it; leave fenceOrder at its default");
        }
    }

    /** The labels of an attach do not say that the lock disables interrupts. */
    private static void requireOtherCpu(Settings settings) {
        if (!settings.get(Parameter.IRQ_CPU).equals(Parameter.IRQ_CPU.defaultValue())) {
            throw new IllegalArgumentException("LOCK is modelled with gerrIrqCpu="
                    + Parameter.IRQ_CPU.print(Parameter.IRQ_CPU.defaultValue()) + " only");
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
