package cordon.model.kernel;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * {@code struct arm_smmu_invs} and its writers: what a domain has to invalidate, sorted, with a count of users for each
 * entry (smmu.md C.6). An entry without users is trash: readers skip it. Immutable; the writers return a new array, which
 * for unref stands for the one that the driver changes in place.
 *
 * @param entries sorted by {@link Inv#ORDER}; equal neighbours are possible and count separately
 * @param hasAts whether readers take the lock; may stay true when the last ATS entry has gone
 */
public record Invs(ImmutableList<Entry> entries, boolean hasAts) {
    /** No entries. */
    public static final Invs EMPTY = new Invs(ImmutableList.of(), false);

    /** What kind of invalidation an entry stands for; the order is that in which they are issued. */
    public enum Type {
        /** TLB, by ASID. */
        S1_ASID,
        /** TLB, by VMID. */
        S2_VMID,
        /** TLB, stage 1 of a nesting parent. */
        S2_VMID_S1_CLEAR,
        /** ATC of a device, by range. */
        ATS,
        /** ATC of a device, everything. */
        ATS_FULL;

        /** Whether it is about an ATC. */
        public boolean isAts() {
            return compareTo(ATS) >= 0;
        }
    }

    /**
     * One thing to invalidate.
     *
     * @param smmu which SMMU; stands for the order of pointers
     * @param type the kind
     * @param id ASID, VMID or Stream ID
     * @param ssid for ATS the Substream ID; for others the page size that the driver keeps in the same place, which is not
     *     part of the key
     * @param master the device whose master the entry points to since P5, which is not part of the key either: of several that share
     *     an entry, the one that it was made for
     */
    public record Inv(int smmu, Type type, int id, int ssid, int master) {
        /** The order of the array; entries that compare equal are the same. */
        public static final Comparator<Inv> ORDER = Comparator.comparingInt(Inv::smmu)
                .thenComparing(Inv::type)
                .thenComparingInt(Inv::id)
                .thenComparingInt(inv -> inv.type().isAts() ? inv.ssid() : 0);

        /** An entry of which nobody asks whose master it points to. */
        public Inv(int smmu, Type type, int id, int ssid) {
            this(smmu, type, id, ssid, 0);
        }
    }

    /**
     * An entry of the array.
     *
     * @param users how many attachments need it; 0 is trash
     */
    public record Entry(Inv inv, int users) {
        /** Whether nobody needs it. */
        public boolean isTrash() {
            return users == 0;
        }
    }

    /**
     * What unref did.
     *
     * @param invs the array afterwards
     * @param usersLeft for each entry named: 0 if it became trash, 1 if it still has users, -1 if it was not found
     * @param warnings how many were not found
     */
    public record Unref(Invs invs, ImmutableIntArray usersLeft, int warnings) {}

    /** How many entries are trash. */
    public int trashes() {
        return (int) entries.stream().filter(Entry::isTrash).count();
    }

    /** {@code arm_smmu_invs_merge}: a new array with one more user of each of {@code add}, which is sorted. Drops trash. */
    public Invs merge(List<Inv> add) {
        ImmutableList.Builder<Entry> merged = ImmutableList.builder();
        List<Entry> old = live();
        int i = 0;
        int j = 0;
        while (i < old.size() || j < add.size()) {
            int order = compare(old, i, add, j);
            if (order < 0) {
                merged.add(old.get(i++));
            } else if (order == 0) {
                merged.add(new Entry(old.get(i).inv(), old.get(i).users() + 1));
                i++;
                j++;
            } else {
                merged.add(new Entry(add.get(j++), 1));
            }
        }
        return ofLive(merged.build());
    }

    /**
     * {@code arm_smmu_invs_unref}: one user less of each of {@code remove}, which is sorted. Entries without users become
     * trash; trash at the end is cut off, and cutting it off is what takes the writer's lock.
     */
    public Unref unref(List<Inv> remove) {
        List<Entry> after = new ArrayList<>();
        ImmutableIntArray.Builder usersLeft = ImmutableIntArray.builder();
        int warnings = 0;
        int j = 0;
        int lastLive = 0;
        for (Entry entry : entries) {
            while (!entry.isTrash() && j < remove.size() && Inv.ORDER.compare(remove.get(j), entry.inv()) < 0) {
                usersLeft.add(-1);
                warnings++;
                j++;
            }
            boolean named = !entry.isTrash() && j < remove.size() && Inv.ORDER.compare(remove.get(j), entry.inv()) == 0;
            Entry left = named ? new Entry(entry.inv(), entry.users() - 1) : entry;
            if (named) {
                usersLeft.add(left.isTrash() ? 0 : 1);
                j++;
            }
            after.add(left);
            if (!left.isTrash()) {
                lastLive = after.size();
            }
        }
        for (; j < remove.size(); j++) {
            usersLeft.add(-1);
            warnings++;
        }
        return new Unref(
                new Invs(ImmutableList.copyOf(after.subList(0, lastLive)), hasAts), usersLeft.build(), warnings);
    }

    /** Whether {@code arm_smmu_invs_purge} returns a new array: it does not when there is no trash. */
    public boolean purges() {
        return trashes() > 0;
    }

    /** {@code arm_smmu_invs_purge}: a new array without trash. */
    public Invs purge() {
        return ofLive(live());
    }

    private static Invs ofLive(ImmutableList<Entry> live) {
        return new Invs(live, live.stream().anyMatch(e -> e.inv().type().isAts()));
    }

    private ImmutableList<Entry> live() {
        return entries.stream().filter(e -> !e.isTrash()).collect(ImmutableList.toImmutableList());
    }

    private static int compare(List<Entry> old, int i, List<Inv> add, int j) {
        if (i == old.size()) {
            return 1;
        } else if (j == add.size()) {
            return -1;
        } else {
            return Inv.ORDER.compare(old.get(i).inv(), add.get(j));
        }
    }
}
