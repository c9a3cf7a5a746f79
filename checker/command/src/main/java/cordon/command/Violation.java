package cordon.command;

import cordon.engine.Trace;
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
}
