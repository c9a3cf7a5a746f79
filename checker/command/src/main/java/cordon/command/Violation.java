package cordon.command;

import cordon.counterexamples.FewestSwitches;
import cordon.engine.Trace;
import cordon.engine.explore.Refutation;
import cordon.engine.expression.Asking;
import cordon.engine.property.Property;
import java.util.Optional;
import java.util.function.Function;

/**
 * A violation with a trace.
 *
 * @param property what is violated
 * @param cause the name of its cause; empty if none is known
 * @param why what somebody has written about the way in which a trace violates the property; empty of one that has not this cause
 * @param trace a shortest trace of it
 */
public record Violation(Property property, Optional<String> cause, Function<Trace, Optional<String>> why, Trace trace) {

    /** A violation of which no cause is known in {@code model}. */
    public static Violation of(Model model, Property property, Trace trace) {
        return new Violation(property, Optional.empty(), other -> model.why(property, other), trace);
    }

    /**
     * The trace as it is shown: the same steps in the order that changes threads least often, as far as they still violate the property in
     * the same way. That of a question is as it is.
     */
    public Trace shown() {
        return Asking.questionOf(property).isPresent()
                ? trace
                : FewestSwitches.of(
                        trace,
                        candidate -> Refutation.shows(candidate, property)
                                && why.apply(candidate).isPresent() == cause.isPresent());
    }
}
