package cordon.prover;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cordon.symbolic.word.Longs;
import cordon.symbolic.word.Statement;
import cordon.symbolic.word.Theorem;
import cordon.symbolic.word.Words;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Z3's bit vectors compute as {@code long} does, and a counterexample is believed only if the code confirms it. */
class BitVectorsTest {
    private static final int PAIRS = 100;

    /** Every operation of two words, each as a word. */
    private static <W, B> List<W> results(Words<W, B> words, W a, W b) {
        B less = words.less(a, b);
        B same = words.same(a, b);
        return List.of(
                words.and(a, b),
                words.or(a, b),
                words.complement(a),
                words.plus(a, b),
                words.minus(a, b),
                words.choice(less, a, b),
                words.masked(a, 0xff00ff),
                words.when(same, 7),
                words.when(words.negation(less), 7),
                words.when(words.isSet(a, 5), 7),
                words.when(words.all(List.of(less, words.isSet(b, 1))), 7),
                words.when(words.any(List.of(less, same, words.isSet(b, 1))), 7),
                words.when(words.implies(less, same), 7),
                words.when(words.alike(less, words.isSet(a, 1)), 7));
    }

    /** For the two words a and b the results are those of {@link Longs}. */
    private record OnePair(long a, long b) implements Statement {
        @Override
        public String title() {
            return "";
        }

        @Override
        public List<String> inputs() {
            return List.of("a", "b");
        }

        @Override
        public <W, B> B assumed(Words<W, B> words, List<W> inputs) {
            return words.both(words.same(inputs.get(0), words.word(a)), words.same(inputs.get(1), words.word(b)));
        }

        @Override
        public <W, B> B claimed(Words<W, B> words, List<W> inputs) {
            List<W> computed = results(words, inputs.get(0), inputs.get(1));
            List<Long> expected = results(Longs.LONGS, a, b);
            return words.all(IntStream.range(0, expected.size())
                    .mapToObj(i -> words.same(computed.get(i), words.word(expected.get(i))))
                    .collect(toImmutableList()));
        }

        @Override
        public boolean isSoOfTheCode(List<Long> inputs) {
            return false; // the code is another evaluator, which is to say nothing here
        }
    }

    /** Every word is less than 2^40; the code is asked. */
    private record Small(boolean confirms) implements Statement {
        @Override
        public String title() {
            return "";
        }

        @Override
        public List<String> inputs() {
            return List.of("a");
        }

        @Override
        public <W, B> B assumed(Words<W, B> words, List<W> inputs) {
            return words.isSet(inputs.get(0), 1);
        }

        @Override
        public <W, B> B claimed(Words<W, B> words, List<W> inputs) {
            return words.less(inputs.get(0), words.word(1L << 40));
        }

        @Override
        public boolean isSoOfTheCode(List<Long> inputs) {
            return !confirms;
        }
    }

    private static Verification.Outcome outcome(List<Statement> statements, Limits limits) {
        return new Verification(limits, text -> {})
                .rows(List.of(new Theorem("f", "p", "", "", statements)))
                .get(0)
                .outcome();
    }

    @Test
    void bitVectorsComputeAsLongsDo() {
        SplittableRandom random = new SplittableRandom(1);
        List<Statement> pairs = IntStream.range(0, PAIRS)
                .<Statement>mapToObj(i -> {
                    long a = random.nextLong() >>> random.nextInt(64);
                    return new OnePair(a, i % 3 == 0 ? a : random.nextLong());
                })
                .toList();
        assertInstanceOf(Verification.Proved.class, outcome(pairs, Limits.NONE));
    }

    @Test
    void aCounterexampleIsAnInputThatTheCodeConfirms() {
        Verification.Refuted refuted =
                assertInstanceOf(Verification.Refuted.class, outcome(List.of(new Small(true)), Limits.NONE));
        long a = refuted.inputs().get(0);
        assertEquals(1, a & 1);
        assertEquals(1, Long.compareUnsigned(a, (1L << 40) - 1));
        assertThrows(IllegalStateException.class, () -> outcome(List.of(new Small(false)), Limits.NONE));
    }

    @Test
    void whatIsStoppedIsNotDecided() {
        Limits stopped = Limits.NONE.within(Duration.ofMinutes(1)).until(() -> true);
        assertEquals(new Verification.Open(new Small(true), "stopped"), outcome(List.of(new Small(true)), stopped));
    }
}
