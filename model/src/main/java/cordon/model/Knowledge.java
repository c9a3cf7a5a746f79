package cordon.model;

import java.util.Locale;

/**
 * What the values of a {@link Parameter} rest on.
 *
 * @param kind whether it is known how the real system has it
 * @param sentence one line that says so, with the section of the source
 */
public record Knowledge(Kind kind, String sentence) {

    /** Whether it is known how the real system has it. */
    public enum Kind {
        /** A text, or code that was read, has each of the values. */
        KNOWN,
        /** Concluded from what is known. */
        INFERRED,
        /** No text that was seen decides between the values. */
        UNKNOWN,
        /** A size of the search, or a choice of what is asked: it says nothing about the real system. */
        BOUND
    }

    /** {@code kind: sentence}. */
    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT) + ": " + sentence;
    }
}
