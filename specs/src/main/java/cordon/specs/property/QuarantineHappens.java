package cordon.specs.property;

import cordon.engine.Trace;
import cordon.engine.property.Reachable;
import cordon.model.Patch;
import cordon.model.QuarantineModel;

/** What the series is for can happen. */
final class QuarantineHappens implements Reachable {
    private final QuarantineModel model;
    private final OutOfService outOfService;
    private final Quarantine quarantine;

    QuarantineHappens(QuarantineModel model) {
        this.model = model;
        this.outOfService = new OutOfService(model);
        this.quarantine = new Quarantine(model);
    }

    @Override
    public String name() {
        return "quarantine-happens";
    }

    @Override
    public String meaning() {
        return "A silent device can be put into quarantine, with its flag set, or by v1 be taken off the bus.";
    }

    @Override
    public boolean judges(int action) {
        return outOfService.isBy(action);
    }

    @Override
    public boolean reached(long[] before, int action, long[] after) {
        return outOfService.devices(before, action, after).stream()
                .anyMatch(sid -> model.hardware().health().mute(before, sid)
                        && (quarantine.flagged(after, sid) || !model.patches().contains(Patch.P7)));
    }

    @Override
    public String explain(Trace trace) {
        return "It happens at step " + trace.length() + ".";
    }
}
