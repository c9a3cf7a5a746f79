package cordon.specs.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cordon.model.hardware.QueueArithmetic;
import cordon.symbolic.word.Longs;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The formula of queue pointers computes what the model computes. */
class QueueFormulaTest {
    private static final int RANDOM_INPUTS = 1_000_000;
    private static final int LARGEST_COMPLETE_LOG2 = 4;

    private static List<Object> results(QueueFunctions<Long, Boolean> queue, long p, long q, long k) {
        return List.of(
                queue.idx(p),
                queue.wrp(p),
                queue.inc(p, k),
                queue.distance(p, q),
                queue.empty(p, q),
                queue.full(p, q),
                queue.space(p, q),
                queue.consumed(p, q),
                queue.legal(p, q));
    }

    private static void compare(int log2Size, long p, long q, long k) {
        assertEquals(
                results(new QueueCode(new QueueArithmetic(log2Size)), p, q, k),
                results(new QueueFormula<>(Longs.LONGS, log2Size), p, q, k),
                () -> log2Size + ": " + p + " " + q + " " + k);
    }

    @Test
    void smallQueuesAgreeOnEveryPairOfPointers() {
        for (int log2Size = 1; log2Size <= LARGEST_COMPLETE_LOG2; log2Size++) {
            long pointers = 2L << log2Size;
            for (long p = 0; p < pointers; p++) {
                for (long q = 0; q < pointers; q++) {
                    for (long k = 0; k <= pointers; k++) {
                        compare(log2Size, p, q, k);
                    }
                }
            }
        }
    }

    /** Half of the pairs are neighbours, half of the numbers less than a wrap. */
    @Test
    void everySizeAgreesOnRandomInputs() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < RANDOM_INPUTS; i++) {
            int log2Size = random.nextInt(1, QueueTheorems.LARGEST_LOG2 + 1);
            long pointers = 2L << log2Size;
            long p = random.nextLong(pointers);
            long q = random.nextBoolean()
                    ? random.nextLong(pointers)
                    : p + (pointers >> random.nextInt(2)) + random.nextInt(-2, 3) & pointers - 1;
            long k = random.nextLong(random.nextBoolean() ? pointers : 1L << 31);
            compare(log2Size, p, q, k);
        }
    }
}
