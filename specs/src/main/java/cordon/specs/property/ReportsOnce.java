package cordon.specs.property;

import cordon.engine.Trace;
import cordon.engine.property.StepInvariant;
import cordon.model.QuarantineModel;
import cordon.model.machine.Step;
import java.util.Locale;

/** No double report (series.md, P3). */
final class ReportsOnce implements StepInvariant, Accuses {
    private final QuarantineModel model;
    private final Step reporting;

    ReportsOnce(QuarantineModel model) {
        this.model = model;
        this.reporting = model.driver().blockAts().reporting();
    }

    @Override
    public String name() {
        return "reports-once";
    }

    @Override
    public String meaning() {
        return "A device is reported broken once for each quarantine: not while its work is still queued, and not once the core "
                + "has blocked it. (series.md, P3)";
    }

    @Override
    public boolean judges(int action) {
        return reporting.is(action);
    }

    @Override
    public boolean holds(long[] before, int action, long[] after) {
        int sid = model.driver().blockAts().sid(before, reporting.arg(action));
        return !model.driver().groups().brokenWorkQueued(before, sid)
                && !model.driver().groups().resetting(before, sid);
    }

    @Override
    public int accusedDevices(long[] before, int action, long[] after) {
        return 1 << model.driver().blockAts().sid(before, reporting.arg(action));
    }

    @Override
    public int accusedThreads(long[] before, int action, long[] after) {
        return 1 << reporting.arg(action);
    }

    @Override
    public String explain(Trace trace) {
        int end = trace.length();
        long[] before = trace.state(end - 1);
        int sid = model.driver().blockAts().sid(before, reporting.arg(trace.action(end)));
        return String.format(
                Locale.ROOT,
                "At step %d device %d is reported broken, although %s.",
                end,
                sid,
                model.driver().groups().resetting(before, sid)
                        ? "the core has blocked it already"
                        : "the work of an earlier report is still queued");
    }
}
