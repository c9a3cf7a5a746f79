package cordon.specs.proof;

import com.google.common.collect.ImmutableList;
import cordon.model.Choice.FenceOrder;
import cordon.model.Parameter;
import cordon.model.Patch;
import cordon.model.Settings;
import java.util.List;
import java.util.Set;

/**
 * What P7 does with a silent device, in its order.
 *
 * @param order from the device that is taken for silent on
 */
record Disabling(ImmutableList<Progress> order) {

    /** The order that {@code settings} choose; the report comes last, with P3. */
    static Disabling of(Set<Patch> patches, Settings settings) {
        boolean fenceFirst = settings.get(Parameter.FENCE_ORDER) == FenceOrder.FENCE_FIRST;
        ImmutableList.Builder<Progress> order = ImmutableList.builder();
        order.add(Progress.SILENT);
        order.addAll(
                fenceFirst
                        ? List.of(Progress.STORED, Progress.SYNCED, Progress.FLAGGED)
                        : List.of(Progress.FLAGGED, Progress.STORED, Progress.SYNCED));
        if (patches.contains(Patch.P3)) {
            order.add(Progress.REPORTED);
        }
        return new Disabling(order.build());
    }

    /** What comes right before {@code step}. */
    Progress before(Progress step) {
        return order.get(order.indexOf(step) - 1);
    }

    /** {@code step} and what comes after it. */
    List<Progress> from(Progress step) {
        return order.subList(order.indexOf(step), order.size());
    }

    Progress last() {
        return order.get(order.size() - 1);
    }
}
