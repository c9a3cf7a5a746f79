package cordon.specs.property;

import cordon.model.Choice.GroupKind;
import cordon.model.Parameter;
import cordon.model.QuarantineModel;
import cordon.model.core.Core;
import java.util.Optional;

/** S15 of smmu.md E.3 while a reset lasts; S3 for what prepare() has blocked. */
final class ResetIsFenced extends RightOfEachDevice {
    private final Core core;
    private final boolean alone;

    ResetIsFenced(QuarantineModel model, Core core) {
        super(model);
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
    Optional<String> offence(long[] s, int sid) {
        boolean inReset = core.isInResetMethod(s, sid);
        return (inReset || isBlocked(s, sid)) && !model.hardware().blockade().isUp(s, sid)
                ? Optional.of("device " + sid + " is " + (inReset ? "in reset" : "blocked by prepare()")
                        + ", and its STE lets it pass")
                : Optional.empty();
    }

    private boolean isBlocked(long[] s, int sid) {
        return alone && model.driver().groups().resetting(s, sid) && !core.isFinished(s, sid);
    }
}
