package cordon.symbolic;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import java.util.List;

/** Part of a state: it has one of finitely many values for each tuple of members. */
public abstract sealed class Symbol permits Relation, Choice {
    private final String name;
    private final ImmutableList<Sort> sorts;
    private final ImmutableList<String> values;

    Symbol(String name, List<Sort> sorts, List<String> values) {
        this.name = name;
        this.sorts = ImmutableList.copyOf(sorts);
        this.values = ImmutableList.copyOf(values);
    }

    /** The name, unique in a protocol. */
    public String name() {
        return name;
    }

    /** The sorts of the members of a tuple. */
    public List<Sort> sorts() {
        return sorts;
    }

    /** The names of the values, by number; at least two. */
    public List<String> values() {
        return values;
    }

    /** A formula: the symbol has {@code value} for {@code members}. */
    final Formula equal(int value, List<Variable> members) {
        requireSorts(members);
        return new Formula.Value(this, value, ImmutableList.copyOf(members));
    }

    /**
     * Nothing, if {@code members} are of the sorts of this symbol.
     *
     * @throws IllegalArgumentException otherwise
     */
    final void requireSorts(List<Variable> members) {
        if (!members.stream().map(Variable::sort).collect(toImmutableList()).equals(sorts)) {
            throw new IllegalArgumentException(name + " is for members of " + sorts + ", not for " + members);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
