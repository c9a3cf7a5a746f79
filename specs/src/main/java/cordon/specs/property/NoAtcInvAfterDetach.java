package cordon.specs.property;

import cordon.engine.Trace;
import cordon.engine.property.StepInvariant;
import cordon.model.QuarantineModel;
import cordon.model.kernel.IssueCmdlist;

/** S9 of smmu.md E.3. */
final class NoAtcInvAfterDetach implements StepInvariant {
    private final QuarantineModel model;
    private final IssueCmdlist issueCmdlist;

    NoAtcInvAfterDetach(QuarantineModel model) {
        this.model = model;
        this.issueCmdlist = model.issueCmdlist();
    }

    @Override
    public String name() {
        return "no-atc-inv-after-detach";
    }

    @Override
    public String meaning() {
        return "No ATC_INV for a device is put into the queue after the device's detach from the domain has returned: the write "
                + "lock of unref has waited for every flush that could. (S9, smmu.md E.3 and C.6)";
    }

    @Override
    public boolean holds(long[] before, int action, long[] after) {
        return !issueCmdlist.appending().is(action) || detachedTarget(before, action) < 0;
    }

    @Override
    public String explain(Trace trace) {
        int end = trace.length();
        int sid = detachedTarget(trace.state(end - 1), trace.action(end));
        return String.format(
                "At step %d an ATC_INV for device %d is put into the queue, although its detach returned at step %d.",
                end, sid, trace.since(state -> model.masters().resetting(state, sid)));
    }

    private int detachedTarget(long[] before, int action) {
        int thread = issueCmdlist.appending().arg(action);
        for (int sid = 0; sid < model.endpoints().count(); sid++) {
            if (model.masters().resetting(before, sid) && issueCmdlist.invalidatesAtc(before, thread, sid)) {
                return sid;
            }
        }
        return -1;
    }
}
