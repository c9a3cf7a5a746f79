package cordon.model.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import cordon.model.NamedEntry;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Updates of STEs and CDs: the number of syncs that the kernel's own tests expect, then what makes an update hitless. */
class EntryUpdateTest {
    private static final long V = 1;
    private static final long ABORT = 0;
    private static final long BYPASS = 4L << 1;
    private static final long S1 = 5L << 1;
    private static final long S2 = 6L << 1;

    private static final ImmutableList<NamedEntry> STES = Arrays.stream(NamedEntry.values())
            .filter(entry -> entry.format() == EntryFormat.STE)
            .collect(ImmutableList.toImmutableList());

    /** Table of smmu.md C.8. */
    @ParameterizedTest
    @CsvSource({
        "bypass, abort, 2",
        "abort, bypass, 2",
        "cdtable, abort, 2",
        "abort, cdtable, 2",
        "cdtable, bypass, 3",
        "bypass, cdtable, 3",
        "cdtable, s1dss-terminate, 1",
        "s1dss-terminate, s1dss-bypass, 1",
        "s1dss-bypass, bypass, 2",
        "bypass, s1dss-bypass, 2",
        "s2, abort, 2",
        "abort, s2, 2",
        "s2, bypass, 2",
        "bypass, s2, 2",
        "cdtable, s2, 3",
        "s2, cdtable, 3",
        "cdtable, cdtable-noats, 1",
        "cdtable, cdtable, 0",
        "cd-clear, cd-a, 2",
        "cd-a, cd-clear, 2",
        "cd-a, cd-a-asid, 1",
    })
    void theNumberOfSyncs(String from, String to, int syncs) {
        assertEquals(syncs, update(from, to).groups(named(from)).size());
    }

    /** A VMID other than 0 makes stage 1 and stage 2 differ in a word that both use: no hitless way is left. */
    @Test
    void aVmidMakesTheChangeDisruptive() {
        List<EntryUpdate.Group> groups = update("cdtable", "s2-vmid").groups(named("cdtable"));
        assertEquals(3, groups.size());
        assertEquals(List.of(new EntryUpdate.Store(0, 0)), groups.get(0).stores());
    }

    @Property
    void whatTheSmmuSeesAfterASyncIsOldOrNewOrInvalid(@ForAll("stes") long[] start, @ForAll("stes") long[] target) {
        long[] entry = start.clone();
        for (EntryUpdate.Group group :
                EntryUpdate.of(EntryFormat.STE, start, target).groups(start)) {
            apply(group, entry);
            boolean invalid = (entry[0] & V) == 0;
            assertTrue(
                    invalid || agrees(entry, start, target) || agrees(entry, target, target),
                    () -> show(entry) + " between " + show(start) + " and " + show(target));
        }
        assertTrue(Arrays.equals(target, entry));
    }

    /** With at most one word in use that differs, no store at all, synced or not, may show the SMMU anything else. */
    @Property
    void aHitlessUpdateNeverShowsAnythingElse(@ForAll("stes") long[] start, @ForAll("stes") long[] target) {
        EntryUpdate update = EntryUpdate.of(EntryFormat.STE, start, target);
        if (Integer.bitCount(update.diff()) > 1) {
            return;
        }
        long[] entry = start.clone();
        for (EntryUpdate.Group group : update.groups(start)) {
            for (EntryUpdate.Store store : group.stores()) {
                entry[store.word()] = store.value();
                assertTrue(
                        agrees(entry, start, target) || agrees(entry, target, target),
                        () -> show(entry) + " between " + show(start) + " and " + show(target));
            }
        }
    }

    @Property
    void anEntryIsStoredWordByWordAndNoWordInVain(@ForAll("stes") long[] start, @ForAll("stes") long[] target) {
        long[] entry = start.clone();
        for (EntryUpdate.Group group :
                EntryUpdate.of(EntryFormat.STE, start, target).groups(start)) {
            int last = -1;
            for (EntryUpdate.Store store : group.stores()) {
                assertTrue(store.word() > last, "ascending");
                assertTrue(entry[store.word()] != store.value(), "something changes");
                entry[store.word()] = store.value();
                last = store.word();
            }
        }
    }

    /** STEs as the driver makes them: only bits that the entry's own configuration uses are set. */
    @Provide
    Arbitrary<long[]> stes() {
        Arbitrary<long[]> any = Combinators.combine(
                        Arbitraries.of(ABORT, BYPASS, S1, S2, 7L << 1),
                        Arbitraries.longs(),
                        Arbitraries.longs(),
                        Arbitraries.longs(),
                        Arbitraries.longs())
                .as((config, w0, w1, w2, w3) -> {
                    long[] words = ste(config | (w0 & ~0xfL), w1 & ~(2L << 28), w2, w3);
                    long[] used = EntryFormat.STE.used(words);
                    for (int q = 0; q < words.length; q++) {
                        words[q] &= used[q];
                    }
                    return words;
                });
        return Arbitraries.oneOf(Arbitraries.of(STES).map(NamedEntry::words), any);
    }

    /** Whether the SMMU takes {@code entry} for {@code wanted}, apart from bits that may change at any time. */
    private static boolean agrees(long[] entry, long[] wanted, long[] target) {
        long[] used = EntryFormat.STE.used(entry);
        long[] wantedUsed = EntryFormat.STE.used(wanted);
        long[] safe = EntryFormat.STE.updateSafe(wanted, target);
        for (int q = 0; q < entry.length; q++) {
            if (((entry[q] ^ wanted[q]) & (used[q] | wantedUsed[q]) & ~safe[q]) != 0) {
                return false;
            }
        }
        return true;
    }

    private static EntryUpdate update(String from, String to) {
        return EntryUpdate.of(entry(from).format(), named(from), named(to));
    }

    private static NamedEntry entry(String name) {
        return NamedEntry.valueOf(Ascii.toUpperCase(name).replace('-', '_'));
    }

    private static long[] named(String name) {
        return entry(name).words();
    }

    private static void apply(EntryUpdate.Group group, long[] entry) {
        group.stores().forEach(store -> entry[store.word()] = store.value());
    }

    private static long[] ste(long word0, long word1, long word2, long word3) {
        return new long[] {V | word0, word1, word2, word3, 0, 0, 0, 0};
    }

    private static String show(long[] entry) {
        return Arrays.stream(entry).mapToObj(Long::toHexString).toList().toString();
    }
}
