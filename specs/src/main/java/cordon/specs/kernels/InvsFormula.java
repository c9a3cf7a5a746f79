package cordon.specs.kernels;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import cordon.symbolic.word.Words;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * {@code arm_smmu_invs_merge}, {@code arm_smmu_invs_unref} and {@code arm_smmu_invs_purge} as formulas. The loops of {@link
 * cordon.model.kernel.Invs} go through an array and an argument at once. Here is a cell for each pair of positions, with the condition
 * under which the loop comes by; it does so in the order of the cells.
 *
 * @param <W> a word
 * @param <B> a truth value
 */
public class InvsFormula<W, B> implements InvsFunctions<W, B> {
    private final Words<W, B> words;

    /** Computes with {@code words}. */
    public InvsFormula(Words<W, B> words) {
        this.words = words;
    }

    @Override
    public Array<W, B> purge(Array<W, B> array) {
        return new Array<>(array.keys(), array.users(), live(array));
    }

    @Override
    public Array<W, B> merge(Array<W, B> array, Keys<W, B> add) {
        int entries = array.keys().size();
        int keys = add.keys().size();
        List<B> live = live(array);
        Cells<B> cells = new Cells<>(words, entries, keys);
        Places<W, B> merged = new Places<>();
        for (int i = 0; i <= entries; i++) {
            for (int j = 0; j <= keys; j++) {
                B here = cells.reached(i, j);
                if (i < entries && j < keys) {
                    W old = array.keys().get(i);
                    W added = add.keys().get(j);
                    B skipsOld = words.negation(live.get(i));
                    B skipsAdded =
                            words.both(live.get(i), words.negation(add.present().get(j)));
                    B both = words.both(live.get(i), add.present().get(j));
                    B takesOld = words.both(both, words.negation(words.less(added, old)));
                    B takesAdded = words.both(both, words.negation(words.less(old, added)));
                    merged.add(old, more(array.users().get(i), takesAdded), words.both(here, takesOld));
                    merged.add(
                            added,
                            words.word(1),
                            words.all(ImmutableList.of(here, takesAdded, words.negation(takesOld))));
                    cells.go(here, i, j, words.either(skipsOld, takesOld), words.either(skipsAdded, takesAdded));
                } else if (i < entries) {
                    merged.add(array.keys().get(i), array.users().get(i), words.both(here, live.get(i)));
                    cells.go(here, i, j, cells.always(), cells.never());
                } else if (j < keys) {
                    merged.add(
                            add.keys().get(j),
                            words.word(1),
                            words.both(here, add.present().get(j)));
                    cells.go(here, i, j, cells.never(), cells.always());
                }
            }
        }
        return merged.array();
    }

    /** The number of users of an entry that is added again, or not. */
    private W more(W users, B again) {
        return words.choice(again, words.plus(users, words.word(1)), users);
    }

    @Override
    public Unref<W, B> unref(Array<W, B> array, Keys<W, B> remove) {
        int entries = array.keys().size();
        int keys = remove.keys().size();
        List<B> live = live(array);
        Cells<B> cells = new Cells<>(words, entries, keys);
        List<W> users = new ArrayList<>(array.users());
        List<W> left = new ArrayList<>();
        remove.keys().forEach(key -> left.add(words.word(0)));
        for (int k = 0; k <= entries; k++) {
            for (int j = 0; j <= keys; j++) {
                B here = cells.reached(k, j);
                if (k < entries && j < keys) {
                    W entry = array.keys().get(k);
                    W removed = remove.keys().get(j);
                    B both = words.both(live.get(k), remove.present().get(j));
                    B skipsRemoved = words.both(
                            live.get(k), words.negation(remove.present().get(j)));
                    B named = words.all(ImmutableList.of(
                            both,
                            words.negation(words.less(removed, entry)),
                            words.negation(words.less(entry, removed))));
                    B missing = words.both(both, words.less(removed, entry));
                    W less = words.minus(array.users().get(k), words.word(1));
                    users.set(k, words.choice(words.both(here, named), less, users.get(k)));
                    left.set(
                            j,
                            words.choice(words.both(here, named), words.when(words.isSet(less, ~0L), 1), left.get(j)));
                    left.set(j, words.choice(words.both(here, missing), words.word(-1), left.get(j)));
                    B stays = words.either(skipsRemoved, missing);
                    cells.go(here, k, j, words.negation(stays), words.either(stays, named));
                } else if (k < entries) {
                    cells.go(here, k, j, cells.always(), cells.never());
                } else if (j < keys) {
                    B missing = words.both(here, remove.present().get(j));
                    left.set(j, words.choice(missing, words.word(-1), left.get(j)));
                    cells.go(here, k, j, cells.never(), cells.always());
                }
            }
        }
        return new Unref<>(new Array<>(array.keys(), users, untilLastLive(users, array.present())), left);
    }

    /** Trash at the end is cut off. */
    private List<B> untilLastLive(List<W> users, List<B> present) {
        List<B> kept = new ArrayList<>(present);
        B later = words.any(ImmutableList.of());
        for (int place = present.size() - 1; place >= 0; place--) {
            later = words.either(later, words.both(present.get(place), words.isSet(users.get(place), ~0L)));
            kept.set(place, words.both(present.get(place), later));
        }
        return kept;
    }

    /** Which entries are present and no trash. */
    private List<B> live(Array<W, B> array) {
        return IntStream.range(0, array.keys().size())
                .mapToObj(k -> words.both(
                        array.present().get(k), words.isSet(array.users().get(k), ~0L)))
                .collect(toImmutableList());
    }

    /** An array that is made place by place. */
    private static final class Places<W, B> {
        private final ImmutableList.Builder<W> keys = ImmutableList.builder();
        private final ImmutableList.Builder<W> users = ImmutableList.builder();
        private final ImmutableList.Builder<B> present = ImmutableList.builder();

        void add(W key, W number, B isPresent) {
            keys.add(key);
            users.add(number);
            present.add(isPresent);
        }

        Array<W, B> array() {
            return new Array<>(keys.build(), users.build(), present.build());
        }
    }

    /** The pairs of positions that a loop goes through, from (0, 0). */
    private static final class Cells<B> {
        private final Words<?, B> words;
        private final List<List<B>> reached = new ArrayList<>();

        Cells(Words<?, B> words, int entries, int keys) {
            this.words = words;
            for (int i = 0; i <= entries; i++) {
                reached.add(new ArrayList<>(Collections.nCopies(keys + 1, never())));
            }
            reached.get(0).set(0, always());
        }

        B always() {
            return words.all(ImmutableList.of());
        }

        B never() {
            return words.any(ImmutableList.of());
        }

        B reached(int i, int j) {
            return reached.get(i).get(j);
        }

        /** From (i, j), if the loop is here, it goes on in the array, in the argument, or in both. */
        void go(B here, int i, int j, B inArray, B inArgument) {
            B noArray = words.negation(inArray);
            B noArgument = words.negation(inArgument);
            reach(i + 1, j, words.all(ImmutableList.of(here, inArray, noArgument)));
            reach(i, j + 1, words.all(ImmutableList.of(here, noArray, inArgument)));
            reach(i + 1, j + 1, words.all(ImmutableList.of(here, inArray, inArgument)));
        }

        private void reach(int i, int j, B condition) {
            if (i < reached.size() && j < reached.get(0).size()) {
                reached.get(i).set(j, words.either(reached.get(i).get(j), condition));
            }
        }
    }
}
