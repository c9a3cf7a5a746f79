package cordon.specs.proof;

import cordon.engine.Trace;
import cordon.engine.property.StepInvariant;
import java.util.Locale;

/** Each step of the model is a short run of the abstract protocol. */
final class RefinesAbstractProtocol implements StepInvariant {
    private final Refinement refinement;

    RefinesAbstractProtocol(Refinement refinement) {
        this.refinement = refinement;
    }

    @Override
    public String name() {
        return "refines-abstract-protocol";
    }

    @Override
    public String meaning() {
        return "Each step of the model is a short run of the abstract protocol, or changes nothing in it: what is proved of the protocol is "
                + "so of the model. (docs/proof.md)";
    }

    @Override
    public boolean holds(long[] before, int action, long[] after) {
        return refinement.isStep(before, after);
    }

    @Override
    public String explain(Trace trace) {
        int end = trace.length();
        return String.format(
                Locale.ROOT,
                "Step %d is no run of the abstract protocol. It would change: %s.",
                end,
                refinement.changes(trace.state(end - 1), trace.last()));
    }
}
