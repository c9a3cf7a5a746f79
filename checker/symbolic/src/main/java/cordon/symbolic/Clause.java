package cordon.symbolic;

/**
 * A closed formula about every reachable state: a property that is asked, or a part of the invariant that proves one.
 *
 * @param name unique in a protocol
 * @param meaning a sentence
 * @param formula without free variables
 */
public record Clause(String name, String meaning, Formula formula) {
    @Override
    public String toString() {
        return name;
    }
}
