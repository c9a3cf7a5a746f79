package cordon.model.entry;

import com.google.common.collect.ImmutableList;
import cordon.engine.schema.Schema;
import cordon.model.NamedEntry;
import cordon.model.kernel.EntryFormat;
import cordon.model.kernel.EntryUpdate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The values that the words of an entry can come to have, by number, and how one entry becomes another: what the packed
 * state holds instead of 64-bit words. The higher words of all entries are 0 and not kept.
 */
final class WordCodes {
    /** Words that are kept. */
    static final int WORDS = 4;

    private static final long EATS = 3L << 28;

    private final EntryFormat format;
    private final List<Long> values = new ArrayList<>(List.of(0L));
    private final List<Set<Long>> byWord = new ArrayList<>();

    /** Everything that updates from any mixture towards any of {@code entries} store, with and without EATS. */
    WordCodes(EntryFormat format, ImmutableList<NamedEntry> entries) {
        this.format = format;
        for (int q = 0; q < WORDS; q++) {
            byWord.add(new LinkedHashSet<>(values));
        }
        entries.forEach(entry -> addAll(entry.words()));
        int known;
        do {
            known = size();
            for (long[] mixture : mixtures()) {
                for (NamedEntry target : entries) {
                    EntryUpdate.of(format, mixture, target.words()).phases().forEach(phase -> addAll(phase.wanted()));
                }
            }
        } while (size() > known);
        byWord.forEach(words -> words.stream().filter(w -> !values.contains(w)).forEach(values::add));
    }

    /** Bits of a number. */
    int bits() {
        return Schema.bitsFor(values.size() - 1);
    }

    /** Whether some value has this number. */
    boolean isCode(int code) {
        return code < values.size();
    }

    /** The number of a value. */
    int code(long value) {
        return values.indexOf(value);
    }

    /** The value with a number. */
    long value(int code) {
        return values.get(code);
    }

    /** The value with a number, for people. */
    String format(int code) {
        return "0x" + Long.toHexString(value(code));
    }

    /** The number of word 1 without EATS. */
    int withoutEats(int code) {
        return code(value(code) & ~EATS);
    }

    EntryFormat format() {
        return format;
    }

    private void addAll(long[] words) {
        for (int q = 0; q < WORDS; q++) {
            byWord.get(q).add(words[q]);
        }
        if (format == EntryFormat.STE) {
            byWord.get(1).add(words[1] & ~EATS);
        }
    }

    private int size() {
        return byWord.stream().mapToInt(Set::size).sum();
    }

    private List<long[]> mixtures() {
        List<long[]> mixtures = new ArrayList<>();
        for (long w0 : byWord.get(0)) {
            for (long w1 : byWord.get(1)) {
                for (long w2 : byWord.get(2)) {
                    for (long w3 : byWord.get(3)) {
                        mixtures.add(new long[] {w0, w1, w2, w3, 0, 0, 0, 0});
                    }
                }
            }
        }
        return mixtures;
    }
}
