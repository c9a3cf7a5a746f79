package cordon.model.kernel;

import com.google.common.collect.ImmutableList;

/**
 * {@code arm_smmu_write_entry}: in which order the words of an STE or CD are stored so that the SMMU, which reads single
 * words in any order, never sees a mixture (smmu.md C.8).
 *
 * <pre>
 * W1 unused_update = the entry with every bit that is not in use now already at its target
 *    diff          = the words of it that still lack bits which the target uses
 * W2 |diff| = 1    hitless:    the other words; the critical word; the rest
 *    |diff| &gt; 1    disruptive: word 0 := 0; words 1 to 7; word 0
 *    |diff| = 0                whatever differs
 *    a sync (CFGI and CMD_SYNC) after each group in which something was stored
 * </pre>
 *
 * @param diff bit {@code q} is set if word {@code q} is in {@code diff}
 * @param groups the stores, in order; a sync follows each group
 */
public record EntryUpdate(int diff, ImmutableList<Group> groups) {

    /**
     * Stores with one sync after them, in ascending order of words.
     *
     * @param stores at least one
     */
    public record Group(ImmutableList<Store> stores) {}

    /**
     * One 64-bit store, single-copy atomic.
     *
     * @param word which word of the entry
     * @param value what is stored
     */
    public record Store(int word, long value) {}

    /** How {@code start} becomes {@code target}. */
    public static EntryUpdate of(EntryFormat format, long[] start, long[] target) {
        long[] used = format.used(start);
        long[] targetUsed = format.used(target);
        long[] safe = format.updateSafe(start, target);
        long[] unusedUpdate = new long[EntryFormat.WORDS];
        int diff = 0;
        for (int q = 0; q < EntryFormat.WORDS; q++) {
            long keep = used[q] & ~(safe[q] & targetUsed[q]);
            unusedUpdate[q] = (start[q] & keep) | (target[q] & ~keep);
            if ((unusedUpdate[q] & targetUsed[q]) != target[q]) {
                diff |= 1 << q;
            }
        }
        Writer writer = new Writer(start.clone());
        if (Integer.bitCount(diff) == 1) {
            int critical = Integer.numberOfTrailingZeros(diff);
            // The critical word is written in the next group anyway: leaving it alone can save a sync.
            unusedUpdate[critical] = start[critical];
            writer.set(unusedUpdate, 0, EntryFormat.WORDS);
            writer.set(target, critical, critical + 1);
            writer.set(target, 0, EntryFormat.WORDS);
        } else if (diff != 0) {
            writer.set(new long[EntryFormat.WORDS], 0, 1);
            writer.set(target, 1, EntryFormat.WORDS);
            writer.set(target, 0, 1);
        } else {
            writer.set(target, 0, EntryFormat.WORDS);
        }
        return new EntryUpdate(diff, writer.groups.build());
    }

    /** {@code entry_set}: the entry as it is being written, and the groups of stores so far. */
    private static final class Writer {
        private final long[] entry;
        private final ImmutableList.Builder<Group> groups = ImmutableList.builder();

        Writer(long[] entry) {
            this.entry = entry;
        }

        /** Stores the words {@code from .. to-1} that differ, as one group; nothing if none does. */
        void set(long[] wanted, int from, int to) {
            ImmutableList.Builder<Store> stores = ImmutableList.builder();
            boolean changed = false;
            for (int q = from; q < to; q++) {
                if (entry[q] != wanted[q]) {
                    entry[q] = wanted[q];
                    stores.add(new Store(q, wanted[q]));
                    changed = true;
                }
            }
            if (changed) {
                groups.add(new Group(stores.build()));
            }
        }
    }
}
