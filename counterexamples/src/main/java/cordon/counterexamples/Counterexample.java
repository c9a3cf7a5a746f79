package cordon.counterexamples;

import cordon.engine.Trace;
import cordon.engine.property.Property;
import java.util.Optional;

/**
 * A trace that shows something about a property, with what a reader needs to know about where it comes from.
 *
 * @param origin what was searched
 * @param world every choice that the search was made with, in words; empty if there was none
 * @param assumed the same in few words, with the patches
 * @param finding what somebody has written about this violation, if anybody has
 * @param command the command that finds the trace again; empty if there is none
 * @param property the property that the trace violates; empty for a path that violates none
 * @param trace the trace
 */
public record Counterexample(
        Origin origin,
        String world,
        Optional<Assumed> assumed,
        Optional<String> finding,
        String command,
        Optional<Property> property,
        Trace trace) {

    /** A trace of a system called {@code name} that violates {@code property}: one that no command has found. */
    public static Counterexample of(String name, Property property, Trace trace) {
        return new Counterexample(
                Origin.of(name), "", Optional.empty(), Optional.empty(), "", Optional.of(property), trace);
    }
}
