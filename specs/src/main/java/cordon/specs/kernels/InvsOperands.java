package cordon.specs.kernels;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import cordon.specs.kernels.InvsFunctions.Array;
import cordon.specs.kernels.InvsFunctions.Keys;
import cordon.symbolic.word.Words;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * What a property of arrays of invalidations is about.
 *
 * @param words how to compute
 * @param invs the functions
 * @param array any array
 * @param argument any keys
 */
record InvsOperands<W, B>(Words<W, B> words, InvsFunctions<W, B> invs, Array<W, B> array, Keys<W, B> argument) {
    /** The array after merge. */
    Array<W, B> merged() {
        return invs.merge(array, argument);
    }

    /** Whether no key is greater than a later one. */
    B isSorted(List<W> keys, List<B> present) {
        return pairs(keys, present, (earlier, later) -> words.negation(words.less(later, earlier)));
    }

    /** Whether each key is less than every later one, so that none is there twice. */
    B isStrict(List<W> keys, List<B> present) {
        return pairs(keys, present, words::less);
    }

    B areSorted() {
        return words.both(isSorted(array.keys(), array.present()), isSorted(argument.keys(), argument.present()));
    }

    B areStrict() {
        return words.both(isStrict(array.keys(), array.present()), isStrict(argument.keys(), argument.present()));
    }

    /** Whether the entry at a place is present and no trash. */
    B isLive(Array<W, B> of, int place) {
        return words.both(of.present().get(place), words.isSet(of.users().get(place), ~0L));
    }

    /** Whether {@code holds} of each place that has an entry. */
    B all(Array<W, B> of, IntFunction<B> holds) {
        return words.all(IntStream.range(0, of.keys().size())
                .mapToObj(k -> words.implies(of.present().get(k), holds.apply(k)))
                .collect(toImmutableList()));
    }

    /** Whether {@code holds} of each key that is named. */
    B allNamed(IntFunction<B> holds) {
        return words.all(IntStream.range(0, argument.keys().size())
                .mapToObj(j -> words.implies(argument.present().get(j), holds.apply(j)))
                .collect(toImmutableList()));
    }

    /** Whether {@code key} is named. */
    B isNamed(W key) {
        return words.any(IntStream.range(0, argument.keys().size())
                .mapToObj(j -> words.both(
                        argument.present().get(j), isSameKey(argument.keys().get(j), key)))
                .collect(toImmutableList()));
    }

    /** Whether there is a live entry for {@code key}, of which {@code holds}. */
    B someLive(Array<W, B> of, W key, IntFunction<B> holds) {
        return words.any(IntStream.range(0, of.keys().size())
                .mapToObj(k -> words.all(
                        ImmutableList.of(isLive(of, k), isSameKey(of.keys().get(k), key), holds.apply(k))))
                .collect(toImmutableList()));
    }

    /** Whether there is a live entry for {@code key}. */
    B hasLive(Array<W, B> of, W key) {
        return someLive(of, key, k -> words.all(ImmutableList.of()));
    }

    /** Whether each live entry of {@code of} is there with as many users in {@code in}. */
    B isContained(Array<W, B> of, Array<W, B> in) {
        return all(
                of,
                k -> words.implies(
                        isLive(of, k),
                        someLive(
                                in,
                                of.keys().get(k),
                                other -> words.same(
                                        in.users().get(other), of.users().get(k)))));
    }

    /** Whether neither is less; the loops ask in this way, too. */
    private B isSameKey(W left, W right) {
        return words.both(words.negation(words.less(left, right)), words.negation(words.less(right, left)));
    }

    /**
     * That "less" is an order of the keys at hand. It is true of any words. A solver that is told so need not find it out from the bits
     * again for each three keys.
     */
    B keysAreOrdered() {
        List<W> keys = ImmutableList.<W>builder()
                .addAll(array.keys())
                .addAll(argument.keys())
                .build();
        ImmutableList.Builder<B> ordered = ImmutableList.builder();
        for (W a : keys) {
            for (W b : keys) {
                ordered.add(words.negation(words.both(words.less(a, b), words.less(b, a))));
                for (W c : keys) {
                    B between = words.either(words.less(a, b), words.less(b, c));
                    ordered.add(words.implies(words.less(a, c), between));
                }
            }
        }
        return words.all(ordered.build());
    }

    /** A relation of two words. */
    private interface Relation<W, B> {
        B of(W left, W right);
    }

    private B pairs(List<W> keys, List<B> present, Relation<W, B> relation) {
        ImmutableList.Builder<B> pairs = ImmutableList.builder();
        for (int later = 1; later < keys.size(); later++) {
            for (int earlier = 0; earlier < later; earlier++) {
                B both = words.both(present.get(earlier), present.get(later));
                pairs.add(words.implies(both, relation.of(keys.get(earlier), keys.get(later))));
            }
        }
        return words.all(pairs.build());
    }
}
