package cordon.specs.property;

import cordon.engine.Trace;
import cordon.engine.property.StepInvariant;
import cordon.model.QuarantineModel;

/** States that the kernel itself holds for defects. */
final class NoKernelWarning implements StepInvariant, Accuses {
    private final QuarantineModel model;

    NoKernelWarning(QuarantineModel model) {
        this.model = model;
    }

    @Override
    public String name() {
        return "no-kernel-warning";
    }

    @Override
    public String meaning() {
        return "Neither core nor driver warns: no prepare() finds another one open where that is an error, no attach that must succeed is "
                + "refused, and ATS is neither enabled nor disabled twice. With panic_on_warn a warning is the end of the machine. "
                + "(smmu.md B.5, D.2 and D.3)";
    }

    @Override
    public boolean judges(int action) {
        return model.stepOf(action).mayWarn();
    }

    @Override
    public boolean holds(long[] before, int action, long[] after) {
        return !model.stepOf(action).warns(before, model.stepOf(action).arg(action));
    }

    @Override
    public String explain(Trace trace) {
        int end = trace.length();
        return "At step " + end + " the kernel prints: "
                + String.join("; ", model.log(trace.state(end - 1), trace.action(end))) + ".";
    }

    @Override
    public int accusedDevices(long[] before, int action, long[] after) {
        return 0;
    }

    @Override
    public int accusedThreads(long[] before, int action, long[] after) {
        return 1 << model.stepOf(action).arg(action);
    }
}
