package cordon.specs.property;

import cordon.engine.Trace;
import cordon.engine.property.StepInvariant;
import cordon.model.QuarantineModel;
import cordon.model.hardware.Command;
import cordon.model.kernel.IssueCmdlist;
import java.util.Locale;

/** S9 of smmu.md E.3. */
final class NoAtcInvAfterDetach implements StepInvariant, Accuses {
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
                Locale.ROOT,
                "At step %d %s puts an ATC_INV for %s into the queue, although its detach from D%d was complete at "
                        + "step %d.",
                end,
                model.lane(thread),
                commands.formatSubstream(substream),
                domain,
                trace.since(state -> !model.driver().masters().mayUse(state, substream, domain)));
    }

    @Override
    public int accusedDevices(long[] before, int action, long[] after) {
        int thread = issueCmdlist.appending().arg(action);
        int targets = 0;
        for (int substream = 0; substream < commands.substreams(); substream++) {
            targets |= isDetachedTarget(before, thread, substream) ? 1 << commands.sidOf(substream) : 0;
        }
        return targets;
    }

    @Override
    public int accusedThreads(long[] before, int action, long[] after) {
        return 1 << issueCmdlist.appending().arg(action);
    }

    private int detachedTarget(long[] before, int action) {
        int thread = issueCmdlist.appending().arg(action);
        for (int substream = 0; substream < commands.substreams(); substream++) {
            if (isDetachedTarget(before, thread, substream)) {
                return substream;
            }
        }
        return -1;
    }

    /** Of flushes only: attaching and detaching issue their own. */
    private boolean isDetachedTarget(long[] before, int thread, int substream) {
        return thread < model.cpus()
                && issueCmdlist.invalidatesAtc(before, thread, substream)
                && !model.driver().masters().mayUse(before, substream, domain(before, thread));
    }

    private int domain(long[] before, int thread) {
        return model.driver().domainInvRange().domain(before, thread);
    }
}
