package cordon.specs.property;

import cordon.engine.Trace;
import cordon.engine.property.StepInvariant;
import cordon.model.QuarantineModel;
import cordon.model.hardware.StreamTable;
import cordon.model.kernel.Masters;

/** The second half of the fourth promise of series.md. */
final class QuarantineIsKept implements StepInvariant {
    private final int devices;
    private final Masters masters;
    private final StreamTable streams;

    QuarantineIsKept(QuarantineModel model) {
        this.devices = model.hardware().endpoints().count();
        this.masters = model.driver().masters();
        this.streams = model.hardware().streams();
    }

    @Override
    public String name() {
        return "quarantine-is-kept";
    }

    @Override
    public String meaning() {
        return "While ats_broken of a device is set, nobody turns EATS on again in its STE: the fence is not lost to a store that "
                + "knows nothing of it. (series.md, promise 4)";
    }

    @Override
    public boolean holds(long[] before, int action, long[] after) {
        return reopened(before, after) < 0;
    }

    @Override
    public String explain(Trace trace) {
        int end = trace.length();
        int sid = reopened(trace.state(end - 1), trace.last());
        return String.format(
                "At step %d EATS of STE %d is turned on again, although ats_broken of the device is set since step %d.",
                end, sid, trace.since(state -> masters.atsBroken(state, sid)));
    }

    private int reopened(long[] before, long[] after) {
        for (int sid = 0; sid < devices; sid++) {
            if (masters.atsBroken(before, sid)
                    && streams.eats(before, sid) == StreamTable.EATS_ABORT
                    && streams.eats(after, sid) != StreamTable.EATS_ABORT) {
                return sid;
            }
        }
        return -1;
    }
}
