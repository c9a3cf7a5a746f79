package cordon.specs.property;

import cordon.engine.Trace;
import cordon.engine.property.Reachable;
import cordon.model.QuarantineModel;

/** What the series is for can happen. */
final class QuarantineHappens implements Reachable {
    private final QuarantineModel model;
    private final OutOfService outOfService;

    QuarantineHappens(QuarantineModel model) {
        this.model = model;
        this.outOfService = new OutOfService(model);
    }

    @Override
    public String name() {
        return "quarantine-happens";
    }

    @Override
    public String meaning() {
        return "A silent device can be put into quarantine, or by v1 taken off the bus.";
    }

    @Override
    public boolean judges(int action) {
        return outOfService.isBy(action);
    }

    @Override
    public boolean reached(long[] before, int action, long[] after) {
        int sid = outOfService.device(before, action);
        return sid >= 0 && model.hardware().health().mute(before, sid);
    }

    @Override
    public String explain(Trace trace) {
        return "It happens at step " + trace.length() + ".";
    }
}
