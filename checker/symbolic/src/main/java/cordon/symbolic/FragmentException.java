package cordon.symbolic;

/** A question outside the fragment that a solver decides; the message names the declarations. */
public final class FragmentException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    FragmentException(String message) {
        super(message);
    }
}
