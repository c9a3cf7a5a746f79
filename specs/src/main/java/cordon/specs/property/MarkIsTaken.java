package cordon.specs.property;

import cordon.engine.Trace;
import cordon.engine.property.StepInvariant;
import cordon.model.QuarantineModel;
import cordon.model.kernel.GerrorHandler;
import cordon.model.kernel.IssueCmdlist;
import java.util.Locale;

/** The addressee of a fault under P4. */
final class MarkIsTaken implements StepInvariant, Accuses {
    private final IssueCmdlist issueCmdlist;
    private final GerrorHandler handler;

    MarkIsTaken(QuarantineModel model) {
        this.issueCmdlist = model.driver().issueCmdlist();
        this.handler = model.driver().handler();
    }

    @Override
    public String name() {
        return "mark-is-taken";
    }

    @Override
    public String meaning() {
        return "A CMD_SYNC is put only into a slot whose bit in atc_sync_timeouts is clear. The bit is of the CMD_SYNC that faulted, and its "
                + "issuer takes it before the slot is used again. Otherwise the next issuer in that slot is told -ETIMEDOUT for a "
                + "CMD_SYNC that was consumed and did not fault. (series.md, P4)";
    }

    @Override
    public boolean judges(int action) {
        return issueCmdlist.appending().is(action);
    }

    @Override
    public boolean holds(long[] before, int action, long[] after) {
        int pointer = issueCmdlist.awaits(after, issueCmdlist.appending().arg(action));
        return pointer < 0 || !handler.timedOut(after, pointer);
    }

    @Override
    public String explain(Trace trace) {
        int end = trace.length();
        return String.format(
                Locale.ROOT,
                "At step %d a CMD_SYNC is put into a slot that is still marked: its issuer will be told -ETIMEDOUT, whether it faults "
                        + "or not.",
                end);
    }

    @Override
    public int accusedDevices(long[] before, int action, long[] after) {
        return 0;
    }

    @Override
    public int accusedThreads(long[] before, int action, long[] after) {
        return 1 << issueCmdlist.appending().arg(action);
    }
}
