package cordon.engine.schema;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Packing against the obvious reference: a map from element to value. */
class SchemaTest {

    enum Colour {
        RED,
        GREEN,
        BLUE
    }

    @Property
    void whatIsWrittenIsReadAndNothingElseChanges(
            @ForAll @Size(min = 1, max = 12) List<@IntRange(min = 1, max = 31) Integer> widths,
            @ForAll @IntRange(min = 1, max = 9) int size,
            @ForAll long seed) {
        Schema.Builder builder = Schema.builder();
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < widths.size(); i++) {
            fields.add(builder.field("f" + i, widths.get(i), new Index("x", size)));
        }
        Schema schema = builder.build();
        long[] state = new long[schema.words()];
        Map<String, Integer> reference = new HashMap<>();
        Random random = new Random(seed);
        for (int n = 0; n < 200; n++) {
            Field field = fields.get(random.nextInt(fields.size()));
            int element = random.nextInt(size);
            int value = random.nextInt() & ((1 << field.width()) - 1) & Integer.MAX_VALUE;
            field.set(state, element, value);
            reference.put(field.elementName(element), value);
        }
        for (Field field : fields) {
            for (int i = 0; i < size; i++) {
                assertEquals(reference.getOrDefault(field.elementName(i), 0), field.get(state, i));
            }
        }
    }

    @Property
    void noBitIsWasted(@ForAll @Size(max = 20) List<@IntRange(min = 1, max = 31) Integer> widths) {
        Schema.Builder builder = Schema.builder();
        for (int i = 0; i < widths.size(); i++) {
            builder.field("f" + i, widths.get(i));
        }
        Schema schema = builder.build();
        int bits = widths.stream().mapToInt(Integer::intValue).sum();
        assertEquals(bits, schema.bits());
        assertTrue(schema.words() >= (bits + 63) / 64);
        assertTrue(schema.words() <= Math.max(1, bits / 32 + 1), "first fit is never worse than twice the optimum");
    }

    @Test
    void smallFieldsFillTheGapsOfWideOnes() {
        Schema.Builder builder = Schema.builder();
        builder.field("a", 31);
        builder.field("b", 31);
        builder.field("c", 31);
        builder.field("d", 2);
        assertEquals(2, builder.build().words());
    }

    @Test
    void aValueThatDoesNotFitIsRefusedAndTheStateUntouched() {
        Schema.Builder builder = Schema.builder();
        Field field = builder.field("three", 3, new Index("slot", 2));
        long[] state = new long[builder.build().words()];
        field.set(state, 1, 7);
        long[] before = state.clone();
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> field.set(state, 1, 8));
        assertEquals("three[slot 1]: 8 does not fit in 3 bits", e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> field.set(state, 0, -1));
        assertArrayEquals(before, state);
    }

    @Test
    void elementsAreNamedByTheirIndices() {
        Schema.Builder builder = Schema.builder();
        Field atc = builder.field("atc", 2, new Index("device", 2), new Index("iova", 3));
        Field prod = builder.field("prod", 4);
        Schema schema = builder.build();
        long[] before = new long[schema.words()];
        long[] after = before.clone();
        atc.set(after, 1, 2, 3);
        prod.set(after, 5);
        assertEquals(3, atc.get(after, 1, 2));
        assertEquals(
                List.of("atc[device 1, iova 2]: 0 -> 3", "prod: 0 -> 5"),
                schema.diff(before, after).stream().map(Object::toString).toList());
        assertEquals("atc[device 1, iova 2]=3 prod=5", schema.format(after));
    }

    @Test
    void enumFieldsHoldConstants() {
        Schema.Builder builder = Schema.builder();
        EnumField<Colour> colour = builder.enumField("colour", Colour.class, new Index("thing", 2));
        Schema schema = builder.build();
        long[] state = new long[schema.words()];
        assertEquals(Colour.RED, colour.get(state, 1));
        colour.set(state, 1, Colour.BLUE);
        assertTrue(colour.is(state, 1, Colour.BLUE));
        assertEquals("colour[thing 1]=BLUE", schema.format(state));
        assertEquals(Colour.RED, colour.get(state));
        colour.set(state, Colour.BLUE);
        assertTrue(colour.is(state, Colour.BLUE) && colour.is(state, 0, Colour.BLUE));
    }

    @Test
    void aDeclarationSaysWhatAFieldMeansAndWhichValuesItHas() {
        Schema.Builder builder = Schema.builder();
        Field plain = builder.field("plain", 2);
        Field lamps = builder.means("lamps that are on").upTo(4).field("lamps", 3);
        Field even = builder.only(v -> v % 2 == 0).field("even", 3);
        EnumField<Colour> colour = builder.means("of the lamp").enumField("colour", Colour.class);
        assertEquals(
                List.of(plain, lamps, even, colour.field()), builder.build().fields());
        assertEquals(Optional.empty(), plain.meaning());
        assertEquals(Optional.of("lamps that are on"), lamps.meaning());
        assertEquals(Optional.empty(), even.meaning(), "what is said of one field is not said of the next");
        assertEquals(Optional.of("of the lamp"), colour.field().meaning());
        assertArrayEquals(new int[] {0, 1, 2, 3}, plain.legalValues().toArray());
        assertArrayEquals(new int[] {0, 1, 2, 3, 4}, lamps.legalValues().toArray());
        assertArrayEquals(new int[] {0, 2, 4, 6}, even.legalValues().toArray());
        assertEquals(Colour.values().length, colour.field().legalValues().count());
        assertFalse(plain.isLegal(4), "it does not fit");
        assertFalse(plain.isLegal(-1));
    }

    @Test
    void badDeclarationsAreRefused() {
        Schema.Builder builder = Schema.builder();
        builder.field("once", 1);
        assertThrows(IllegalArgumentException.class, () -> builder.field("once", 1));
        assertThrows(IllegalArgumentException.class, () -> builder.field("wide", 32));
        assertThrows(IllegalArgumentException.class, () -> builder.field("none", 1, new Index("x", 0)));
    }

    @Property
    void bitsForIsTheSmallestWidth(@ForAll @IntRange(min = 0) int max) {
        int bits = Schema.bitsFor(max);
        assertTrue(max < 1L << bits);
        assertTrue(bits == 1 || max >= 1L << (bits - 1));
    }
}
