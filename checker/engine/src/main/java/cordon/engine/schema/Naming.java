package cordon.engine.schema;

/** How the values of a field name members of an {@link Index}. */
public sealed interface Naming {

    /** What is named. */
    Index of();

    /** The value in which each member {@code i} that {@code value} names is {@code to[i]} instead. */
    int rename(int value, int[] to);

    /** The part of {@code value} that does not depend on which members it names. */
    int anonymous(int value);

    /** Whether {@code value} names {@code member}. */
    boolean names(int value, int member);

    /** A value is a set of members: bit {@code i} stands for member {@code i}. */
    record Set(Index of) implements Naming {
        @Override
        public int rename(int value, int[] to) {
            int renamed = 0;
            for (int left = value; left != 0; left &= left - 1) {
                renamed |= 1 << to[Integer.numberOfTrailingZeros(left)];
            }
            return renamed;
        }

        @Override
        public int anonymous(int value) {
            return Integer.bitCount(value);
        }

        @Override
        public boolean names(int value, int member) {
            return (value >>> member & 1) != 0;
        }
    }

    /**
     * The values from {@code first} on belong to the members, {@code each} values to each in turn; the others name nobody.
     *
     * @param first the first value of member 0
     * @param each how many values a member has
     */
    record Owner(Index of, int first, int each) implements Naming {
        @Override
        public int rename(int value, int[] to) {
            int member = member(value);
            return member < 0 ? value : value + (to[member] - member) * each;
        }

        @Override
        public int anonymous(int value) {
            int member = member(value);
            return member < 0 ? value : first + (value - first) % each + (1 << 30);
        }

        @Override
        public boolean names(int value, int member) {
            return member(value) == member;
        }

        private int member(int value) {
            return value < first || value >= first + of.size() * each ? -1 : (value - first) / each;
        }
    }
}
