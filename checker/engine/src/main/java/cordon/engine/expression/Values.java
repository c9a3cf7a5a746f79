package cordon.engine.expression;

import com.google.common.collect.ImmutableSet;
import cordon.engine.schema.Field;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** The values of a field as they are printed, and the numbers that they stand for. */
final class Values {
    /** The values of a wider field are too many to print: they are taken for the numbers that they are. */
    private static final int MAX_WIDTH = 14;

    private Values() {}

    /** Whether the elements of {@code field} are printed as the numbers that they are. */
    static boolean areNumbers(Field field) {
        return field.width() > MAX_WIDTH
                || field.legalValues().allMatch(v -> field.format(v).equals(Integer.toString(v)));
    }

    /** Whether the elements of {@code field} are 0 or 1, and printed so. */
    static boolean areFlags(Field field) {
        return greatest(field) == 1 && areNumbers(field);
    }

    /** The numbers that are printed as {@code text}; none if there are none. */
    static BitSet of(Field field, String text) {
        BitSet numbers = new BitSet();
        if (field.width() <= MAX_WIDTH) {
            field.legalValues().filter(v -> field.format(v).equals(text)).forEach(numbers::set);
        } else if (text.matches("0|[1-9][0-9]{0,8}") && Integer.parseInt(text) <= greatest(field)) {
            numbers.set(Integer.parseInt(text));
        }
        return numbers;
    }

    /** All texts, in the order of the numbers; none of a wide field. */
    static Set<String> texts(Field field) {
        return field.width() > MAX_WIDTH
                ? ImmutableSet.of()
                : field.legalValues().mapToObj(field::format).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The greatest number that an element can be. */
    static int greatest(Field field) {
        return field.width() > MAX_WIDTH
                ? (int) ((1L << field.width()) - 1)
                : field.legalValues().max().orElseThrow();
    }
}
