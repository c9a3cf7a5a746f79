package cordon.engine.schema;

/**
 * A field whose elements are constants of an enum; the first constant is the value of an all-zero state.
 *
 * @param <E> the enum
 */
public final class EnumField<E extends Enum<E>> {
    private final Field field;
    private final E[] values;

    EnumField(Field field, E[] values) {
        this.field = field;
        this.values = values;
    }

    /** The same elements as numbers, those of their constants in the order of the enum. */
    public Field field() {
        return field;
    }

    /** The number of elements. */
    public int size() {
        return field.size();
    }

    /** The value of the only (or the first) element. */
    public E get(long[] state) {
        return get(state, 0);
    }

    /** Whether the only (or the first) element is {@code value}. */
    public boolean is(long[] state, E value) {
        return is(state, 0, value);
    }

    /** Writes the only (or the first) element. */
    public void set(long[] state, E value) {
        set(state, 0, value);
    }

    /** The value of element {@code i}. */
    public E get(long[] state, int i) {
        return values[field.get(state, i)];
    }

    /** The value of the element in row {@code i}, column {@code j}. */
    public E get(long[] state, int i, int j) {
        return values[field.get(state, i, j)];
    }

    /** Whether element {@code i} is {@code value}. */
    @SuppressWarnings("EnumOrdinal") // as below
    public boolean is(long[] state, int i, E value) {
        return field.get(state, i) == value.ordinal();
    }

    /** Writes element {@code i}. */
    @SuppressWarnings("EnumOrdinal") // this class is where a constant becomes bits
    public void set(long[] state, int i, E value) {
        field.set(state, i, value.ordinal());
    }

    /** Writes the element in row {@code i}, column {@code j}. */
    @SuppressWarnings("EnumOrdinal") // as above
    public void set(long[] state, int i, int j, E value) {
        field.set(state, i, j, value.ordinal());
    }
}
