package cordon.symbolic;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.List;

/**
 * A symbol with a constant of an enum as its value.
 *
 * @param <E> the enum
 */
public final class Choice<E extends Enum<E>> extends Symbol {
    private final ImmutableList<E> constants;

    Choice(String name, Class<E> type, List<Sort> sorts) {
        super(
                name,
                sorts,
                Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(toImmutableList()));
        this.constants = ImmutableList.copyOf(type.getEnumConstants());
    }

    /**
     * Tells if it is {@code value} for {@code members}.
     *
     * @throws IllegalArgumentException if they are of other sorts
     */
    public Formula is(E value, Variable... members) {
        return equal(number(value), List.of(members));
    }

    /**
     * Tells if it is one of {@code values} for {@code members}.
     *
     * @throws IllegalArgumentException if they are of other sorts
     */
    public Formula in(List<E> values, Variable... members) {
        return Formula.or(values.stream().map(value -> is(value, members)).collect(toImmutableList()));
    }

    /** The number of {@code value}. */
    public int number(E value) {
        return values().indexOf(value.name());
    }

    /** The value with a number. */
    public E value(int number) {
        return constants.get(number);
    }
}
