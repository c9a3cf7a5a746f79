package cordon.specs.property;

import cordon.engine.Trace;
import cordon.engine.property.StepInvariant;
import cordon.model.QuarantineModel;
import cordon.model.machine.Step;
import java.util.Locale;

/** The order of the message of patch 7: fence, flag, report (designs.md, section 0). */
final class ReportedIsFenced implements StepInvariant, Accuses {
    private final QuarantineModel model;
    private final Step reporting;

    ReportedIsFenced(QuarantineModel model) {
        this.model = model;
        this.reporting = model.driver().blockAts().reporting();
    }

    @Override
    public String name() {
        return "reported-is-fenced";
    }

    @Override
    public String meaning() {
        return "When P7 reports a device as broken, the fence of the device is up: neither its STE in memory nor the SMMU's copy of it "
                + "lets Translated transactions pass. (series.md, P7)";
    }

    @Override
    public boolean judges(int action) {
        return reporting.is(action);
    }

    @Override
    public boolean holds(long[] before, int action, long[] after) {
        return model.hardware().streams().fenced(before, reported(before, action));
    }

    @Override
    public String explain(Trace trace) {
        int end = trace.length();
        return String.format(
                Locale.ROOT,
                "At step %d device %d is reported as broken, and Translated transactions of it pass.",
                end,
                reported(trace.state(end - 1), trace.action(end)));
    }

    @Override
    public int accusedDevices(long[] before, int action, long[] after) {
        return 1 << reported(before, action);
    }

    private int reported(long[] before, int action) {
        return model.driver().blockAts().sid(before, reporting.arg(action));
    }
}
