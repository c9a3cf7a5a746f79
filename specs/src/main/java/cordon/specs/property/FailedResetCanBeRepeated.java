package cordon.specs.property;

import com.google.common.collect.ImmutableSet;
import cordon.engine.Trace;
import cordon.engine.property.Reachable;
import cordon.model.Choice.DeviceMode;
import cordon.model.Choice.ResetOutcome;
import cordon.model.Parameter;
import cordon.model.QuarantineModel;
import cordon.model.machine.Step;
import java.util.stream.IntStream;

/** A way out of a quarantine (series.md, P1). A device that is silent from the beginning does not show that a reset of it failed. */
final class FailedResetCanBeRepeated implements Reachable {
    private static final ImmutableSet<DeviceMode> ANSWERING = ImmutableSet.of(DeviceMode.OBEDIENT, DeviceMode.IDLE);

    private final QuarantineModel model;
    private final Step succeeding;

    FailedResetCanBeRepeated(QuarantineModel model) {
        this.model = model;
        this.succeeding = model.core().orElseThrow().succeeding();
    }

    /** True if a device of {@code model} is silent only after a reset of it has failed, and can be reset once more. */
    static boolean isAbout(QuarantineModel model) {
        Resets resets = new Resets(model);
        return model.settings().get(Parameter.RESET_OUTCOME) == ResetOutcome.ANY
                && IntStream.range(0, model.hardware().endpoints().count())
                        .anyMatch(sid -> ANSWERING.contains(
                                        model.settings().get(Parameter.DEVICES).get(sid))
                                && resets.areRepeated(sid));
    }

    @Override
    public String name() {
        return "failed-reset-can-be-repeated";
    }

    @Override
    public String meaning() {
        return "A reset by pci_reset_function can succeed after one of the same device has failed. (series.md, P1)";
    }

    @Override
    public boolean judges(int action) {
        return succeeding.is(action);
    }

    @Override
    public boolean observes(int action) {
        return judges(action);
    }

    @Override
    public boolean reached(long[] before, int action, long[] after) {
        for (int sid = 0; sid < model.hardware().endpoints().count(); sid++) {
            if (ANSWERING.contains(model.settings().get(Parameter.DEVICES).get(sid))
                    && model.hardware().health().mute(before, sid)
                    && !model.hardware().health().mute(after, sid)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String explain(Trace trace) {
        return "The second reset succeeds at step " + trace.length() + ".";
    }
}
