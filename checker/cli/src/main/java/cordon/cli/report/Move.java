package cordon.cli.report;

import cordon.engine.Action;
import java.util.Optional;

/**
 * A step of a trace.
 *
 * @param action who does what
 * @param step the name of the step in the model, without the values of a state
 * @param place where the sources of the model declare it, if that is known
 */
public record Move(Action action, String step, Optional<Place> place) {}
