package cordon.symbolic;

/**
 * A member that a formula speaks about: a parameter of an action, or bound by a quantifier. Two of one name and one sort are the same.
 *
 * @param name unique where it is used
 * @param sort of which it is a member
 */
public record Variable(String name, Sort sort) {
    @Override
    public String toString() {
        return name;
    }
}
