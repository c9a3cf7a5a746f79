package cordon.specs.kernels;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Longs;
import cordon.model.kernel.EntryFormat;
import cordon.model.kernel.EntryUpdate;
import java.util.ArrayList;
import java.util.List;

/**
 * Entries as the model updates them.
 *
 * @param format STE or CD
 */
record EntryCode(EntryFormat format) implements EntryFunctions<Long> {
    private static final int GROUPS = 3;

    @Override
    public List<Long> used(List<Long> entry) {
        return Longs.asList(format.used(Longs.toArray(entry)));
    }

    @Override
    public List<Long> updateSafe(List<Long> start, List<Long> target) {
        return Longs.asList(format.updateSafe(Longs.toArray(start), Longs.toArray(target)));
    }

    /** The model has no groups without a store: the last content is repeated for those that it has not. */
    @Override
    public Course<Long> update(List<Long> start, List<Long> target) {
        long[] entry = Longs.toArray(start);
        EntryUpdate update = EntryUpdate.of(format, entry, Longs.toArray(target));
        List<List<Long>> contents = new ArrayList<>(List.of(ImmutableList.copyOf(start)));
        for (EntryUpdate.Group group : update.groups(entry)) {
            for (EntryUpdate.Store store : group.stores()) {
                entry[store.word()] = store.value();
            }
            contents.add(Longs.asList(entry.clone()));
        }
        while (contents.size() <= GROUPS) {
            contents.add(contents.get(contents.size() - 1));
        }
        return new Course<>((long) update.diff(), contents.stream().collect(toImmutableList()));
    }
}
