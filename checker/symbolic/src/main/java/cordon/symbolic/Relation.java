package cordon.symbolic;

import com.google.common.collect.ImmutableList;
import java.util.List;

/** A symbol that is true or false. */
public final class Relation extends Symbol {
    private static final ImmutableList<String> VALUES = ImmutableList.of("no", "yes");

    Relation(String name, List<Sort> sorts) {
        super(name, sorts, VALUES);
    }

    /**
     * Tells if it is true for {@code members}.
     *
     * @throws IllegalArgumentException if they are of other sorts
     */
    public Formula of(Variable... members) {
        return equal(1, List.of(members));
    }
}
