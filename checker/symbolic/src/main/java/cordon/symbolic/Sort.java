package cordon.symbolic;

/**
 * A kind of members, of which there are as many as one likes, at least one.
 *
 * @param name as in {@code device 0}
 */
public record Sort(String name) {
    @Override
    public String toString() {
        return name;
    }
}
