package cordon.specs.kernels;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.primitives.UnsignedLong;
import cordon.model.kernel.Invs;
import cordon.model.kernel.Invs.Entry;
import cordon.model.kernel.Invs.Inv;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;

/**
 * Arrays of invalidations as the model changes them.
 *
 * @param inv what a key stands for; in the same order
 * @param key the key of an entry
 */
record InvsCode(LongFunction<Inv> inv, ToLongFunction<Inv> key) implements InvsFunctions<Long, Boolean> {

    /** With keys that are any words: each stands for the ASID which is its place among {@code keys}. */
    static InvsCode of(Iterable<Long> keys) {
        ImmutableSortedSet.Builder<UnsignedLong> sorted = ImmutableSortedSet.naturalOrder();
        keys.forEach(each -> sorted.add(UnsignedLong.fromLongBits(each)));
        ImmutableList<UnsignedLong> places = sorted.build().asList();
        return new InvsCode(
                each -> new Inv(0, Invs.Type.S1_ASID, places.indexOf(UnsignedLong.fromLongBits(each)), 0),
                each -> places.get(each.id()).longValue());
    }

    @Override
    public Array<Long, Boolean> merge(Array<Long, Boolean> array, Keys<Long, Boolean> add) {
        return array(invs(array).merge(invs(add)));
    }

    @Override
    public Array<Long, Boolean> purge(Array<Long, Boolean> array) {
        return array(invs(array).purge());
    }

    /** Entries keep their order, and none but the last ones go: what is left has the places of the first that were present. */
    @Override
    public Unref<Long, Boolean> unref(Array<Long, Boolean> array, Keys<Long, Boolean> remove) {
        Invs.Unref unref = invs(array).unref(invs(remove));
        List<Long> users = new ArrayList<>(array.users());
        List<Boolean> present = new ArrayList<>(array.present());
        int next = 0;
        for (int k = 0; k < present.size(); k++) {
            if (present.get(k)) {
                boolean kept = next < unref.invs().entries().size();
                users.set(k, kept ? (long) unref.invs().entries().get(next).users() : 0L);
                present.set(k, kept);
                next++;
            }
        }
        List<Long> left = new ArrayList<>();
        int answer = 0;
        for (boolean named : remove.present()) {
            left.add(named ? (long) unref.usersLeft().get(answer++) : 0L);
        }
        return new Unref<>(new Array<>(array.keys(), users, present), left);
    }

    private Invs invs(Array<Long, Boolean> array) {
        ImmutableList.Builder<Entry> entries = ImmutableList.builder();
        for (int k = 0; k < array.keys().size(); k++) {
            if (array.present().get(k)) {
                entries.add(new Entry(
                        inv.apply(array.keys().get(k)), array.users().get(k).intValue()));
            }
        }
        return new Invs(entries.build(), false);
    }

    private ImmutableList<Inv> invs(Keys<Long, Boolean> keys) {
        ImmutableList.Builder<Inv> invs = ImmutableList.builder();
        for (int j = 0; j < keys.keys().size(); j++) {
            if (keys.present().get(j)) {
                invs.add(inv.apply(keys.keys().get(j)));
            }
        }
        return invs.build();
    }

    private Array<Long, Boolean> array(Invs invs) {
        return new Array<>(
                invs.entries().stream()
                        .map(entry -> key.applyAsLong(entry.inv()))
                        .collect(toImmutableList()),
                invs.entries().stream().map(entry -> (long) entry.users()).collect(toImmutableList()),
                invs.entries().stream().map(entry -> true).collect(toImmutableList()));
    }
}
