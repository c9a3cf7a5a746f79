package cordon.specs.property;

import cordon.engine.Trace;
import cordon.engine.property.StepInvariant;
import cordon.model.QuarantineModel;
import cordon.model.hardware.CommandQueue;
import cordon.model.hardware.GlobalError;
import java.util.Locale;
import java.util.Optional;

/** S13 of smmu.md E.3, without its liveness part. */
final class GerrorProtocol implements StepInvariant {
    private final QuarantineModel model;
    private final GlobalError error;
    private final CommandQueue queue;

    GerrorProtocol(QuarantineModel model) {
        this.model = model;
        this.error = model.hardware().error();
        this.queue = model.hardware().queue();
    }

    @Override
    public String name() {
        return "gerror-protocol";
    }

    @Override
    public String meaning() {
        return "Software acknowledges CMDQ_ERR only while it is active; the SMMU consumes no command while it is active and "
                + "never makes it active without an error code. (S13, smmu.md E.3 and A.4)";
    }

    @Override
    public boolean holds(long[] before, int action, long[] after) {
        return breach(before, action, after).isEmpty();
    }

    @Override
    public String explain(Trace trace) {
        int end = trace.length();
        return String.format(
                Locale.ROOT,
                "At step %d %s.",
                end,
                breach(trace.state(end - 1), trace.action(end), trace.last()).orElseThrow());
    }

    private Optional<String> breach(long[] before, int action, long[] after) {
        if (model.driver().handler().acknowledge().is(action) && !error.active(before)) {
            return Optional.of(
                    "software acknowledges CMDQ_ERR, which is not active: GERRORN now reports a false error");
        } else if (error.active(before) && queue.cons(before) != queue.cons(after)) {
            return Optional.of("the SMMU consumes a command while CMDQ_ERR is active");
        } else if (error.active(after) && queue.err(after) == CommandQueue.CERROR_NONE) {
            return Optional.of("CMDQ_ERR is active without an error code in CMDQ_CONS.ERR");
        } else {
            return Optional.empty();
        }
    }
}
