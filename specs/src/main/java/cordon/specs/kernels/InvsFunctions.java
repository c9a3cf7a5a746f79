package cordon.specs.kernels;

import java.util.List;

/**
 * The functions of {@link cordon.model.kernel.Invs} (smmu.md C.6). What an entry invalidates is one word, its key: keys compare, as
 * numbers without a sign, as {@link cordon.model.kernel.Invs.Inv#ORDER} compares.
 *
 * @param <W> a word
 * @param <B> a truth value
 */
public interface InvsFunctions<W, B> {
    /**
     * An array of invalidations, with places that may be without an entry: the array is the entries that are present.
     *
     * @param keys what the entries invalidate
     * @param users how many need each; 0 is trash
     * @param present which places have an entry
     */
    record Array<W, B>(List<W> keys, List<W> users, List<B> present) {}

    /**
     * An argument of merge or unref, with places that may be without a key.
     *
     * @param keys what is added or removed
     * @param present which places have a key
     */
    record Keys<W, B>(List<W> keys, List<B> present) {}

    /**
     * What unref did.
     *
     * @param array the array afterwards, each entry in the place that it had
     * @param left for each key that is present: 0 if its entry became trash, 1 if that still has users, -1 if there was none
     */
    record Unref<W, B>(Array<W, B> array, List<W> left) {}

    /** A new array with one more user of each key. */
    Array<W, B> merge(Array<W, B> array, Keys<W, B> add);

    /** One user less of each key. */
    Unref<W, B> unref(Array<W, B> array, Keys<W, B> remove);

    /** A new array without trash. */
    Array<W, B> purge(Array<W, B> array);
}
