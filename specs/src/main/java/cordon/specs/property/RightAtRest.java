package cordon.specs.property;

import cordon.engine.Trace;
import cordon.model.QuarantineModel;

/** True of each device, for itself, when everybody has finished. */
abstract class RightAtRest extends RightOfEachDevice {
    RightAtRest(QuarantineModel model) {
        super(model);
    }

    @Override
    final boolean isJudged(long[] s) {
        return model.finished(s);
    }

    @Override
    public String explain(Trace trace) {
        return "After step " + trace.length() + " everything has come to rest, and "
                + offence(trace.last()).orElseThrow() + ".";
    }
}
