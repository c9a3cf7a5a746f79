package cordon.specs.property;

import cordon.engine.Trace;
import cordon.engine.property.StepInvariant;
import cordon.model.cmdq.InsertionModel;
import cordon.model.hardware.QueueArithmetic;
import java.util.Locale;
import java.util.Optional;

/** What S11 of smmu.md E.3 says of the pointers. */
final class PointersAdvance implements StepInvariant {
    private final InsertionModel model;
    private final QueueArithmetic arithmetic;

    PointersAdvance(InsertionModel model) {
        this.model = model;
        this.arithmetic = model.arithmetic();
    }

    @Override
    public String name() {
        return "pointers-advance";
    }

    @Override
    public String meaning() {
        return "PROD only moves forward and never past what CONS allows; the CPUs' copy of CONS is never ahead of what the SMMU "
                + "has consumed. (S11, smmu.md E.3 and A.2)";
    }

    @Override
    public boolean holds(long[] before, int action, long[] after) {
        return breach(before, after).isEmpty();
    }

    @Override
    public boolean observes(int action) {
        return model.movesPointer(action);
    }

    @Override
    public String explain(Trace trace) {
        int end = trace.length();
        return String.format(
                Locale.ROOT,
                "At step %d %s.",
                end,
                breach(trace.state(end - 1), trace.last()).orElseThrow());
    }

    private Optional<String> breach(long[] before, long[] after) {
        int consumed = model.consumer().consumed(after);
        int ahead = arithmetic.distance(model.prod(before), model.prod(after));
        if (ahead > arithmetic.slots() || !arithmetic.legal(model.prod(after), consumed)) {
            return Optional.of("PROD moves backwards or too far");
        }
        if (arithmetic.distance(model.shadowCons(after), consumed) > arithmetic.slots()) {
            return Optional.of("the CPUs believe CONS to be further than it is");
        }
        return Optional.empty();
    }
}
