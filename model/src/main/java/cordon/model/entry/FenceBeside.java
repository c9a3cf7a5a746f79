package cordon.model.entry;

import cordon.engine.schema.Field;
import cordon.model.machine.Contexts;
import cordon.model.machine.Label;
import cordon.model.machine.Program;

/** P7's fence of the same entry, once, at any moment, without the writer's mutex: a plain load and a plain store of word 1. */
public final class FenceBeside {
    private static final String FUNCTION = "disable (patch 7)";

    private final Contexts contexts;
    private final WordCodes codes;
    private final EntryFetch fetch;
    private final Label load;
    private final Label store;
    private final Label sync;
    private final Label done;
    private final Field loaded;

    FenceBeside(Program program, Contexts contexts, WordCodes codes, EntryFetch fetch) {
        this.contexts = contexts;
        this.codes = codes;
        this.fetch = fetch;
        loaded = program.schema()
                .means("P7, disable: word 1 of the STE as it was loaded, without EATS (series.md P7)")
                .control("disable.word1", codes.bits(), Integer::toString);
        load = contexts.labelIrqsOff(FUNCTION);
        store = contexts.labelIrqsOff(FUNCTION);
        sync = contexts.labelIrqsOff(FUNCTION);
        done = contexts.label("fenced");
        load.on("load", "load word 1", this::load);
        store.on("store", "store word 1 without EATS, CFGI", this::store);
        sync.on("sync", "the CMD_SYNC after the CFGI has completed", this::sync);
    }

    void initialise(long[] s, int c) {
        contexts.go(s, c, load);
    }

    /** Whether the fence is up, as far as P7 knows. */
    boolean finished(long[] s, int c) {
        return contexts.isAt(s, c, done);
    }

    private boolean load(long[] s, int c) {
        loaded.set(s, fetch.memory(s, 1));
        return contexts.go(s, c, store);
    }

    private boolean store(long[] s, int c) {
        fetch.store(s, 1, codes.withoutEats(loaded.get(s)));
        loaded.set(s, 0);
        fetch.invalidate(s);
        return contexts.go(s, c, sync);
    }

    private boolean sync(long[] s, int c) {
        return !fetch.invalidating(s) && contexts.go(s, c, done);
    }
}
