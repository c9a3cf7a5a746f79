package cordon.specs.property;

import static cordon.specs.property.Properties.has;

import com.google.common.collect.ImmutableList;
import cordon.engine.property.Property;
import cordon.model.Choice.DeviceMode;
import cordon.model.Choice.Pasid;
import cordon.model.Choice.ResetOutcome;
import cordon.model.Choice.SyncPolicy;
import cordon.model.Parameter;
import cordon.model.QuarantineModel;
import cordon.model.Task.Kind;
import java.util.stream.IntStream;

/** Steps that a model must be able to take, each where the settings leave it possible: a model that does nothing satisfies the rest. */
final class Guards {
    private Guards() {}

    static ImmutableList<Property> of(QuarantineModel model) {
        ImmutableList.Builder<Property> properties = ImmutableList.builder();
        boolean unmaps = model.settings().get(Parameter.ROUNDS) > 0;
        if (unmaps) {
            properties.add(
                    new CanHappen(
                            "unmap-completes",
                            "An unmap can return.",
                            model.driver().dmaUser().freeing()),
                    new CanHappen(
                            "page-reused",
                            "A page that was unmapped can come to belong to somebody else.",
                            model.driver().dmaUser().reuse()));
        }
        if (unmaps && someDeviceAccessesWhatIsMapped(model)) {
            properties.add(new CanHappen(
                    "atc-hit",
                    "A device can access memory through its ATC.",
                    model.hardware().endpoints().dmaPasses()));
        }
        if (has(model, Kind.RESET, Kind.NESTED_RESET, Kind.FALLBACK_RESET, Kind.PROBE, Kind.CLOSE)
                && model.settings().get(Parameter.RESET_OUTCOME) != ResetOutcome.FAIL
                && queueMovesOn(model)) {
            model.core()
                    .ifPresent(core -> properties.add(new CanHappen(
                            "blockade-ends",
                            "A device that was blocked for a reset can be attached again.",
                            core.lifting())));
        }
        if (has(model, Kind.GUEST)) {
            properties.add(new CanHappen(
                    "illegal-command-skipped",
                    "The issuer of an illegal command can go on: the command was replaced and the SYNC after it consumed.",
                    model.step("vsmmu_cache_invalidate return")));
        }
        if (model.takesOutOfService()
                && unmaps
                && model.settings().get(Parameter.DEVICES).stream()
                        .anyMatch(mode -> mode == DeviceMode.MUTE || mode == DeviceMode.DIES)) {
            properties.add(new QuarantineHappens(model));
        }
        return properties.build();
    }

    /** A device that is not idle has, or can get, a domain in which a CPU maps a page; CPU c does so at IOVA c. */
    private static boolean someDeviceAccessesWhatIsMapped(QuarantineModel model) {
        ImmutableList<DeviceMode> modes = model.settings().get(Parameter.DEVICES);
        return IntStream.range(0, modes.size())
                .anyMatch(sid ->
                        modes.get(sid) != DeviceMode.IDLE && (changesDomain(model, sid) || isMapped(model, sid)));
    }

    private static boolean changesDomain(QuarantineModel model, int sid) {
        return model.settings().get(Parameter.PASID) == Pasid.ON
                || model.settings().get(Parameter.TASKS).stream()
                        .anyMatch(task -> task.kind() == Kind.REPLACE && task.sid() == sid);
    }

    /** A CPU maps a page in the domain that {@code sid} begins with. */
    private static boolean isMapped(QuarantineModel model, int sid) {
        return IntStream.range(0, model.cpus())
                .anyMatch(iova -> iova % model.domains()
                        == model.driver().groups().home(sid).index());
    }

    /** No CMD_SYNC is stuck for good behind a silent device, where the queue may be full before a reset has come to its end. */
    private static boolean queueMovesOn(QuarantineModel model) {
        SyncPolicy policy = model.settings().get(Parameter.SYNC_POLICY);
        return policy != SyncPolicy.HANG && policy != SyncPolicy.STICKY;
    }
}
