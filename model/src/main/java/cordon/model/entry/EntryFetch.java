package cordon.model.entry;

import cordon.engine.schema.Field;
import cordon.engine.schema.Index;
import cordon.engine.schema.Schema;
import cordon.model.machine.Program;

/**
 * The SMMU's side of one entry: it reads the words in any order, one at a time, keeps the whole as a copy, may drop the copy
 * at any time, and drops copy and half-read words when a CFGI is performed (smmu.md A.7).
 */
final class EntryFetch {
    private static final String SECTION = "SMMU 3.21.3";

    private final Field memory;
    private final Field read;
    private final Field buffer;
    private final Field cached;
    private final Field copy;
    private final Field cfgi;

    EntryFetch(Program program, WordCodes codes) {
        Schema.Builder schema = program.schema();
        Index word = new Index("word", WordCodes.WORDS);
        memory = schema.means("a word of the STE or CD in memory (smmu.md A.7)")
                .only(codes::isCode)
                .field("entry", codes.bits(), codes::format, word);
        read = schema.means("whether the SMMU has read the word for the copy that it assembles (smmu.md A.7)")
                .flag("fetch.read", word);
        buffer = schema.means("the word as the SMMU has read it for the copy that it assembles (smmu.md A.7)")
                .only(codes::isCode)
                .field("fetch.word", codes.bits(), codes::format, word);
        cached = schema.means("whether the SMMU holds a copy of the entry (smmu.md A.7)")
                .flag("cache");
        copy = schema.means("a word of the SMMU's copy of the entry (smmu.md A.7)")
                .only(codes::isCode)
                .field("cache.word", codes.bits(), codes::format, word);
        cfgi = schema.means("whether a CFGI is consumed and not yet performed (smmu.md A.3)")
                .flag("inflight.CFGI");
        program.free(
                        v -> "SMMU",
                        SECTION,
                        "fetch word",
                        WordCodes.WORDS,
                        q -> "read word " + q + " of the entry",
                        this::fetch)
                .asVoluntary();
        program.free(v -> "SMMU", SECTION, "assemble", 1, v -> "keep the words read as a copy", this::assemble)
                .asVoluntary();
        program.free(v -> "SMMU", SECTION, "evict", 1, v -> "drop the copy", this::evict)
                .asVoluntary();
        program.free(v -> "SMMU", "SMMU 4.8", "perform CFGI", 1, v -> "perform the CFGI", this::performCfgi);
    }

    int memory(long[] s, int q) {
        return memory.get(s, q);
    }

    void store(long[] s, int q, int code) {
        memory.set(s, q, code);
    }

    boolean cached(long[] s) {
        return cached.isSet(s);
    }

    int copy(long[] s, int q) {
        return copy.get(s, q);
    }

    void invalidate(long[] s) {
        cfgi.set(s, 1);
    }

    boolean invalidating(long[] s) {
        return cfgi.isSet(s);
    }

    private boolean fetch(long[] s, int q) {
        if (cached.isSet(s) || read.isSet(s, q)) {
            return false;
        }
        read.set(s, q, 1);
        buffer.set(s, q, memory.get(s, q));
        return true;
    }

    private boolean assemble(long[] s, int unused) {
        for (int q = 0; q < WordCodes.WORDS; q++) {
            if (!read.isSet(s, q)) {
                return false;
            }
        }
        for (int q = 0; q < WordCodes.WORDS; q++) {
            copy.set(s, q, buffer.get(s, q));
        }
        forgetWords(s);
        cached.set(s, 1);
        return true;
    }

    private boolean evict(long[] s, int unused) {
        if (!cached.isSet(s)) {
            return false;
        }
        drop(s);
        return true;
    }

    private boolean performCfgi(long[] s, int unused) {
        if (!cfgi.isSet(s)) {
            return false;
        }
        cfgi.set(s, 0);
        drop(s);
        forgetWords(s);
        return true;
    }

    private void drop(long[] s) {
        cached.set(s, 0);
        for (int q = 0; q < WordCodes.WORDS; q++) {
            copy.set(s, q, 0);
        }
    }

    private void forgetWords(long[] s) {
        for (int q = 0; q < WordCodes.WORDS; q++) {
            read.set(s, q, 0);
            buffer.set(s, q, 0);
        }
    }
}
