package cordon.specs.property;

import cordon.engine.Trace;
import cordon.engine.property.StepInvariant;
import cordon.model.QuarantineModel;
import cordon.model.machine.Step;
import java.util.List;
import java.util.Locale;

/** The first half of S5 of smmu.md E.3. */
final class NoSpuriousAtsError implements StepInvariant {
    private final QuarantineModel model;
    private final Quarantine quarantine;
    private final List<Step> refusals;
    private final Step request;

    NoSpuriousAtsError(QuarantineModel model) {
        this.model = model;
        this.quarantine = new Quarantine(model);
        this.request = model.step("PCIe 10.1 sendTR");
        this.refusals = List.of(model.step("SMMU 3.9.1 refuse EATS=0"), model.step("SMMU 3.9.1 refuse bypass"));
    }

    @Override
    public String name() {
        return "no-spurious-ats-error";
    }

    @Override
    public String meaning() {
        return "While ATS is on at a device, its Translation Requests are not answered with Unsupported Request and the event "
                + "F_BAD_ATS_TREQ: the STE allows ATS before the device may use it, and as long as it may. Otherwise the event "
                + "queue and AER fill with noise about a device that does nothing wrong. The refusal is intended from P7's first "
                + "store against the device, fence or flag, until the flag is cleared; whether P7 was right about the device is "
                + "asked by blame-is-exact. (S5, smmu.md E.3 and A.8)";
    }

    @Override
    public boolean judges(int action) {
        return refusals.stream().anyMatch(refusal -> refusal.is(action));
    }

    /** A request is sent, and refused or not. */
    @Override
    public boolean tests(int action) {
        return model.stepOf(action).equals(request);
    }

    @Override
    public boolean holds(long[] before, int action, long[] after) {
        int sid = refused(action);
        return !model.hardware().endpoints().atsEnabled(before, sid) || quarantine.begun(before, sid);
    }

    @Override
    public String explain(Trace trace) {
        int end = trace.length();
        return String.format(
                Locale.ROOT,
                "At step %d a Translation Request of device %d is refused, although ATS is on at the device.",
                end,
                refused(trace.action(end)));
    }

    private int refused(int action) {
        return model.stepOf(action).arg(action);
    }
}
