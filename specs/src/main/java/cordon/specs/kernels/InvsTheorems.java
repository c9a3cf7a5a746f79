package cordon.specs.kernels;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import cordon.specs.kernels.InvsFunctions.Array;
import cordon.specs.kernels.InvsFunctions.Keys;
import cordon.symbolic.word.Longs;
import cordon.symbolic.word.Statement;
import cordon.symbolic.word.Theorem;
import cordon.symbolic.word.Words;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What is said of {@code arm_smmu_invs_merge}, {@code arm_smmu_invs_unref} and {@code arm_smmu_invs_purge}, for every array and argument up
 * to a size, with any keys and 0 to 2^30-1 users (smmu.md C.6).
 */
public final class InvsTheorems {
    private static final int MOST_ENTRIES = 6;
    private static final int MOST_NAMED = 4;
    private static final long USERS = (1L << 30) - 1;

    private InvsTheorems() {}

    /** The theorems about the model: arrays of up to 6 entries, and up to 4 keys to merge or to unref. */
    public static ImmutableList<Theorem> ofTheModel() {
        return of(
                new Invalidations() {
                    @Override
                    public <W, B> InvsFunctions<W, B> formula(Words<W, B> words) {
                        return new InvsFormula<>(words);
                    }

                    @Override
                    public InvsFunctions<Long, Boolean> code(Iterable<Long> keys) {
                        return InvsCode.of(keys);
                    }
                },
                MOST_ENTRIES,
                MOST_NAMED);
    }

    /** The same theorems about other functions, for up to so many entries and keys. */
    public static ImmutableList<Theorem> of(Invalidations invalidations, int entries, int named) {
        return Arrays.stream(InvsProperty.values())
                .map(property -> new Theorem(
                        "arrays of invalidations: " + property.function(),
                        property.title(),
                        property.meaning(),
                        property.condition(),
                        ImmutableList.of(new UpTo(invalidations, property, entries, named))))
                .collect(toImmutableList());
    }

    /** A property of arrays up to a size. Masks say which places of the array and of the argument are in use. */
    private record UpTo(Invalidations invalidations, InvsProperty property, int entries, int named)
            implements Statement {
        @Override
        public String title() {
            return "";
        }

        @Override
        public List<String> inputs() {
            return Stream.of(
                            words("key", entries),
                            words("users", entries),
                            words("argument", named),
                            Stream.of("places of the array", "places of the argument"))
                    .flatMap(Function.identity())
                    .collect(toImmutableList());
        }

        private static Stream<String> words(String name, int number) {
            return IntStream.range(0, number).mapToObj(k -> name + "[" + k + "]");
        }

        @Override
        public <W, B> B assumed(Words<W, B> words, List<W> inputs) {
            return property.assumed(operands(words, invalidations.formula(words), inputs));
        }

        @Override
        public <W, B> B claimed(Words<W, B> words, List<W> inputs) {
            return property.claimed(operands(words, invalidations.formula(words), inputs));
        }

        @Override
        public boolean isSoOfTheCode(List<Long> inputs) {
            Iterable<Long> keys =
                    Iterables.concat(inputs.subList(0, entries), inputs.subList(2 * entries, 2 * entries + named));
            InvsOperands<Long, Boolean> operands = operands(Longs.LONGS, invalidations.code(keys), inputs);
            return !property.assumed(operands) || property.claimed(operands);
        }

        private <W, B> InvsOperands<W, B> operands(Words<W, B> words, InvsFunctions<W, B> invs, List<W> inputs) {
            int end = 2 * entries + named;
            List<W> users = inputs.subList(entries, 2 * entries).stream()
                    .map(word -> words.masked(word, USERS))
                    .collect(toImmutableList());
            return new InvsOperands<>(
                    words,
                    invs,
                    new Array<>(inputs.subList(0, entries), users, places(words, inputs.get(end), entries)),
                    new Keys<>(inputs.subList(2 * entries, end), places(words, inputs.get(end + 1), named)));
        }

        private static <W, B> List<B> places(Words<W, B> words, W mask, int number) {
            return IntStream.range(0, number)
                    .mapToObj(k -> words.isSet(mask, 1L << k))
                    .collect(toImmutableList());
        }
    }
}
