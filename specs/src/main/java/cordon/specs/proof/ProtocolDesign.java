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
 * @param blamesAll whether P7 takes a whole batch for silent, instead of asking each device again
 * @param disabling what P7 does with a silent device, in its order; from the device that is taken for silent on
 */
record ProtocolDesign(
        ImmutableSet<Patch> patches, Surroundings surroundings, boolean blamesAll, ImmutableList<Progress> disabling) {
    private static final ImmutableSet<Patch> KNOWN =
            ImmutableSet.of(Patch.P1, Patch.P2, Patch.P3, Patch.P4, Patch.P5, Patch.P6, Patch.P7);
    private static final ImmutableSet<Parameter<?>> PARAMETERS =
            ImmutableSet.of(Parameter.FENCE_ORDER, Parameter.RETRY_STRATEGY);

    /**
     * The design.
     *
     * @throws IllegalArgumentException if the protocol does not have a patch, or a value of a parameter; the message names it
     */
    static ProtocolDesign of(ImmutableSet<Patch> patches, Settings settings, Surroundings surroundings) {
        requireKnown(patches, settings);
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
                patches, surroundings, settings.get(Parameter.RETRY_STRATEGY) == RetryStrategy.NONE, order.build());
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

    boolean has(Patch patch) {
        return patches.contains(patch);
    }

    boolean has(Repair repair) {
        return surroundings.repairs().contains(repair);
    }

    ImmutableSet<Beside> beside() {
        return surroundings.beside();
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
        return List.of(Progress.SKIPPED, Progress.ANSWERED, has(Patch.P7) ? last() : Progress.TIMED_OUT);
    }
}
