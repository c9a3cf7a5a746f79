package cordon.specs.sweep;

/**
 * Something that a sweep reports, for no finding covers it.
 *
 * @param kind what sort of trouble
 * @param what the property, or the message of the exception
 * @param steps the length of the trace that shows it; -1 if there is none
 */
public record Trouble(Kind kind, String what, int steps) {

    /** Sorts of trouble. */
    public enum Kind {
        /** A violation of a property that no finding explains. */
        VIOLATED,
        /** What should be reachable is not, and no finding says why. */
        UNREACHABLE,
        /** The model gets stuck, and no finding explains it. */
        DEADLOCK,
        /** The initial state is one that no kernel can be in. */
        ILL_FORMED,
        /** An exception. */
        THROWS
    }

    /** Whether a property is violated, and not something that keeps it from being asked. */
    public boolean isAboutProperty() {
        return kind != Kind.ILL_FORMED && kind != Kind.THROWS;
    }

    /** Whether {@code other} is the same trouble, perhaps on a longer or shorter way. */
    public boolean isLike(Trouble other) {
        return kind == other.kind && what.equals(other.what);
    }
}
