package cordon.command;

/** The user asked for something that cannot be done; the message says what, where, and what was expected. */
public final class UsageException extends RuntimeException {
    /** With the message for the user. */
    public UsageException(String message) {
        super(message);
    }

    /** The cause's message is meant for the user. */
    public UsageException(IllegalArgumentException cause) {
        super(cause.getMessage(), cause);
    }
}
