package cordon.specs.property;

import cordon.engine.Trace;
import cordon.engine.property.StepInvariant;
import cordon.model.QuarantineModel;
import java.util.Locale;

/** What smmu.md D.4 says about the order of done() and {@code pci_restore_state}. */
final class PasidEnableIsStable implements StepInvariant, Accuses {
    private final QuarantineModel model;

    PasidEnableIsStable(QuarantineModel model) {
        this.model = model;
    }

    @Override
    public String name() {
        return "pasid-enable-is-stable";
    }

    @Override
    public String meaning() {
        return "Software does not change PASID Enable of a device while ATS is on at it, which PCIe says is undefined. "
                + "(smmu.md D.4; PCIe 10.5.1)";
    }

    @Override
    public boolean holds(long[] before, int action, long[] after) {
        return changed(before, after) < 0;
    }

    @Override
    public String explain(Trace trace) {
        int end = trace.length();
        return String.format(
                Locale.ROOT,
                "At step %d PASID Enable of device %d is set again, although ATS has been on since step %d.",
                end,
                changed(trace.state(end - 1), trace.last()),
                trace.since(state ->
                        model.hardware().endpoints().atsEnabled(state, changed(trace.state(end - 1), trace.last()))));
    }

    /** The devices whose PASID Enable the step changes; a step is about one. */
    @Override
    public int accusedDevices(long[] before, int action, long[] after) {
        return 1 << changed(before, after);
    }

    private int changed(long[] before, long[] after) {
        for (int sid = 0; sid < model.hardware().endpoints().count(); sid++) {
            if (model.hardware().endpoints().pasidDisabled(before, sid)
                    && !model.hardware().endpoints().pasidDisabled(after, sid)
                    && model.hardware().endpoints().atsEnabled(before, sid)) {
                return sid;
            }
        }
        return -1;
    }
}
