package cordon.specs.property;

import cordon.engine.Trace;
import cordon.model.QuarantineModel;
import cordon.model.core.Core;
import java.util.Locale;

/** S15 of smmu.md E.3 at the moment when a reset begins; while it lasts {@link QuarantineEndsWithRecovery} looks. */
final class ResetIsBracketed implements AccusingSteps {
    private final QuarantineModel model;
    private final Core core;

    ResetIsBracketed(QuarantineModel model, Core core) {
        this.model = model;
        this.core = core;
    }

    @Override
    public String name() {
        return "reset-is-bracketed";
    }

    @Override
    public String meaning() {
        return "When pci_reset_function begins to reset a device, the device is attached to no paging domain: prepare() has blocked "
                + "it, and no done() has unblocked it since. (S15, smmu.md E.3)";
    }

    @Override
    public String explain(Trace trace) {
        int end = trace.length();
        return String.format(
                Locale.ROOT, "At step %d device %d is reset while it is attached.", end, firstAccused(trace));
    }

    /** The devices whose reset begins while they are attached. */
    @Override
    public int accusedDevices(long[] before, int action, long[] after) {
        int exposed = 0;
        if (!core.resetting(action)) {
            return exposed;
        }
        for (int sid = 0; sid < model.hardware().endpoints().count(); sid++) {
            boolean begins = model.hardware().health().inReset(after, sid)
                    && !model.hardware().health().inReset(before, sid);
            if (begins && model.driver().isAttached(before, sid)) {
                exposed |= 1 << sid;
            }
        }
        return exposed;
    }
}
