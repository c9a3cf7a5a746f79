package cordon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cordon.specs.kernels.QueueFormula;
import cordon.specs.kernels.QueueFunctions;
import cordon.specs.kernels.QueueTheorems;
import cordon.specs.kernels.Queues;
import cordon.symbolic.word.Longs;
import cordon.symbolic.word.Words;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Arithmetic of queue pointers that is wrong in one place is refuted, and each property refutes some. */
class WrongQueuesTest {
    private static final long LARGEST = 1L << QueueTheorems.LARGEST_LOG2;

    /** What is wrong. */
    private enum Fault {
        WRP_IS_THE_BIT_BELOW,
        INC_IS_NOT_CUT,
        INC_LOSES_THE_WRAP_BIT_OF_THE_LARGEST_QUEUE,
        INC_CUTS_ITS_NUMBER,
        EMPTY_WITHOUT_WRAP,
        FULL_WITHOUT_WRAP,
        LEGAL_WITHOUT_WRAP,
        SPACE_WITHOUT_WRAP,
        CONSUMED_WITHOUT_WRAP
    }

    /** A queue with a fault. */
    private static final class WrongQueue<W, B> extends QueueFormula<W, B> {
        private final Words<W, B> words;
        private final long slots;
        private final Fault fault;

        WrongQueue(Words<W, B> words, int log2Size, Fault fault) {
            super(words, log2Size);
            this.words = words;
            this.slots = 1L << log2Size;
            this.fault = fault;
        }

        @Override
        public W wrp(W pointer) {
            return fault == Fault.WRP_IS_THE_BIT_BELOW ? words.masked(pointer, slots / 2) : super.wrp(pointer);
        }

        @Override
        public W inc(W pointer, W count) {
            return switch (fault) {
                case INC_IS_NOT_CUT -> words.plus(pointer, count);
                case INC_LOSES_THE_WRAP_BIT_OF_THE_LARGEST_QUEUE ->
                    words.masked(super.inc(pointer, count), LARGEST - 1);
                case INC_CUTS_ITS_NUMBER -> super.inc(pointer, words.masked(count, slots - 1));
                default -> super.inc(pointer, count);
            };
        }

        @Override
        public B empty(W prod, W cons) {
            return fault == Fault.EMPTY_WITHOUT_WRAP ? words.same(idx(prod), idx(cons)) : super.empty(prod, cons);
        }

        @Override
        public B full(W prod, W cons) {
            return fault == Fault.FULL_WITHOUT_WRAP ? words.same(idx(prod), idx(cons)) : super.full(prod, cons);
        }

        @Override
        public B legal(W prod, W cons) {
            return fault == Fault.LEGAL_WITHOUT_WRAP
                    ? words.negation(words.less(idx(prod), idx(cons)))
                    : super.legal(prod, cons);
        }

        @Override
        public W space(W prod, W cons) {
            return fault == Fault.SPACE_WITHOUT_WRAP
                    ? words.minus(words.word(slots), words.minus(idx(prod), idx(cons)))
                    : super.space(prod, cons);
        }

        @Override
        public B consumed(W cons, W pointer) {
            return fault == Fault.CONSUMED_WITHOUT_WRAP
                    ? words.less(idx(pointer), idx(cons))
                    : super.consumed(cons, pointer);
        }
    }

    private static Set<String> refuted(Fault fault) {
        return KernelsTest.refuted(QueueTheorems.of(new Queues() {
            @Override
            public <W, B> QueueFunctions<W, B> formula(Words<W, B> words, int log2Size) {
                return new WrongQueue<>(words, log2Size, fault);
            }

            @Override
            public QueueFunctions<Long, Boolean> code(int log2Size) {
                return formula(Longs.LONGS, log2Size);
            }
        }));
    }

    @Test
    void eachFaultIsRefutedAndEachPropertyRefutesOne() {
        Map<Fault, Set<String>> refuted = new TreeMap<>();
        for (Fault fault : Fault.values()) {
            refuted.put(fault, refuted(fault));
        }
        assertEquals(Set.of("distance-0"), refuted.get(Fault.EMPTY_WITHOUT_WRAP));
        assertEquals(Set.of("distance-of-a-wrap"), refuted.get(Fault.FULL_WITHOUT_WRAP));
        assertEquals(Set.of("at-most-a-wrap"), refuted.get(Fault.LEGAL_WITHOUT_WRAP));
        assertEquals(Set.of("the-slots-not-used"), refuted.get(Fault.SPACE_WITHOUT_WRAP));
        assertEquals(Set.of("is-past"), refuted.get(Fault.CONSUMED_WITHOUT_WRAP));
        assertEquals(
                Set.of("wraps-at-the-end", "moves-by-its-number", "leads-there"),
                refuted.get(Fault.INC_LOSES_THE_WRAP_BIT_OF_THE_LARGEST_QUEUE));
        assertEquals(KernelsTest.names(QueueTheorems.ofTheModel()), KernelsTest.union(refuted.values()));
    }
}
