package cordon.specs.proof;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import cordon.model.Choice.FenceOrder;
import cordon.model.Choice.HwTimeout;
import cordon.model.Choice.RetryStrategy;
import cordon.model.Choice.SwTimeout;
import cordon.model.Choice.SyncPolicy;
import cordon.model.Consistency;
import cordon.model.Design;
import cordon.model.Parameter;
import cordon.model.Patch;
import cordon.model.Settings;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the patches and settings mean for the protocol.
 *
 * @param patches those that are applied
 * @param traits what else the design is
 * @param beside what goes on beside the flushes
 * @param later the design after v2 that it is; empty if the model has it
 * @param disabling what P7 does with a silent device, in its order; from the device that is taken for silent on
 */
record ProtocolDesign(
        ImmutableSet<Patch> patches,
        ImmutableSet<Trait> traits,
        ImmutableSet<Beside> beside,
        Optional<Later> later,
        ImmutableList<Progress> disabling) {
    private static final ImmutableSet<Patch> KNOWN = ImmutableSet.<Patch>builder()
            .addAll(Design.V2.patches())
            .addAll(Consistency.UNPOSTED)
            .build();

    /** The parameters that the protocol has. */
    static final ImmutableSet<Parameter<?>> PARAMETERS = ImmutableSet.of(
            Parameter.FENCE_ORDER,
            Parameter.RETRY_STRATEGY,
            Parameter.BATCH_MAX,
            Parameter.HW_TIMEOUT,
            Parameter.SW_TIMEOUT,
            Parameter.SYNC_POLICY);

    /**
     * The design.
     *
     * @throws IllegalArgumentException if the protocol does not have a patch, or a value of a parameter; the message names it
     */
    static ProtocolDesign of(ImmutableSet<Patch> patches, Settings settings, ImmutableSet<Beside> beside) {
        Consistency.require(settings, patches);
        requireKnown(patches, settings);
        ImmutableList.Builder<Progress> order = ImmutableList.builder();
        order.add(Progress.SILENT);
        if (patches.contains(Patch.TWO_MARKS)) {
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
                patches, ImmutableSet.copyOf(traits(settings)), beside, Optional.empty(), order.build());
    }

    /**
     * A design after v2, with {@code patches}: its own, and others perhaps.
     *
     * @throws IllegalArgumentException if the protocol does not have a patch, or a value of a parameter, or the design has an order of its own
     */
    static ProtocolDesign of(Later later, ImmutableSet<Patch> patches, Settings settings, ImmutableSet<Beside> beside) {
        requireKnown(patches, settings);
        Set<Patch> changed = Sets.difference(Sets.symmetricDifference(patches, later.patches()), Later.OPTIONAL);
        if (!changed.isEmpty()) {
            throw new IllegalArgumentException(later + " is a design of its own: "
                    + changed.iterator().next() + " cannot be added or taken away, but "
                    + Joiner.on(", ").join(Later.OPTIONAL));
        }
        for (Parameter<?> parameter : PARAMETERS) {
            boolean usual = settings.get(parameter).equals(Settings.DEFAULT.get(parameter));
            if (!usual && parameter != Parameter.RETRY_STRATEGY) {
                throw new IllegalArgumentException(later + " has no " + parameter.name() + " in the abstract protocol");
            }
        }
        Set<Trait> traits = traits(settings);
        traits.addAll(later.traits());
        return new ProtocolDesign(patches, ImmutableSet.copyOf(traits), beside, Optional.of(later), later.disabling());
    }

    private static Set<Trait> traits(Settings settings) {
        Set<Trait> traits = EnumSet.noneOf(Trait.class);
        if (!settings.get(Parameter.BATCH_MAX).equals(Parameter.BATCH_MAX.defaultValue())) {
            traits.add(Trait.TELLS_ANOTHER);
        }
        if (settings.get(Parameter.RETRY_STRATEGY) == RetryStrategy.NONE) {
            traits.add(Trait.BLAMES_ALL);
        }
        SyncPolicy policy = settings.get(Parameter.SYNC_POLICY);
        boolean stuck = policy == SyncPolicy.STICKY || policy == SyncPolicy.HANG;
        if (stuck
                || settings.get(Parameter.HW_TIMEOUT) != HwTimeout.BELOW_1S
                || settings.get(Parameter.SW_TIMEOUT) != SwTimeout.WHEN_STUCK) {
            traits.add(Trait.GIVES_UP);
        }
        if (policy == SyncPolicy.SILENT) {
            if (!traits.isEmpty()) {
                throw new IllegalArgumentException(
                        "the abstract protocol has hwSyncPolicy=silent alone, without batchMax, retryStrategy, hwTimeout and swTimeout");
            }
            traits.add(Trait.TELLS_NOBODY);
        }
        return traits;
    }

    private static void requireKnown(ImmutableSet<Patch> patches, Settings settings) {
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

    boolean has(Trait trait) {
        return traits.contains(trait);
    }

    /** Whether a flush looks at the results of its batches, and fences who is silent (P7). */
    boolean fences() {
        return has(Patch.P7);
    }

    /** Whether the fault of the CMD_SYNC for which a flush in {@code state} waits is a step of the protocol. */
    boolean isTold(FlushState state) {
        return fences() && (state == FlushState.ATC || (has(Trait.TELLS_ANOTHER) && state == FlushState.TLBI));
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
        return disabling.contains(Progress.MARKED) ? Progress.MARKED : Progress.FLAGGED;
    }

    /** How far a flush is while it has the lock of the master ({@link Patch#LOCK}): from the first store of P7 on. */
    List<Progress> locked() {
        Progress fence = has(Trait.LOCKS_SYNC) ? Progress.SYNCED : Progress.STORED;
        return disabling.subList(1, Math.max(disabling.indexOf(fence), disabling.indexOf(Progress.FLAGGED)));
    }

    /** The steps of P7, in their order. */
    List<Progress> steps() {
        return disabling.subList(1, disabling.size());
    }

    /** What comes right before {@code step} of P7. */
    Progress before(Progress step) {
        return disabling.get(disabling.indexOf(step) - 1);
    }

    /** {@code step} of P7 and what comes after it; nothing if the design does not have it. */
    List<Progress> from(Progress step) {
        return disabling.contains(step)
                ? disabling.subList(disabling.indexOf(step), disabling.size())
                : ImmutableList.of();
    }

    /** The last step of P7. */
    Progress last() {
        return disabling.get(disabling.size() - 1);
    }

    /** How far a flush is with a device that has not answered it. */
    List<Progress> suspecting() {
        return ImmutableList.<Progress>builder()
                .add(Progress.TIMED_OUT)
                .addAll(disabling)
                .build();
    }

    /** How far a flush has to be with a device before it may return: without P7 it does not look at results. */
    List<Progress> settled() {
        ImmutableList.Builder<Progress> settled = ImmutableList.builder();
        settled.add(Progress.SKIPPED, Progress.ANSWERED, has(Patch.P7) ? last() : Progress.TIMED_OUT);
        return (has(Trait.TELLS_ANOTHER) || has(Trait.TELLS_NOBODY) ? settled.add(Progress.UNTOLD) : settled).build();
    }
}
