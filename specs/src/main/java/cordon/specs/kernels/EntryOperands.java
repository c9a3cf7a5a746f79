package cordon.specs.kernels;

import static com.google.common.collect.ImmutableList.toImmutableList;

import cordon.model.kernel.EntryFormat;
import cordon.specs.kernels.EntryFunctions.Course;
import cordon.symbolic.word.Words;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * What a property of an update is about. The SMMU reads the words one by one and in any order, so that while a group of stores is under
 * way it may see each word as before or as after the group.
 *
 * @param words how to compute
 * @param entries the functions
 * @param valid the mask of V in word 0
 * @param inputs the start, the target, and which words are seen as after a group
 */
record EntryOperands<W, B>(Words<W, B> words, EntryFunctions<W> entries, long valid, List<W> inputs) {
    List<W> start() {
        return inputs.subList(0, EntryFormat.WORDS);
    }

    List<W> target() {
        return inputs.subList(EntryFormat.WORDS, 2 * EntryFormat.WORDS);
    }

    Course<W> course() {
        return entries.update(start(), target());
    }

    /** Whether {@code holds} of what may be seen during each of the groups. */
    B atEveryMoment(Function<List<W>, B> holds) {
        W seen = inputs.get(2 * EntryFormat.WORDS);
        List<List<W>> contents = course().contents();
        return words.all(IntStream.range(1, contents.size())
                .mapToObj(k -> holds.apply(EntryFormula.each(q -> words.choice(
                        words.isSet(seen, 1L << q),
                        contents.get(k).get(q),
                        contents.get(k - 1).get(q)))))
                .collect(toImmutableList()));
    }

    /** Whether {@code holds} of the entry after each group, when its sync has completed. */
    B afterEverySync(Function<List<W>, B> holds) {
        List<List<W>> contents = course().contents();
        return words.all(
                contents.subList(1, contents.size()).stream().map(holds).collect(toImmutableList()));
    }

    B isValid(List<W> entry) {
        return words.isSet(entry.get(0), valid);
    }

    /** Whether {@code entry} has no bit that it does not use. */
    B isTidy(List<W> entry) {
        List<W> used = entries.used(entry);
        return words.all(EntryFormula.each(q -> words.same(words.and(entry.get(q), used.get(q)), entry.get(q))));
    }

    /** Whether {@code entry} is {@code end} in the bits that it uses, but for those that may change at any moment. */
    B looksLike(List<W> entry, List<W> end) {
        List<W> used = entries.used(entry);
        List<W> safe = entries.updateSafe(start(), target());
        return words.all(EntryFormula.each(q -> {
            W compared = words.and(used.get(q), words.complement(safe.get(q)));
            return words.same(words.and(entry.get(q), compared), words.and(end.get(q), compared));
        }));
    }

    /** Whether {@code entry} is old or new in the bits that it uses, or V=0. */
    B isNoMixture(List<W> entry) {
        return words.either(
                words.negation(isValid(entry)), words.either(looksLike(entry, start()), looksLike(entry, target())));
    }

    B areSame(List<W> left, List<W> right) {
        return words.all(EntryFormula.each(q -> words.same(left.get(q), right.get(q))));
    }

    /** How many syncs follow: one after each group that stores something. */
    W syncs() {
        List<List<W>> contents = course().contents();
        W syncs = words.word(0);
        for (int k = 1; k < contents.size(); k++) {
            B stores = words.negation(areSame(contents.get(k), contents.get(k - 1)));
            syncs = words.plus(syncs, words.when(stores, 1));
        }
        return syncs;
    }

    B syncsAre(long number) {
        return words.same(syncs(), words.word(number));
    }

    B syncsAreAtMost(long number) {
        return words.less(syncs(), words.word(number + 1));
    }

    /** Whether start and target differ in exactly one word. */
    B differInOneWord() {
        W differ = words.word(0);
        for (int q = 0; q < EntryFormat.WORDS; q++) {
            B same = words.same(start().get(q), target().get(q));
            differ = words.or(differ, words.when(words.negation(same), 1L << q));
        }
        return words.both(words.negation(words.same(differ, words.word(0))), words.negation(hasTwoBits(differ)));
    }

    /** Whether two words or more lack bits that the target uses. */
    B isDisruptive() {
        return hasTwoBits(course().diff());
    }

    B diffIsEmpty() {
        return words.same(course().diff(), words.word(0));
    }

    private B hasTwoBits(W word) {
        return words.negation(words.same(words.and(word, words.minus(word, words.word(1))), words.word(0)));
    }
}
