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
 * @param phases the calls of {@code entry_set}, in order
 */
public record EntryUpdate(int diff, ImmutableList<Phase> phases) {

    /**
     * One call of {@code entry_set}: words that differ from what they shall be are stored, and a sync follows if there were
     * any. It compares with the entry as it is by then, which somebody else may have stored to.
     *
     * @param wanted what the words shall be; all eight
     * @param from the first word
     * @param to one more than the last word
     */
    @SuppressWarnings("ArrayRecordComponent") // words of an entry, never changed
    public record Phase(long[] wanted, int from, int to) {}

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
        ImmutableList.Builder<Phase> phases = ImmutableList.builder();
        if (Integer.bitCount(diff) == 1) {
            int critical = Integer.numberOfTrailingZeros(diff);
            // The critical word is written in the next phase anyway: leaving it alone can save a sync.
            unusedUpdate[critical] = start[critical];
            phases.add(new Phase(unusedUpdate, 0, EntryFormat.WORDS));
            phases.add(new Phase(target, critical, critical + 1));
            phases.add(new Phase(target, 0, EntryFormat.WORDS));
        } else if (diff != 0) {
            phases.add(new Phase(new long[EntryFormat.WORDS], 0, 1));
            phases.add(new Phase(target, 1, EntryFormat.WORDS));
            phases.add(new Phase(target, 0, 1));
        } else {
            phases.add(new Phase(target, 0, EntryFormat.WORDS));
        }
        return new EntryUpdate(diff, phases.build());
    }

    /** The stores to an entry that is {@code start} and that nobody else stores to; a sync follows each group. */
    public ImmutableList<Group> groups(long[] start) {
        long[] entry = start.clone();
        ImmutableList.Builder<Group> groups = ImmutableList.builder();
        for (Phase phase : phases) {
            ImmutableList.Builder<Store> stores = ImmutableList.builder();
            boolean changed = false;
            for (int q = phase.from(); q < phase.to(); q++) {
                if (entry[q] != phase.wanted()[q]) {
                    entry[q] = phase.wanted()[q];
                    stores.add(new Store(q, entry[q]));
                    changed = true;
                }
            }
            if (changed) {
                groups.add(new Group(stores.build()));
            }
        }
        return groups.build();
    }
}
