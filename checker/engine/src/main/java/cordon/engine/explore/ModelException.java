package cordon.engine.explore;

import cordon.engine.Trace;
import java.util.Optional;

/**
 * The system that was searched, or a property of it, does not do what its interface asks: it threw an exception, or the successors of a
 * state are not always the same. The message names the property or the last action, and the state.
 */
public final class ModelException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Optional<Trace> path;
    private final transient Optional<Report> report;

    /** {@code sign} shows that the successors of a state, or what a property says of it, are not always the same. */
    static ModelException notAFunction(String sign) {
        return new ModelException(
                sign + ": the system or a property depends on more than the state",
                Optional.empty(),
                new IllegalStateException(sign));
    }

    ModelException(String message, Optional<Trace> path, Throwable cause) {
        this(message, path, Optional.empty(), cause);
    }

    private ModelException(String message, Optional<Trace> path, Optional<Report> report, Throwable cause) {
        super(message, cause);
        this.path = path;
        this.report = report;
    }

    /** The same, with what the search had found before. */
    ModelException with(Report found) {
        return new ModelException(String.valueOf(getMessage()), path, Optional.of(found), this);
    }

    /** A path to the state; empty if it could not be read back. */
    public Optional<Trace> path() {
        return path;
    }

    /** The verdicts before that; those that were open are {@link Verdict.Incomplete} for {@link Bound#FAULT}. */
    public Optional<Report> report() {
        return report;
    }
}
