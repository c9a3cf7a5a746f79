package cordon.specs.property;

import cordon.engine.Trace;
import cordon.engine.property.Invariant;
import cordon.model.Choice.GroupKind;
import cordon.model.Parameter;
import cordon.model.QuarantineModel;
import cordon.model.core.Core;
import java.util.Locale;

/** S15 of smmu.md E.3 while a reset lasts; S3 for what prepare() has blocked. */
final class ResetIsFenced implements Invariant, Accuses {
    private final QuarantineModel model;
    private final Core core;
    private final boolean alone;

    ResetIsFenced(QuarantineModel model, Core core) {
        this.model = model;
        this.core = core;
        this.alone = model.settings().get(Parameter.GROUPS) == GroupKind.OWN;
    }

    @Override
    public String name() {
        return "reset-is-fenced";
    }

    @Override
    public String meaning() {
        return "From the moment when pci_reset_function begins to reset a device to the moment when done() is called, nothing of the "
                + "device passes the SMMU: neither its STE in memory nor the SMMU's copy translates or bypasses, with a PASID or "
                + "without. The same is true while resetting_domain says that prepare() has blocked the only device of a group. (S3 "
                + "and S15, smmu.md E.3)";
    }

    @Override
    public boolean holds(long[] state) {
        return accusedDevices(state, -1, state) == 0;
    }

    /** The devices that are in reset, or blocked, and that the SMMU lets pass. */
    @Override
    public int accusedDevices(long[] before, int action, long[] after) {
        int open = 0;
        for (int sid = 0; sid < model.hardware().endpoints().count(); sid++) {
            boolean toBeStopped = core.isInResetMethod(after, sid) || isBlocked(after, sid);
            open |= toBeStopped && !model.hardware().blockade().isUp(after, sid) ? 1 << sid : 0;
        }
        return open;
    }

    @Override
    public String explain(Trace trace) {
        int end = trace.length();
        long[] last = trace.last();
        int sid = Integer.numberOfTrailingZeros(accusedDevices(last, -1, last));
        return String.format(
                Locale.ROOT,
                "After step %d device %d is %s, and its STE lets it pass.",
                end,
                sid,
                core.isInResetMethod(last, sid) ? "in reset" : "blocked by prepare()");
    }

    private boolean isBlocked(long[] s, int sid) {
        return alone && model.driver().groups().resetting(s, sid) && !core.isFinished(s, sid);
    }
}
