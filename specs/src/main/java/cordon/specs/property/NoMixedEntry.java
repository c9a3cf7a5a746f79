package cordon.specs.property;

import cordon.engine.Trace;
import cordon.engine.property.Invariant;
import cordon.model.NamedEntry;
import cordon.model.entry.EntryModel;
import cordon.model.kernel.EntryFormat;
import java.util.Arrays;
import java.util.Locale;

/** S14 of smmu.md E.3. */
final class NoMixedEntry implements Invariant {
    private static final long EATS = 3L << 28;

    private final EntryModel model;

    NoMixedEntry(EntryModel model) {
        this.model = model;
    }

    @Override
    public String name() {
        return "no-mixed-entry";
    }

    @Override
    public String meaning() {
        return "While an entry is rewritten, what the SMMU has put together from single words is, in the bits it looks at, the old "
                + "entry or the new one, or invalid where no hitless way exists; never a mixture. EATS and MEV may change at "
                + "any moment. (S14, smmu.md E.3 and C.8)";
    }

    @Override
    public boolean holds(long[] state) {
        if (!model.cached(state)) {
            return true;
        }
        long[] copy = model.copy(state);
        NamedEntry old = model.writer().old(state);
        NamedEntry target = model.writer().target(state);
        boolean invalid = isInvalid(old.format(), copy);
        return (invalid && model.writer().disruptive(state))
                || looksLike(copy, old, old, target)
                || looksLike(copy, target, old, target);
    }

    @Override
    public String explain(Trace trace) {
        long[] last = trace.last();
        return String.format(
                Locale.ROOT,
                "After step %d, while the entry goes from %s to %s, the SMMU's copy of it is %s: neither.",
                trace.length(),
                model.writer().old(last),
                model.writer().target(last),
                Arrays.stream(model.copy(last))
                        .limit(4)
                        .mapToObj(Long::toHexString)
                        .toList());
    }

    /** Of an invalid entry the SMMU looks at one bit, V. */
    private static boolean isInvalid(EntryFormat format, long[] entry) {
        long[] used = format.used(entry);
        return Long.bitCount(used[0]) == 1 && (entry[0] & used[0]) == 0;
    }

    private boolean looksLike(long[] entry, NamedEntry wanted, NamedEntry old, NamedEntry target) {
        long[] used = wanted.format().used(entry);
        long[] wantedUsed = wanted.format().used(wanted.words());
        long[] safe = wanted.format().updateSafe(old.words(), target.words());
        for (int q = 0; q < entry.length; q++) {
            long free = safe[q] | (q == 1 && model.hasFence() ? EATS : 0);
            if (((entry[q] ^ wanted.words()[q]) & (used[q] | wantedUsed[q]) & ~free) != 0) {
                return false;
            }
        }
        return true;
    }
}
