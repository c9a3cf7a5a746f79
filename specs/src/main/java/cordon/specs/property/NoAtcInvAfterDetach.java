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
        this.issueCmdlist = model.driver().issueCmdlist();
    }

    @Override
    public String name() {
        return "no-atc-inv-after-detach";
    }

    @Override
    public String meaning() {
        return "No flush of a domain puts an ATC_INV for a device into the queue after the device's detach from that domain has "
                + "returned: the write lock of unref has waited for every flush that could. (S9, smmu.md E.3 and C.6)";
    }

    @Override
    public boolean holds(long[] before, int action, long[] after) {
        return !issueCmdlist.appending().is(action) || detachedTarget(before, action) < 0;
    }

    @Override
    public String explain(Trace trace) {
        int end = trace.length();
        long[] before = trace.state(end - 1);
        int thread = issueCmdlist.appending().arg(trace.action(end));
        int sid = detachedTarget(before, trace.action(end));
        int domain = domain(before, thread);
        return String.format(
                "At step %d %s puts an ATC_INV for device %d into the queue, although its detach from D%d returned at step %d.",
                end,
                model.lane(thread),
                sid,
                domain,
                trace.since(state -> !model.driver().masters().mayUse(state, sid, domain)));
    }

    private int detachedTarget(long[] before, int action) {
        int thread = issueCmdlist.appending().arg(action);
        if (thread >= model.cpus()) {
            return -1; // attaching and detaching issue their own
        }
        for (int sid = 0; sid < model.hardware().endpoints().count(); sid++) {
            if (issueCmdlist.invalidatesAtc(before, thread, sid)
                    && !model.driver().masters().mayUse(before, sid, domain(before, thread))) {
                return sid;
            }
        }
        return -1;
    }

    private int domain(long[] before, int thread) {
        return model.hardware().queue().commands().domainOf(issueCmdlist.range(before, thread));
    }
}
