package cordon.specs.property;

import cordon.engine.Trace;
import cordon.engine.property.StepInvariant;
import cordon.model.QuarantineModel;
import cordon.model.hardware.StreamTable;
import java.util.Locale;

/** The second half of the fourth promise of series.md. */
final class QuarantineIsKept implements StepInvariant {
    private final int devices;
    private final Quarantine quarantine;
    private final StreamTable streams;

    QuarantineIsKept(QuarantineModel model) {
        this.devices = model.hardware().endpoints().count();
        this.quarantine = new Quarantine(model);
        this.streams = model.hardware().streams();
    }

    @Override
    public String name() {
        return "quarantine-is-kept";
    }

    @Override
    public String meaning() {
        return "While ats_broken of a device is set, EATS in its STE stays off once it is off. Where the fence comes before the flag, "
                + "EATS is off when the flag is set: the fence is not lost to a store that knows nothing of it. (series.md, "
                + "promise 4)";
    }

    @Override
    public boolean holds(long[] before, int action, long[] after) {
        return reopened(before, after) < 0;
    }

    @Override
    public String explain(Trace trace) {
        int end = trace.length();
        int sid = reopened(trace.state(end - 1), trace.last());
        int flagged = trace.since(state -> quarantine.flagged(state, sid));
        return flagged == end
                ? String.format(
                        Locale.ROOT,
                        "At step %d ats_broken of device %d is set, whose STE was fenced before; EATS is on again.",
                        end,
                        sid)
                : String.format(
                        Locale.ROOT,
                        "At step %d EATS of STE %d is turned on again, although ats_broken of the device is set since step %d.",
                        end,
                        sid,
                        flagged);
    }

    private int reopened(long[] before, long[] after) {
        for (int sid = 0; sid < devices; sid++) {
            boolean flagged = quarantine.flagged(before, sid);
            boolean opens = flagged && streams.eats(before, sid) == StreamTable.EATS_ABORT;
            boolean flaggedTooLate = !flagged && quarantine.flagged(after, sid) && quarantine.begun(before, sid);
            if ((opens || flaggedTooLate) && streams.eats(after, sid) != StreamTable.EATS_ABORT) {
                return sid;
            }
        }
        return -1;
    }
}
