package cordon.engine.store;

/** What was read from a file is not what a search writes; the message says what is wrong with it. */
public final class DamagedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** {@code what} is wrong, without a name of the file. */
    public DamagedException(String what) {
        super(what);
    }

    /**
     * Goes on if {@code sound} is true.
     *
     * @throws DamagedException if not; {@code otherwise} says what is wrong
     */
    public static void require(boolean sound, String otherwise) {
        if (!sound) {
            throw new DamagedException(otherwise);
        }
    }
}
