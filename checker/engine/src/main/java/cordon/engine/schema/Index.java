package cordon.engine.schema;

/**
 * What a field has one element for each of.
 *
 * @param name what one of them is called, such as {@code device}
 * @param size how many there are, at least 1
 */
public record Index(String name, int size) {

    /** The number {@code i} of them, for people. */
    public String format(int i) {
        return name + " " + i;
    }
}
