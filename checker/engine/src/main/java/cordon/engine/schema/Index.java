package cordon.engine.schema;

/**
 * What a field has one element for each of.
 *
 * @param name what one of them is called, such as {@code device}
 * @param size how many there are, at least 1
 * @param interchangeable whether they differ in nothing but their numbers: exchanging two of them in a state, in all fields
 *     that are indexed by them or whose values name them ({@link Naming}), exchanges them in the successors of that state
 */
public record Index(String name, int size, boolean interchangeable) {

    /** Of which each is something of its own. */
    public Index(String name, int size) {
        this(name, size, false);
    }

    /** The number {@code i} of them, for people. */
    public String format(int i) {
        return name + " " + i;
    }
}
