package cordon.specs.property;

import cordon.engine.Trace;
import cordon.engine.property.StepInvariant;
import cordon.model.Choice.FenceOrder;
import cordon.model.Parameter;
import cordon.model.QuarantineModel;
import cordon.model.hardware.StreamTable;
import cordon.model.kernel.Masters;

/** The second half of the fourth promise of series.md. */
final class QuarantineIsKept implements StepInvariant {
    private final int devices;
    private final boolean fenceFirst;
    private final Masters masters;
    private final StreamTable streams;

    QuarantineIsKept(QuarantineModel model) {
        this.devices = model.hardware().endpoints().count();
        this.fenceFirst = model.settings().get(Parameter.FENCE_ORDER) == FenceOrder.FENCE_FIRST;
        this.masters = model.driver().masters();
        this.streams = model.hardware().streams();
    }

    @Override
    public String name() {
        return "quarantine-is-kept";
    }

    @Override
    public String meaning() {
        return "While ats_broken of a device is set, nobody turns EATS on again in its STE, nor, where the fence comes before the "
                + "flag, between the two: the fence is not lost to a store that knows nothing of it. (series.md, promise 4)";
    }

    @Override
    public boolean holds(long[] before, int action, long[] after) {
        return reopened(before, after) < 0;
    }

    @Override
    public String explain(Trace trace) {
        int end = trace.length();
        int sid = reopened(trace.state(end - 1), trace.last());
        int flagged = trace.since(state -> masters.atsBroken(state, sid));
        return flagged == end
                ? String.format(
                        "At step %d ats_broken of device %d is set, whose STE was fenced before; EATS is on again.",
                        end, sid)
                : String.format(
                        "At step %d EATS of STE %d is turned on again, although ats_broken of the device is set since step %d.",
                        end, sid, flagged);
    }

    private int reopened(long[] before, long[] after) {
        for (int sid = 0; sid < devices; sid++) {
            boolean flagged = masters.atsBroken(before, sid);
            boolean opens = flagged && streams.eats(before, sid) == StreamTable.EATS_ABORT;
            boolean flaggedTooLate = fenceFirst && !flagged && masters.atsBroken(after, sid);
            if ((opens || flaggedTooLate) && streams.eats(after, sid) != StreamTable.EATS_ABORT) {
                return sid;
            }
        }
        return -1;
    }
}
