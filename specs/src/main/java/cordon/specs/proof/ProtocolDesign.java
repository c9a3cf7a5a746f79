package cordon.specs.proof;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import cordon.model.Choice.FenceOrder;
import cordon.model.Choice.RetryStrategy;
import cordon.model.Consistency;
import cordon.model.Parameter;
import cordon.model.Patch;
import cordon.model.Settings;
import java.util.List;

/**
 * What the patches and settings mean for the protocol.
 *
 * @param patches those that are applied
 * @param surroundings what else there is
 * @param tellsAnother whether a batch may be issued in parts, so that the CMD_SYNC of another flush may fault for one of its ATC_INVs
 * @param blamesAll whether P7 takes a whole batch for silent, instead of asking each device again
 * @param disabling what P7 does with a silent device, in its order; from the device that is taken for silent on
 */
record ProtocolDesign(
        ImmutableSet<Patch> patches,
        Surroundings surroundings,
        boolean tellsAnother,
        boolean blamesAll,
        ImmutableList<Progress> disabling) {
    private static final ImmutableSet<Patch> KNOWN =
            ImmutableSet.of(Patch.P1, Patch.P2, Patch.P3, Patch.P4, Patch.P5, Patch.P6, Patch.P7);
    private static final ImmutableSet<Parameter<?>> PARAMETERS =
            ImmutableSet.of(Parameter.FENCE_ORDER, Parameter.RETRY_STRATEGY, Parameter.BATCH_MAX);

    /**
     * The design.
     *
     * @throws IllegalArgumentException if the protocol does not have a patch, or a value of a parameter; the message names it
     */
    static ProtocolDesign of(ImmutableSet<Patch> patches, Settings settings, Surroundings surroundings) {
        requireKnown(patches, settings);
        requireMeaning(patches, settings, surroundings.repairs());
        ImmutableList.Builder<Progress> order = ImmutableList.builder();
        order.add(Progress.SILENT);
        if (surroundings.repairs().contains(Repair.TWO_MARKS)) {
            order.add(Progress.FLAGGED, Progress.STORED, Progress.SYNCED, Progress.MARKED);
        } else if (settings.get(Parameter.FENCE_ORDER) == FenceOrder.FENCE_FIRST) {
            order.add(Progress.STORED, Progress.SYNCED, Progress.FLAGGED);
        } else {
            order.add(Progress.FLAGGED, Progress.STORED, Progress.SYNCED);
        }
        if (patches.contains(Patch.P3)) {
            order.add(Progress.REPORTED);
        }
        return new ProtocolDesign(
                patches,
                surroundings,
                !settings.get(Parameter.BATCH_MAX).equals(Parameter.BATCH_MAX.defaultValue()),
                settings.get(Parameter.RETRY_STRATEGY) == RetryStrategy.NONE,
                order.build());
    }

    private static void requireKnown(ImmutableSet<Patch> patches, Settings settings) {
        Consistency.requireOrder(patches);
        for (Patch patch : patches) {
            if (!KNOWN.contains(patch)) {
                throw new IllegalArgumentException("the abstract protocol has nothing of the patch " + patch);
            }
        }
        for (Parameter<?> parameter : Parameter.ALL) {
            boolean usual = settings.get(parameter).equals(Settings.DEFAULT.get(parameter));
            if (!usual && !PARAMETERS.contains(parameter)) {
                throw new IllegalArgumentException("the abstract protocol has no " + parameter.name());
            }
        }
        if (settings.get(Parameter.RETRY_STRATEGY) == RetryStrategy.BISECT) {
            throw new IllegalArgumentException(
                    "the abstract protocol has no retryStrategy=bisect: it does not say which devices are asked together");
        }
    }

    private static void requireMeaning(ImmutableSet<Patch> patches, Settings settings, ImmutableSet<Repair> repairs) {
        if (!repairs.isEmpty() && !patches.contains(Patch.P7)) {
            throw new IllegalArgumentException(repairs.iterator().next() + " builds on P7, which is missing");
        }
        boolean usual = settings.get(Parameter.FENCE_ORDER).equals(Parameter.FENCE_ORDER.defaultValue());
        if (repairs.contains(Repair.TWO_MARKS) && !usual) {
            throw new IllegalArgumentException(
                    "two-marks has an order of its own: the flag, the fence, the second mark; fenceOrder makes no difference");
        }
    }

    boolean has(Patch patch) {
        return patches.contains(patch);
    }

    boolean has(Repair repair) {
        return surroundings.repairs().contains(repair);
    }

    ImmutableSet<Beside> beside() {
        return surroundings.beside();
    }

    /** Whether a flush looks at the results of its batches, and fences who is silent (P7). */
    boolean fences() {
        return has(Patch.P7);
    }

    /** Whether the fault of the CMD_SYNC for which a flush in {@code state} waits is a step of the protocol. */
    boolean isTold(FlushState state) {
        return fences() && (state == FlushState.ATC || (tellsAnother && state == FlushState.TLBI));
    }

    /** Whether a fenced device is reported to the core (P3). */
    boolean reports() {
        return has(Patch.P3);
    }

    /** Whether done() is called only after a reset that has succeeded (P1). */
    boolean waitsForSuccess() {
        return has(Patch.P1);
    }

    /** The step of P7 after which a flush sends the device no ATC_INV. */
    Progress marking() {
        return has(Repair.TWO_MARKS) ? Progress.MARKED : Progress.FLAGGED;
    }

    /** How far a flush is while it has the lock of the master ({@link Repair#LOCK}): from the first store of P7 to before its last one. */
    List<Progress> locked() {
        int last = Math.max(disabling.indexOf(Progress.STORED), disabling.indexOf(Progress.FLAGGED));
        return disabling.subList(1, last);
    }

    /** What comes right before {@code step} of P7. */
    Progress before(Progress step) {
        return disabling.get(disabling.indexOf(step) - 1);
    }

    /** {@code step} of P7 and what comes after it. */
    List<Progress> from(Progress step) {
        return disabling.subList(disabling.indexOf(step), disabling.size());
    }

    /** The last step of P7. */
    Progress last() {
        return disabling.get(disabling.size() - 1);
    }

    /** How far a flush has to be with a device before it may return: without P7 it does not look at results. */
    List<Progress> settled() {
        ImmutableList.Builder<Progress> settled = ImmutableList.builder();
        settled.add(Progress.SKIPPED, Progress.ANSWERED, has(Patch.P7) ? last() : Progress.TIMED_OUT);
        return (tellsAnother ? settled.add(Progress.UNTOLD) : settled).build();
    }
}
