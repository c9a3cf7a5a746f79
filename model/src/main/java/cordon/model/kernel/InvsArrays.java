package cordon.model.kernel;

import cordon.engine.schema.Field;
import cordon.engine.schema.Index;
import cordon.engine.schema.Schema;
import cordon.model.Choice.StoreBuffer;
import cordon.model.hardware.Command;
import cordon.model.machine.Program;
import java.util.stream.IntStream;

/**
 * The invs array of each paging domain, with its versions (smmu.md C.6): {@code domain->invs} is an RCU pointer; merge and
 * purge put a new array in its place, unref changes the present one; whoever read the pointer keeps the array it found until
 * it has finished.
 *
 * <p>Versions live in numbered places. A place is free again when its array was replaced and nobody reads it any longer,
 * which is the earliest moment at which {@code kfree_rcu} may free it.
 */
public final class InvsArrays {
    private final Command commands;
    private final InvsTable table;
    private final Field current;
    private final Field array;
    private final Field reading;
    private final boolean buffered;
    private final Field stored;
    private final Field writer;

    /**
     * Declares the fields.
     *
     * @param threads who reads
     * @param changing whether devices are attached or detached: otherwise there is one version of each array
     * @param table the arrays there can be
     */
    InvsArrays(
            Program program,
            Command commands,
            Index threads,
            boolean changing,
            InvsTable table,
            StoreBuffer storeBuffer) {
        this.commands = commands;
        int domains = commands.domains();
        Schema.Builder schema = program.schema();
        this.buffered = changing && storeBuffer == StoreBuffer.ON;
        this.table = table;
        int places = changing ? domains + threads.size() + (buffered ? 1 : 0) : domains;
        current = schema.means("domain->invs: the place of the array that a flush of the domain reads (smmu.md C.6)")
                .upTo(places - 1)
                .field("domain.invs", Schema.bitsFor(places - 1), new Index("domain", domains));
        array = schema.means("an invs array: its entries with their users; - is a place without an array (smmu.md C.6)")
                .upTo(table.size())
                .field("invs", Schema.bitsFor(table.size()), this::format, new Index("version", places));
        reading = schema.means(
                        "flush: the place plus one of the array that a thread reads, 0 for none (smmu.md C.6, R2)")
                .upTo(places)
                .control("inv.invs", Schema.bitsFor(places), Integer::toString, threads);
        stored = schema.means(
                        "store buffer: the place plus one of a new invs array that only its writer sees, 0 for none (smmu.md F)")
                .upTo(places)
                .control("buffer.invs", Schema.bitsFor(places), Integer::toString, new Index("domain", domains));
        if (buffered) {
            program.free(
                            d -> "store buffer",
                            "store buffer",
                            "invs",
                            domains,
                            d -> "the new invs pointer of D" + d + " is visible to everybody",
                            this::drain)
                    .needing(stored);
        }
        writer = schema.means(
                        "the thread plus one that waits for readers of the array with its lock for writing, 0 for none (smmu.md C.7, A12)")
                .upTo(threads.size())
                .control(
                        "invs.rwlock.writer",
                        Schema.bitsFor(threads.size()),
                        Integer::toString,
                        new Index("domain", domains)); // a context plus one; or 0
    }

    /** Empty arrays. */
    void initialise(long[] s) {
        for (int d = 0; d < commands.domains(); d++) {
            current.set(s, d, d);
            array.set(s, d, 1);
        }
    }

    /** R2: context {@code c} reads the pointer of {@code domain}. */
    void read(long[] s, int c, int domain) {
        reading.set(s, c, current.get(s, domain) + 1);
    }

    /** R5: context {@code c} has finished with its array. */
    void release(long[] s, int c) {
        int place = reading.get(s, c) - 1;
        reading.set(s, c, 0);
        freeIfUnused(s, place);
    }

    /** Whether the array that context {@code c} reads says that it needs the lock. */
    boolean hasAts(long[] s, int c) {
        return invs(s, c).hasAts();
    }

