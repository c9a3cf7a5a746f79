package cordon.specs.property;

import cordon.engine.Trace;
import cordon.engine.property.StepInvariant;
import cordon.model.QuarantineModel;
import cordon.model.hardware.Command;
import cordon.model.kernel.IssueCmdlist;

/** S9 of smmu.md E.3. */
final class NoAtcInvAfterDetach implements StepInvariant {
    private final QuarantineModel model;
    private final Command commands;
    private final IssueCmdlist issueCmdlist;

    NoAtcInvAfterDetach(QuarantineModel model) {
        this.model = model;
        this.commands = model.hardware().queue().commands();
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
    public boolean judges(int action) {
        return issueCmdlist.appending().is(action);
    }

    @Override
    public boolean holds(long[] before, int action, long[] after) {
        return detachedTarget(before, action) < 0;
    }

    @Override
    public String explain(Trace trace) {
        int end = trace.length();
        long[] before = trace.state(end - 1);
        int thread = issueCmdlist.appending().arg(trace.action(end));
        int substream = detachedTarget(before, trace.action(end));
        int domain = domain(before, thread);
        return String.format(
                "At step %d %s puts an ATC_INV for %s into the queue, although its detach from D%d was complete at "
                        + "step %d.",
                end,
                model.lane(thread),
                commands.formatSubstream(substream),
                domain,
                trace.since(state -> !model.driver().masters().mayUse(state, substream, domain)));
    }

    private int detachedTarget(long[] before, int action) {
        int thread = issueCmdlist.appending().arg(action);
        if (thread >= model.cpus()) {
            return -1; // attaching and detaching issue their own
        }
        for (int substream = 0; substream < commands.substreams(); substream++) {
            if (issueCmdlist.invalidatesAtc(before, thread, substream)
                    && !model.driver().masters().mayUse(before, substream, domain(before, thread))) {
                return substream;
            }
        }
        return -1;
    }

    private int domain(long[] before, int thread) {
        return model.driver().domainInvRange().domain(before, thread);
    }
}
