package cordon.engine.outcome;

import cordon.engine.schema.Field;
import cordon.engine.schema.Schema;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One number of a state.
 *
 * @param field the field that it is an element of
 * @param index which element of it, from 0
 */
public record Element(Field field, int index) {

    /** All elements of {@code field}, in their order. */
    public static Stream<Element> of(Field field) {
        return IntStream.range(0, field.size()).mapToObj(index -> new Element(field, index));
    }

    /** All elements of {@code schema}, in order of declaration. */
    public static Stream<Element> of(Schema schema) {
        return schema.fields().stream().flatMap(Element::of);
    }

    /** As counterexamples print it, such as {@code page.owner[page 0]}. */
    public String name() {
        return field.elementName(index);
    }

    /** Its value in {@code state}. */
    public int value(long[] state) {
        return field.get(state, index);
    }

    /** The value {@code value} of it, for people. */
    public String format(int value) {
        return field.format(value);
    }
}
