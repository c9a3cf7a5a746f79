package cordon.model.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/**
 * The pointer arithmetic against counters that never wrap: {@code cons} commands were ever consumed and {@code prod} ever
 * queued, with {@code cons <= prod <= cons + slots}.
 */
class QueueArithmeticTest {

    @Property
    void agreesWithCountersThatNeverWrap(
            @ForAll @IntRange(min = 1, max = 19) int log2Size,
            @ForAll @LongRange(min = 0, max = 1L << 40) long cons,
            @ForAll @LongRange(min = 0, max = 1L << 19) long queued) {
        QueueArithmetic q = new QueueArithmetic(log2Size);
        Assume.that(queued <= q.slots());
        int p = pointer(q, cons + queued);
        int c = pointer(q, cons);

        assertTrue(q.legal(p, c));
        assertEquals(queued == 0, q.empty(p, c));
        assertEquals(queued == q.slots(), q.full(p, c));
        assertEquals(q.slots() - queued, q.space(p, c));
        assertEquals(pointer(q, cons + queued), q.inc(c, (int) queued));
    }

    @Property
    void consumedMeansStrictlyPast(
            @ForAll @IntRange(min = 1, max = 19) int log2Size,
            @ForAll @LongRange(min = 0, max = 1L << 40) long slot,
            @ForAll @LongRange(min = -(1L << 19), max = 1L << 19) long consBeyond) {
        QueueArithmetic q = new QueueArithmetic(log2Size);
        Assume.that(slot + consBeyond >= 0);
        Assume.that(consBeyond > -q.slots() && consBeyond <= q.slots()); // less than a whole wrap away
        assertEquals(consBeyond > 0, q.consumed(pointer(q, slot + consBeyond), pointer(q, slot)));
    }

    @Property
    void whatIsNotBetweenEmptyAndFullIsIllegal(
            @ForAll @IntRange(min = 1, max = 8) int log2Size,
            @ForAll @IntRange(min = 0, max = 511) int prod,
            @ForAll @IntRange(min = 0, max = 511) int cons) {
        QueueArithmetic q = new QueueArithmetic(log2Size);
        int p = prod % (2 * q.slots());
        int c = cons % (2 * q.slots());
        int queued = Math.floorMod(p - c, 2 * q.slots());
        assertEquals(queued <= q.slots(), q.legal(p, c));
    }

    @Test
    void theWrapBitTellsFullFromEmpty() {
        QueueArithmetic q = new QueueArithmetic(2);
        int cons = 3;
        int prod = q.inc(cons, 4);
        assertEquals(7, prod);
        assertEquals(q.idx(cons), q.idx(prod));
        assertTrue(q.full(prod, cons));
        assertFalse(q.empty(prod, cons));
        assertEquals(0, q.space(prod, cons));
    }

    private static int pointer(QueueArithmetic q, long count) {
        return (int) (count % (2L * q.slots()));
    }
}
