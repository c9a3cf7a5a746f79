package cordon.engine.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Two devices, of which something is known for each of three pages. */
class InvolvementTest {
    private final Schema.Builder fields = Schema.builder();
    private final Index device = new Index("device", 2);
    private final Field on = fields.flag("on", device);
    private final Field atc = fields.field("atc", 3, device, new Index("page", 3));
    private final Field alone = fields.field("alone", 4);
    private final Schema schema = fields.build();

    @Test
    void membersOfWhatIsNotAsItWasAtFirst() {
        long[] start = new long[schema.words()];
        on.set(start, 0, 1);
        Involvement involvement = new Involvement(schema, start);
        long[] state = start.clone();
        assertEquals(0, involvement.of(state));
        alone.set(state, 3);
        assertEquals(0, involvement.of(state), "it is indexed by nothing");
        on.set(state, 0, 0);
        assertEquals(1, involvement.of(state), "device 0");
        atc.set(state, 0, 2, 5);
        assertEquals(2, involvement.of(state), "device 0, page 2");
        atc.set(state, 1, 2, 5);
        assertEquals(3, involvement.of(state), "device 0, device 1, page 2");
        atc.set(state, 0, 2, 0);
        on.set(state, 0, 1);
        assertEquals(2, involvement.of(state), "device 1, page 2");
    }
}
