package cordon.specs.property;

import com.google.common.collect.ImmutableSet;
import cordon.model.Choice.ResetOutcome;
import cordon.model.Choice.Worker;
import cordon.model.Parameter;
import cordon.model.Patch;
import cordon.model.QuarantineModel;
import cordon.model.Task;
import cordon.model.Task.Kind;
import java.util.function.Predicate;

/** Which resets can happen in a model (smmu.md B.4, D.4): what a property about resets needs in order to say anything. */
record Resets(QuarantineModel model) {
    private static final ImmutableSet<Kind> BY_FUNCTION =
            ImmutableSet.of(Kind.RESET, Kind.NESTED_RESET, Kind.FALLBACK_RESET, Kind.CLOSE);

    private static final ImmutableSet<Kind> OF_THE_BUS = ImmutableSet.of(Kind.BUS_RESET, Kind.AER);

    /** Whether v1 has a worker that resets what it takes out of service. */
    boolean byV1() {
        return model.patches().contains(Patch.V1_WORK) && model.settings().get(Parameter.BROKEN_WORKER) == Worker.ON;
    }

    /** Whether {@code pci_reset_function} is called, which prepares for a reset and finishes it. */
    boolean byFunction() {
        return byV1() || has(task -> BY_FUNCTION.contains(task.kind()));
    }

    /** Whether {@code done()} is called: by {@code pci_reset_function}, or by a method that is only probed. */
    boolean callDone() {
        return byFunction() || has(task -> task.kind() == Kind.PROBE);
    }

    /** Whether any device is reset. */
    boolean happen() {
        return byFunction() || has(task -> OF_THE_BUS.contains(task.kind()));
    }

    /** True if {@code pci_reset_function} is called for {@code sid} by two tasks. */
    boolean areRepeated(int sid) {
        return model.settings().get(Parameter.TASKS).stream()
                        .filter(task -> task.sid() == sid && BY_FUNCTION.contains(task.kind()))
                        .count()
                > 1;
    }

    /** Whether a reset of {@code sid} can succeed. */
    boolean canRecover(int sid) {
        boolean reset = byV1()
                || has(task ->
                        task.sid() == sid && (BY_FUNCTION.contains(task.kind()) || OF_THE_BUS.contains(task.kind())));
        return reset && model.settings().get(Parameter.RESET_OUTCOME) != ResetOutcome.FAIL;
    }

    private boolean has(Predicate<Task> kind) {
        return model.settings().get(Parameter.TASKS).stream().anyMatch(kind);
    }
}
