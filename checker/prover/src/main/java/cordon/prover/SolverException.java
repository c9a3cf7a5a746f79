package cordon.prover;

/** The solver cannot be used here; the message says what is missing, and what to do. */
public final class SolverException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SolverException(String message, Throwable cause) {
        super(message, cause);
    }
}