    /** Whether the array that context {@code c} reads has an ASID in use. */
    public boolean hasAsid(long[] s, int c) {
        return asidUsers(invs(s, c)) > 0;
    }

    /** Whether the array that context {@code c} reads has an ASID in use whose entry points to the master of {@code sid}. */
    boolean asidPointsTo(long[] s, int c, int sid) {
        return hasAsid(s, c) && invs(s, c).entries().get(0).inv().master() == sid;
    }

    /** The number of ATS entries, trash included, of the array that context {@code c} reads. */
    int atsEntries(long[] s, int c) {
        return invs(s, c).entries().size() - firstAts(invs(s, c));
    }

    /** The substream of ATS entry {@code k}. */
    int substream(long[] s, int c, int k) {
        return substream(atsEntry(s, c, k).inv());
    }

    private int substream(Invs.Inv ats) {
        return commands.substream(ats.id(), ats.ssid());
    }

    /** Whether ATS entry {@code k} is to be skipped. */
    boolean isTrash(long[] s, int c, int k) {
        return atsEntry(s, c, k).isTrash();
    }

    private Invs.Entry atsEntry(long[] s, int c, int k) {
        Invs invs = invs(s, c);
        return invs.entries().get(firstAts(invs) + k);
    }

    /** The ASID comes first, but purge may have dropped it. */
    private static int firstAts(Invs invs) {
        boolean asid =
                !invs.entries().isEmpty() && !invs.entries().get(0).inv().type().isAts();
        return asid ? 1 : 0;
    }

    private static int asidUsers(Invs invs) {
        return firstAts(invs) == 1 ? invs.entries().get(0).users() : 0;
    }

    /** A4, A6: a new array of {@code domain} with the entries of {@code substream} is published. */
    void merge(long[] s, int domain, int substream, boolean ats) {
        int merged = table.merge(number(s, domain), substream, ats);
        if (buffered) {
            stored.set(s, domain, place(s, merged) + 1);
        } else {
            publish(s, domain, merged);
        }
    }

    /** A barrier of whoever published, or time: the pointer is visible to everybody. */
    private boolean drain(long[] s, int domain) {
        int place = stored.get(s, domain) - 1;
        stored.set(s, domain, 0);
        if (place < 0) {
            return false;
        }
        int replaced = current.get(s, domain);
        current.set(s, domain, place);
        freeIfUnused(s, replaced);
        return true;
    }

    /** W0, {@code dma_wmb}: the pointers are visible before any store that follows. */
    void drain(long[] s) {
        for (int d = 0; d < commands.domains(); d++) {
            drain(s, d);
        }
    }

    /** Whether a new array is not visible to everybody yet. */
    boolean isDelayed(long[] s) {
        return buffered && IntStream.range(0, stored.size()).anyMatch(d -> stored.isSet(s, d));
    }

    /** Whether the array of {@code domain} has the entries of {@code substream} that A12 is to drop. */
    public boolean has(long[] s, int domain, int substream, boolean ats) {
        return table.has(number(s, domain), substream, ats);
    }

    /** A12: one user less of each of the entries of {@code substream}, in place. */
    void unref(long[] s, int domain, int substream, boolean ats) {
        array.set(s, current.get(s, domain), table.unref(number(s, domain), substream, ats) + 1);
    }

    /** How many attachments need the ASID of {@code domain}. */
    public int asidUsers(long[] s, int domain) {
        return asidUsers(table.array(number(s, domain)));
    }

    /** How many attachments of {@code substream} need the ATS entry in the array of {@code domain}. */
    public int atsUsers(long[] s, int domain, int substream) {
        Invs invs = table.array(number(s, domain));
        for (int i = 0; i < invs.entries().size(); i++) {
            Invs.Entry entry = invs.entries().get(i);
            if (entry.inv().type().isAts() && substream(entry.inv()) == substream) {
                return entry.users();
            }
        }
        return 0;
    }

    /** Whether some device uses the ASID of {@code domain}. */
    public boolean asidInUse(long[] s, int domain) {
        return asidUsers(s, domain) > 0;
    }

