package cordon.specs.property;

import cordon.engine.Trace;
import cordon.model.QuarantineModel;
import cordon.model.hardware.Command;
import cordon.model.kernel.IssueCmdlist;
import java.util.Locale;

/** P6 of series.md: what {@code ats_broken} promises. */
final class NoAtcInvInQuarantine implements AccusingSteps {
    private final QuarantineModel model;
    private final Quarantine quarantine;
    private final IssueCmdlist issueCmdlist;

    NoAtcInvInQuarantine(QuarantineModel model) {
        this.model = model;
        this.quarantine = new Quarantine(model);
        this.issueCmdlist = model.driver().issueCmdlist();
    }

    @Override
    public String name() {
        return "no-atc-inv-in-quarantine";
    }

    @Override
    public String meaning() {
        return "While a device's ats_broken is set (with TWO_MARKS, for a flush: fenced), no ATC_INV for it is put into the command queue: each would time out "
                + "again and hold up every other user of the queue. (series.md, P6)";
    }

    @Override
    public boolean judges(int action) {
        return issueCmdlist.appending().is(action);
    }

    @Override
    public String explain(Trace trace) {
        int end = trace.length();
        int sid = firstAccused(trace);
        int flagged = trace.since(state -> quarantine.flagged(state, sid));
        return String.format(
                Locale.ROOT,
                "At step %d an ATC_INV for device %d is put into the command queue, although ats_broken of that device is set "
                        + "since step %d.",
                end,
                sid,
                flagged);
    }

    /** The devices in quarantine for which the list about to be appended has an ATC_INV. */
    @Override
    public int accusedDevices(long[] before, int action, long[] after) {
        int cpu = issueCmdlist.appending().arg(action);
        Command commands = model.hardware().queue().commands();
        int accused = 0;
        for (int substream = 0; substream < commands.substreams(); substream++) {
            int sid = commands.sidOf(substream);
            boolean against = isAgainst(before, cpu, sid) && issueCmdlist.invalidatesAtc(before, cpu, substream);
            accused |= against ? 1 << sid : 0;
        }
        return accused;
    }

    /** Attaches look at ats_broken, flushes at the mark that makes them skip the device. */
    private boolean isAgainst(long[] s, int thread, int sid) {
        return model.driver().domainInvRange().running(s, thread)
                ? quarantine.skipped(s, sid)
                : quarantine.flagged(s, sid);
    }

    @Override
    public int accusedThreads(long[] before, int action, long[] after) {
        return 1 << issueCmdlist.appending().arg(action);
    }
}
