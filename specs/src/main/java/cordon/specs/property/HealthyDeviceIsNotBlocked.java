package cordon.specs.property;

import com.google.common.collect.ImmutableSet;
import cordon.engine.Trace;
import cordon.model.Choice.DeviceMode;
import cordon.model.Parameter;
import cordon.model.QuarantineModel;
import cordon.model.Task.Kind;
import cordon.model.machine.Step;
import java.util.Locale;
import java.util.Optional;

/** The price of the series for a device that did nothing wrong; {@link RecoveredDeviceWorks} asks for the end. */
final class HealthyDeviceIsNotBlocked implements AccusingSteps {
    private static final ImmutableSet<DeviceMode> ANSWERING =
            ImmutableSet.of(DeviceMode.OBEDIENT, DeviceMode.IDLE, DeviceMode.SLOW);

    private final QuarantineModel model;
    private final OutOfService outOfService;
    private final Optional<Step> preparing;

    HealthyDeviceIsNotBlocked(QuarantineModel model) {
        this.model = model;
        this.outOfService = new OutOfService(model);
        this.preparing = model.core().map(core -> core.preparing());
    }

    /** True if some device of {@code model} always does what the rules ask, and something can block it. */
    static boolean isAbout(QuarantineModel model) {
        boolean probes = model.settings().get(Parameter.TASKS).stream().anyMatch(task -> task.kind() == Kind.PROBE);
        return (model.takesOutOfService() || probes)
                && model.settings().get(Parameter.DEVICES).stream().anyMatch(ANSWERING::contains);
    }

    @Override
    public String name() {
        return "healthy-device-is-not-blocked";
    }

    @Override
    public String meaning() {
        return "A device that always answers Invalidate Requests as PCIe asks, if slowly, is not blocked for other reasons than a reset of its "
                + "own or a change of its domain: no prepare() without a reset blocks it, and neither P7 nor the worker of v1 takes it "
                + "out of service. What P3's worker does follows from P7. (series.md, promise 4; S16, smmu.md E.3)";
    }

    @Override
    public boolean judges(int action) {
        return outOfService.isBy(action)
                || (preparing.isPresent() && preparing.get().is(action));
    }

    @Override
    public String explain(Trace trace) {
        int end = trace.length();
        return String.format(
                Locale.ROOT,
                "At step %d device %d, which has done all that the rules ask, is blocked.",
                end,
                firstAccused(trace));
    }

    /** The healthy devices that {@code action} blocks, or begins to block. */
    @Override
    public int accusedDevices(long[] before, int action, long[] after) {
        int blocked = 0;
        if (outOfService.isBy(action)) {
            for (int sid : outOfService.devices(before, action, after)) {
                blocked |= isHealthy(before, sid) ? 1 << sid : 0;
            }
            return blocked;
        }
        int thread = preparing.orElseThrow().arg(action);
        for (int sid = 0; sid < model.hardware().endpoints().count(); sid++) {
            boolean blocks = isHealthy(before, sid) && blocksWithoutReset(before, after, thread, sid);
            blocked |= blocks ? 1 << sid : 0;
        }
        return blocked;
    }

    /** True if prepare() by {@code thread}, which is no reset and no worker, goes on to block {@code sid}. */
    private boolean blocksWithoutReset(long[] before, long[] after, int thread, int sid) {
        return model.core()
                .filter(core -> core.task(thread).isPresent()
                        && core.prepares(before, thread, sid)
                        && core.prepares(after, thread, sid)
                        && !core.resets(before, thread, sid))
                .isPresent();
    }

    private boolean isHealthy(long[] s, int sid) {
        return ANSWERING.contains(model.settings().get(Parameter.DEVICES).get(sid))
                && model.hardware().health().answers(s, sid);
    }
}
