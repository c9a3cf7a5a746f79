package cordon.specs.property;

import cordon.model.Choice.Worker;
import cordon.model.Parameter;
import cordon.model.Patch;
import cordon.model.QuarantineModel;
import java.util.Optional;

/** The third promise of series.md, when everything has come to rest; only where the worker of P3 runs. */
final class ReportedIsBlocked extends RightAtRest {
    private final Quarantine quarantine;

    ReportedIsBlocked(QuarantineModel model) {
        super(model);
        this.quarantine = new Quarantine(model);
    }

    /** True if P7 reports devices of {@code model} to a worker that runs. */
    static boolean isAbout(QuarantineModel model) {
        return model.patches().contains(Patch.P3)
                && model.patches().contains(Patch.P7)
                && model.settings().get(Parameter.BROKEN_WORKER) == Worker.ON;
    }

    @Override
    public String name() {
        return "reported-is-blocked";
    }

    @Override
    public String meaning() {
        return "When every task has finished and no work is queued, a device that P7 has flagged and reported is blocked by the core, "
                + "unless it answers again or was removed: resetting_domain of its group is set, and it is attached to no paging domain. "
                + "(series.md, promise 3)";
    }

    @Override
    Optional<String> offence(long[] s, int sid) {
        if (!quarantine.flagged(s, sid)
                || model.hardware().health().answers(s, sid)
                || model.driver().masters().freed(s, sid)) {
            return Optional.empty();
        } else if (!model.driver().groups().resetting(s, sid)) {
            return Optional.of("device " + sid
                    + ", which is silent and was reported, is not blocked: resetting_domain of its group is not set");
        } else if (model.driver().isAttached(s, sid)) {
            return Optional.of("device " + sid + ", which is silent and was reported, is attached to a paging domain");
        }
        return Optional.empty();
    }
}
