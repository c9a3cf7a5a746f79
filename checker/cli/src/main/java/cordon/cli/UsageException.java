package cordon.cli;

/** The user asked for something that cannot be done; the message says what, where, and what was expected. */
final class UsageException extends RuntimeException {
    UsageException(String message) {
        super(message);
    }

    /** The cause's message is meant for the user. */
    UsageException(IllegalArgumentException cause) {
        super(cause.getMessage(), cause);
    }
}
