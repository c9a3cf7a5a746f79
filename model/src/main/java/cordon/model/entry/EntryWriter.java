package cordon.model.entry;

import com.google.common.collect.ImmutableList;
import cordon.engine.schema.Field;
import cordon.engine.schema.Schema;
import cordon.model.NamedEntry;
import cordon.model.kernel.EntryFormat;
import cordon.model.kernel.EntryUpdate;
import cordon.model.machine.Contexts;
import cordon.model.machine.Label;
import cordon.model.machine.Program;
import java.util.HashMap;
import java.util.Map;

/** {@code arm_smmu_write_entry}, each store a step of its own (smmu.md C.8): the entry becomes one after the other. */
public final class EntryWriter {
    private static final String FUNCTION = "arm_smmu_write_entry";

    private final Contexts contexts;
    private final ImmutableList<NamedEntry> path;
    private final WordCodes codes;
    private final EntryFetch fetch;
    private final Map<Integer, EntryUpdate> updates = new HashMap<>();

    private final Label compare;
    private final Label store;
    private final Label sync;
    private final Label done;

    private final Field position;
    private final Field from;
    private final Field phase;
    private final Field word;
    private final Field changed;

    EntryWriter(Program program, Contexts contexts, ImmutableList<NamedEntry> path, WordCodes codes, EntryFetch fetch) {
        this.contexts = contexts;
        this.path = path;
        this.codes = codes;
        this.fetch = fetch;
        Schema.Builder schema = program.schema();
        position = schema.means("which entry of 'entries' is written now (smmu.md C.8)")
                .upTo(path.size())
                .control("writer.position", Schema.bitsFor(path.size()), Integer::toString);
        from = schema.means(
                        "write_entry: the words of the entry as they were found, one code after the other (smmu.md C.8, W1)")
                .control("writer.from", WordCodes.WORDS * codes.bits(), Integer::toString);
        phase = schema.means("write_entry: the group of stores that is under way (smmu.md C.8, W2)")
                .upTo(2)
                .control("writer.phase", 2, Integer::toString);
        word = schema.means("write_entry: the word that is looked at next (smmu.md C.8, W2)")
                .upTo(WordCodes.WORDS)
                .control("writer.word", 3, Integer::toString);
        changed = schema.means(
                        "write_entry: whether this group has stored something, so that a CFGI follows (smmu.md C.8, W2)")
                .control("writer.changed", 1, Integer::toString);
        compare = contexts.label(FUNCTION);
        store = contexts.label(FUNCTION);
        sync = contexts.label(FUNCTION);
        done = contexts.label("idle");
        compare.on("W1", "compare the entry with its target", this::compare)
                .saying((s, c) -> "compare the entry with " + target(s) + ": which words may change when");
        store.on("W2 store", "store the next word that may change and differs", this::store)
                .saying((s, c) -> "phase " + (phase.get(s) + 1) + ": look at word " + word.get(s));
        sync.on("W2 sync", "the CMD_SYNC after the CFGI has completed", this::sync);
    }

    void initialise(long[] s, int c) {
        for (int q = 0; q < WordCodes.WORDS; q++) {
            fetch.store(s, q, codes.code(path.get(0).words()[q]));
        }
        position.set(s, 1);
        contexts.go(s, c, path.size() > 1 ? compare : done);
    }

    boolean finished(long[] s, int c) {
        return contexts.isAt(s, c, done);
    }

    boolean writes(long[] s, int c) {
        return contexts.isAt(s, c, store) || contexts.isAt(s, c, sync);
    }

    /** The entry that is being written, or was written last. */
    public NamedEntry target(long[] s) {
        return path.get(Math.min(position.get(s), path.size() - 1));
    }

    /** The entry that was there before. */
    public NamedEntry old(long[] s) {
        return path.get(Math.max(0, Math.min(position.get(s), path.size() - 1) - 1));
    }

    /** Whether the update may make the entry invalid on its way. */
    public boolean disruptive(long[] s) {
        return Integer.bitCount(
                        EntryUpdate.of(codes.format(), old(s).words(), target(s).words())
                                .diff())
                > 1;
    }

    private boolean compare(long[] s, int c) {
        int start = 0;
        for (int q = 0; q < WordCodes.WORDS; q++) {
            start |= fetch.memory(s, q) << (q * codes.bits());
        }
        from.set(s, start);
        EntryUpdate.Phase first = update(s).phases().get(0);
        word.set(s, first.from());
        return contexts.go(s, c, store);
    }

    private EntryUpdate update(long[] s) {
        int start = from.get(s);
        int key = start << 3 | position.get(s);
        EntryUpdate known = updates.get(key);
        if (known == null) {
            long[] words = new long[EntryFormat.WORDS];
            for (int q = 0; q < WordCodes.WORDS; q++) {
                words[q] = codes.value(start >> (q * codes.bits()) & (1 << codes.bits()) - 1);
            }
            known = EntryUpdate.of(codes.format(), words, target(s).words());
            updates.put(key, known);
        }
        return known;
    }

    /** {@code entry_set}: words in ascending order; a CFGI follows the last of a phase if something was stored. */
    private boolean store(long[] s, int c) {
        EntryUpdate.Phase now = update(s).phases().get(phase.get(s));
        int q = word.get(s);
        int wanted = codes.code(now.wanted()[q]);
        if (fetch.memory(s, q) != wanted) {
            fetch.store(s, q, wanted);
            changed.set(s, 1);
        }
        if (q + 1 < Math.min(now.to(), WordCodes.WORDS)) {
            word.set(s, q + 1);
            return contexts.go(s, c, store);
        }
        if (changed.isSet(s)) {
            changed.set(s, 0);
            fetch.invalidate(s);
            return contexts.go(s, c, sync);
        }
        return next(s, c);
    }

    private boolean sync(long[] s, int c) {
        return !fetch.invalidating(s) && next(s, c);
    }

    private boolean next(long[] s, int c) {
        ImmutableList<EntryUpdate.Phase> phases = update(s).phases();
        int following = phase.get(s) + 1;
        if (following < phases.size()) {
            phase.set(s, following);
            word.set(s, phases.get(following).from());
            return contexts.go(s, c, store);
        }
        phase.set(s, 0);
        word.set(s, 0);
        from.set(s, 0);
        position.set(s, position.get(s) + 1);
        return contexts.go(s, c, position.get(s) < path.size() ? compare : done);
    }
}
