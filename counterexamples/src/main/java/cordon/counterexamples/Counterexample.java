package cordon.counterexamples;

import cordon.engine.Trace;
import cordon.engine.property.Property;

/**
 * A trace that shows something about a property, with what a reader needs to know about where it comes from.
 *
 * @param title what was searched: scenario, design, parameters
 * @param command the command that finds the trace again
 * @param property the property that the trace violates
 * @param trace the trace
 */
public record Counterexample(String title, String command, Property property, Trace trace) {}