    /** Whether flushes of {@code domain} issue ATC_INVs to {@code substream}. */
    public boolean covers(long[] s, int domain, int substream) {
        return atsUsers(s, domain, substream) > 0;
    }

    /** A12: an array without trash takes the place of the present one, if it has any. */
    void purge(long[] s, int domain) {
        int purged = table.purge(number(s, domain));
        if (purged != number(s, domain)) {
            publish(s, domain, purged);
        }
    }

    /** Whether the writer of {@code domain} waits for readers: new ones then queue behind it. */
    public boolean writerWaits(long[] s, int domain) {
        return writer.isSet(s, domain);
    }

    /** Whether the writer of {@code domain} that waits for readers is context {@code c}. */
    boolean isWriter(long[] s, int c, int domain) {
        return writer.get(s, domain) == c + 1;
    }

    void beginWriting(long[] s, int c, int domain) {
        writer.set(s, domain, c + 1);
    }

    void endWriting(long[] s, int domain) {
        writer.set(s, domain, 0);
    }

    /** Whether the array that context {@code c} reads has been freed. */
    public boolean readsFreed(long[] s, int c) {
        return reading.isSet(s, c) && !array.isSet(s, reading.get(s, c) - 1);
    }

    /** Whether the array that context {@code c} reads has an entry, trash or not, for ATC_INVs to {@code substream}. */
    public boolean readsAts(long[] s, int c, int substream) {
        return atsEntriesOf(s, c, substream).findAny().isPresent();
    }

    /** Whether the array that context {@code c} reads has a live entry for ATC_INVs to {@code substream}. */
    public boolean readsLiveAts(long[] s, int c, int substream) {
        return atsEntriesOf(s, c, substream).anyMatch(k -> !isTrash(s, c, k));
    }

    private IntStream atsEntriesOf(long[] s, int c, int substream) {
        return IntStream.range(0, atsEntries(s, c)).filter(k -> substream(s, c, k) == substream);
    }

    /** Whether context {@code c} reads the present array of {@code domain}. */
    public boolean readsCurrent(long[] s, int c, int domain) {
        return reading.get(s, c) == current.get(s, domain) + 1;
    }

    private int number(long[] s, int domain) {
        return array.get(s, current.get(s, domain)) - 1;
    }

    private Invs invs(long[] s, int c) {
        // A freed one, which the right model never reads, is read as the empty one.
        return table.array(Math.max(array.get(s, reading.get(s, c) - 1) - 1, 0));
    }

    private void publish(long[] s, int domain, int number) {
        int replaced = current.get(s, domain);
        if (!anyReader(s, replaced)) {
            array.set(s, replaced, 0);
        }
        current.set(s, domain, place(s, number));
    }

    /** Puts an array into the first free place. */
    private int place(long[] s, int number) {
        int place = 0;
        while (array.isSet(s, place)) {
            place++;
        }
        array.set(s, place, number + 1);
        return place;
    }

    private void freeIfUnused(long[] s, int place) {
        if (!isCurrent(s, place) && !anyReader(s, place)) {
            array.set(s, place, 0);
        }
    }

    private boolean isCurrent(long[] s, int place) {
        for (int d = 0; d < commands.domains(); d++) {
            if (current.get(s, d) == place) {
                return true;
            }
        }
        return false;
    }

    private boolean anyReader(long[] s, int place) {
        for (int c = 0; c < reading.size(); c++) {
            if (reading.get(s, c) == place + 1) {
                return true;
            }
        }
        return false;
    }

    private String format(int value) {
        if (value == 0) {
            return "-";
        }
        StringBuilder text = new StringBuilder("[");
        for (Invs.Entry entry : table.array(value - 1).entries()) {
            text.append(text.length() > 1 ? ", " : "")
                    .append(
                            entry.inv().type().isAts()
                                    ? "ATS " + commands.formatSubstream(substream(entry.inv()))
                                    : "ASID")
                    .append(" x")
                    .append(entry.users());
        }
        return text.append("]").toString();
    }
}
