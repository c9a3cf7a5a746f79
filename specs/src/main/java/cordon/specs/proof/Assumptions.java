package cordon.specs.proof;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import cordon.model.Choice.DeviceMode;
import cordon.model.Choice.Worker;
import cordon.model.Parameter;
import cordon.model.Patch;
import cordon.model.Settings;
import cordon.model.Task;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which settings of the model keep what the abstract protocol assumes, and what of it stands for them. */
public final class Assumptions {
    /** The parameters that may have any value: they change nothing that the protocol assumes. */
    private static final ImmutableSet<Parameter<?>> OPEN = ImmutableSet.of(
            Parameter.CPUS,
            Parameter.DEVICES,
            Parameter.QUEUE_LOG2,
            Parameter.ITAGS,
            Parameter.FETCH_ABORTS,
            Parameter.READ_AHEAD,
            Parameter.FLUSH_CONTEXT,
            Parameter.ROUNDS,
            Parameter.GROUPS,
            Parameter.FENCE_ORDER,
            Parameter.RETRY_STRATEGY,
            Parameter.BATCH_MAX,
            Parameter.HW_TIMEOUT,
            Parameter.SW_TIMEOUT,
            Parameter.SYNC_POLICY,
            Parameter.DOMAINS,
            Parameter.TASKS,
            Parameter.RESET_OUTCOME,
            Parameter.BROKEN_WORKER);

    /** What a task is in the protocol; it has no others. */
    private static final ImmutableMap<Task.Kind, Beside> TASKS = ImmutableMap.of(
            Task.Kind.ATTACH, Beside.ATTACH,
            Task.Kind.DETACH, Beside.ATTACH,
            Task.Kind.REATTACH, Beside.ATTACH,
            Task.Kind.REPLACE, Beside.REPLACE,
            Task.Kind.RESET, Beside.RESET);

    /** Devices that answer although they keep what they hold. */
    private static final ImmutableSet<DeviceMode> LIARS = ImmutableSet.of(DeviceMode.UR, DeviceMode.ROGUE);

    private Assumptions() {}

    /** What of the model with {@code patches} and {@code settings} the protocol does not have; empty if it has all of it. */
    public static Optional<String> refusal(ImmutableSet<Patch> patches, Settings settings) {
        try {
            protocol(patches, settings);
            return Optional.empty();
        } catch (IllegalArgumentException unknown) {
            return Optional.of(String.valueOf(unknown.getMessage()));
        }
    }

    /**
     * The abstract protocol that stands for the model with {@code patches} and {@code settings}.
     *
     * @throws IllegalArgumentException if it does not have a patch, a setting, a task or a kind of device; the message names it
     */
    public static QuarantineProtocol protocol(ImmutableSet<Patch> patches, Settings settings) {
        for (Parameter<?> parameter : Parameter.ALL) {
            if (!OPEN.contains(parameter) && !settings.get(parameter).equals(parameter.defaultValue())) {
                throw new IllegalArgumentException("the abstract protocol has no " + parameter.name());
            }
        }
        List<Task> tasks = settings.get(Parameter.TASKS);
        for (Task task : tasks) {
            if (!TASKS.containsKey(task.kind())) {
                throw new IllegalArgumentException("the abstract protocol has no task " + task);
            }
        }
        for (DeviceMode mode : settings.get(Parameter.DEVICES)) {
            if (LIARS.contains(mode)) {
                throw new IllegalArgumentException(
                        "the abstract protocol has no device that answers and keeps what it holds");
            }
        }
        Set<Beside> beside = EnumSet.noneOf(Beside.class);
        tasks.forEach(task -> beside.add(TASKS.get(task.kind())));
        if (settings.get(Parameter.BROKEN_WORKER) == Worker.ON) {
            beside.add(Beside.WORKER);
        }
        Settings known = Settings.DEFAULT;
        for (Parameter<?> parameter : ProtocolDesign.PARAMETERS) {
            known = copied(parameter, settings, known);
        }
        return new QuarantineProtocol(patches, known, ImmutableSet.copyOf(beside));
    }

    private static <T> Settings copied(Parameter<T> parameter, Settings from, Settings to) {
        return to.with(parameter, from.get(parameter));
    }
}
