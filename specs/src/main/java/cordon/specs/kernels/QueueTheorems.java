package cordon.specs.kernels;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import cordon.model.hardware.QueueArithmetic;
import cordon.symbolic.word.Longs;
import cordon.symbolic.word.Statement;
import cordon.symbolic.word.Theorem;
import cordon.symbolic.word.Words;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What is said of queue pointers, for every size from 2^1 to 2^19 slots (smmu.md A.2). Mathematically a pointer is a count of all entries
 * ever written or consumed, modulo twice the number of slots.
 */
public final class QueueTheorems {
    /** The largest queue that the architecture has. */
    public static final int LARGEST_LOG2 = 19;

    private static final ImmutableList<String> INPUTS = ImmutableList.of("p", "q", "k");

    private QueueTheorems() {}

    /** The theorems about the model. */
    public static ImmutableList<Theorem> ofTheModel() {
        return of(new Queues() {
            @Override
            public <W, B> QueueFunctions<W, B> formula(Words<W, B> words, int log2Size) {
                return new QueueFormula<>(words, log2Size);
            }

            @Override
            public QueueFunctions<Long, Boolean> code(int log2Size) {
                return new QueueCode(new QueueArithmetic(log2Size));
            }
        });
    }

    /** The same theorems about other functions. */
    public static ImmutableList<Theorem> of(Queues queues) {
        return Arrays.stream(QueueProperty.values())
                .map(property -> new Theorem(
                        "queue pointers: " + property.function(),
                        property.title(),
                        property.meaning(),
                        property.condition(),
                        IntStream.rangeClosed(1, LARGEST_LOG2)
                                .mapToObj(log2Size -> new OfSize(queues, property, log2Size))
                                .collect(toImmutableList())))
                .collect(toImmutableList());
    }

    /** A property of queues of one size. */
    private record OfSize(Queues queues, QueueProperty property, int log2Size) implements Statement {
        @Override
        public String title() {
            return "2^" + log2Size + " slots";
        }

        @Override
        public List<String> inputs() {
            return INPUTS;
        }

        @Override
        public <W, B> B assumed(Words<W, B> words, List<W> inputs) {
            return property.assumed(operands(words, queues.formula(words, log2Size), inputs));
        }

        @Override
        public <W, B> B claimed(Words<W, B> words, List<W> inputs) {
            return property.claimed(operands(words, queues.formula(words, log2Size), inputs));
        }

        @Override
        public boolean isSoOfTheCode(List<Long> inputs) {
            QueueOperands<Long, Boolean> operands = operands(Longs.LONGS, queues.code(log2Size), inputs);
            return !property.assumed(operands) || property.claimed(operands);
        }

        private <W, B> QueueOperands<W, B> operands(Words<W, B> words, QueueFunctions<W, B> queue, List<W> inputs) {
            return new QueueOperands<>(words, queue, 1L << log2Size, inputs);
        }
    }
}
