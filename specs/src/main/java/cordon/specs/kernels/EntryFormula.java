package cordon.specs.kernels;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import cordon.model.kernel.EntryFormat;
import cordon.symbolic.word.Words;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * {@code arm_smmu_write_entry} as a formula: what {@link cordon.model.kernel.EntryUpdate} does, with a choice where that has a branch
 * (smmu.md C.8).
 *
 * @param <W> a word
 * @param <B> a truth value
 */
public abstract class EntryFormula<W, B> implements EntryFunctions<W> {
    private final Words<W, B> words;

    EntryFormula(Words<W, B> words) {
        this.words = words;
    }

    /** How the words are computed with. */
    protected final Words<W, B> words() {
        return words;
    }

    /** Eight of something, one for each word of an entry. */
    static <T> ImmutableList<T> each(IntFunction<T> ofWord) {
        return IntStream.range(0, EntryFormat.WORDS).mapToObj(ofWord).collect(toImmutableList());
    }

    @Override
    public Course<W> update(List<W> start, List<W> target) {
        List<W> targetUsed = used(target);
        List<W> unusedUpdate = unusedUpdate(start, target);
        List<B> lacks =
                each(q -> words.negation(words.same(words.and(unusedUpdate.get(q), targetUsed.get(q)), target.get(q))));
        W diff = words.word(0);
        for (int q = 0; q < EntryFormat.WORDS; q++) {
            diff = words.or(diff, words.when(lacks.get(q), 1L << q));
        }
        B nothing = words.same(diff, words.word(0));
        W withoutLowest = words.and(diff, words.minus(diff, words.word(1)));
        B disruptive = words.negation(words.same(withoutLowest, words.word(0)));
        List<W> first = each(q -> words.choice(
                disruptive,
                q == 0 ? words.word(0) : start.get(q),
                words.choice(lacks.get(q), start.get(q), unusedUpdate.get(q))));
        List<W> second = each(q -> words.choice(
                disruptive,
                q == 0 ? words.word(0) : target.get(q),
                words.choice(lacks.get(q), target.get(q), unusedUpdate.get(q))));
        return new Course<>(
                diff,
                ImmutableList.of(
                        start,
                        each(q -> words.choice(nothing, target.get(q), first.get(q))),
                        each(q -> words.choice(nothing, target.get(q), second.get(q))),
                        target));
    }

    /** The start with every bit that is not in use now already at its target. */
    protected final List<W> unusedUpdate(List<W> start, List<W> target) {
        List<W> used = used(start);
        List<W> targetUsed = used(target);
        List<W> safe = updateSafe(start, target);
        return each(q -> {
            W keep = words.and(used.get(q), words.complement(words.and(safe.get(q), targetUsed.get(q))));
            return words.or(words.and(start.get(q), keep), words.and(target.get(q), words.complement(keep)));
        });
    }

    /** A mask with the bits from {@code low} to {@code high}. */
    static long bits(int high, int low) {
        return -1L >>> (63 - high) & -1L << low;
    }
}
