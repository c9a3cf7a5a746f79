package cordon.counterexamples;

import cordon.engine.Trace;
import cordon.engine.property.Property;
import java.util.Optional;

/**
 * A trace that shows something about a property, with what a reader needs to know about where it comes from.
 *
 * @param origin what was searched
 * @param world every choice that the search was made with, in words
 * @param assumed the same in few words, with the patches
 * @param finding what somebody has written about this violation, if anybody has
 * @param command the command that finds the trace again
 * @param property the property that the trace violates; empty for a path that violates none
 * @param trace the trace
 */
public record Counterexample(
        Origin origin,
        String world,
        Assumed assumed,
        Optional<String> finding,
        String command,
        Optional<Property> property,
        Trace trace) {}
