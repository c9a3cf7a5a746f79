package cordon.model.kernel;

import com.google.common.collect.ImmutableList;
import cordon.engine.schema.Field;
import cordon.engine.schema.Schema;
import cordon.model.hardware.Command;
import cordon.model.hardware.ContextDescriptors;
import cordon.model.hardware.StreamTable;
import cordon.model.machine.Contexts;
import cordon.model.machine.Label;
import cordon.model.machine.Program;
import java.util.function.IntFunction;

/**
 * {@code arm_smmu_write_entry} for an STE or a CD, with {@code arm_smmu_ste_writer_sync_entry} and {@code
 * arm_smmu_cd_writer_sync_entry} (smmu.md C.8): the phases of an {@link EntryUpdate} one after the other, CFGI and CMD_SYNC
 * after each that stores something. Called with {@code arm_smmu_asid_lock} held, or for a CD with {@code group->mutex}; P7
 * stores to an STE without either.
 *
 * <p>The result of the SYNC is ignored, as in the driver.
 */
public final class WriteEntry {
    private static final String FUNCTION = "arm_smmu_write_entry";

    /** The {@linkplain StreamTable#code codes} that attaching makes of an STE. */
    private static final ImmutableList<Integer> STES = ImmutableList.of(
            StreamTable.ABORT,
            StreamTable.BYPASS,
            StreamTable.cdTable(StreamTable.S1DSS_TERMINATE, false),
            StreamTable.cdTable(StreamTable.S1DSS_TERMINATE, true),
            StreamTable.cdTable(StreamTable.S1DSS_BYPASS, false),
            StreamTable.cdTable(StreamTable.S1DSS_BYPASS, true),
            StreamTable.cdTable(StreamTable.S1DSS_SSID0, false),
            StreamTable.cdTable(StreamTable.S1DSS_SSID0, true));

    /** The {@linkplain ContextDescriptors#code codes} that attaching makes of a CD. */
    private static final ImmutableList<Integer> CDS = ImmutableList.of(
            ContextDescriptors.CLEAR, ContextDescriptors.leadingTo(0), ContextDescriptors.leadingTo(1));

    /** For each code of an entry, and each of the targets. */
    private static final ImmutableList<ImmutableList<EntryUpdate>> STE_UPDATES =
            updates(EntryFormat.STE, StreamTable.CODES, STES, StreamTable::words);

    private static final ImmutableList<ImmutableList<EntryUpdate>> CD_UPDATES =
            updates(EntryFormat.CD, ContextDescriptors.CODES, CDS, ContextDescriptors::words);

    private final Contexts contexts;
    private final StreamTable streams;
    private final ContextDescriptors descriptors;
    private final InvsArrays arrays;
    private final Command commands;
    private final IssueCmdlist issueCmdlist;

    private final Label compare;
    private final Label store;

    private final Field isCd;
    private final Field substream;
    private final Field target;
    private final Field from;
    private final Field phase;
    private final Field returnTo;

    /** Declares the procedure. */
    WriteEntry(
            Program program,
            Contexts contexts,
            StreamTable streams,
            InvsArrays arrays,
            Command commands,
            IssueCmdlist issueCmdlist) {
        this.contexts = contexts;
        this.streams = streams;
        this.descriptors = streams.descriptors();
        this.arrays = arrays;
        this.commands = commands;
        this.issueCmdlist = issueCmdlist;
        Schema.Builder schema = program.schema();
        isCd = schema.means("write_entry: whether it is a CD that is written, and not an STE (smmu.md C.8)")
                .control("entry.isCd", 1, Integer::toString, contexts.threads());
        substream = schema.means("write_entry: Stream ID and PASID of the entry that is written (smmu.md C.8)")
                .upTo(commands.substreams() - 1)
                .control(
                        "entry.substream",
                        Schema.bitsFor(commands.substreams() - 1),
                        Integer::toString,
                        contexts.threads());
        target = schema.means(
                        "write_entry: which of the STEs, or CDs, that attaching knows the entry becomes (smmu.md C.8)")
                .upTo(STES.size() - 1)
                .control("entry.target", Schema.bitsFor(STES.size() - 1), Integer::toString, contexts.threads());
        from = schema.means("write_entry: the entry as it was found, as a code (smmu.md C.8, W1)")
                .upTo(StreamTable.CODES - 1)
                .control("entry.from", Schema.bitsFor(StreamTable.CODES - 1), Integer::toString, contexts.threads());
        phase = schema.means("write_entry: the group of stores that comes next (smmu.md C.8, W2)")
                .upTo(2)
                .control("entry.phase", 2, Integer::toString, contexts.threads());
        returnTo = contexts.returnAddress("entry.return", FUNCTION);

        compare = contexts.label(FUNCTION);
        store = contexts.label(FUNCTION);
        compare.on("W0-W1", "dma_wmb; compare the entry with its target: which words may change when", this::compare)
                .saying((s, c) ->
                        "dma_wmb; compare " + entryText(s, c) + " with what it shall be, " + targetText(s, c));
        store.on("W2", "store the words that may change now, CFGI, SYNC", this::store)
                .saying((s, c) -> "phase " + (phase.get(s, c) + 1) + " of " + entryText(s, c) + " towards "
                        + targetText(s, c) + ": store what differs, CFGI, SYNC");
    }

    /** For properties: whether context {@code c} is writing the STE of {@code sid} and has not stored all of it. */
    public boolean writesSte(long[] s, int c, int sid) {
        return returnTo.isSet(s, c) && !isCd.isSet(s, c) && commands.sidOf(substream.get(s, c)) == sid;
    }

    /** The names of what can be written. */
    Command commands() {
        return commands;
    }

    /** For properties: the {@linkplain StreamTable#code code} that the STE had when context {@code c} compared it. */
    public int steBefore(long[] s, int c) {
        return from.get(s, c);
    }

    /** For properties: the {@linkplain StreamTable#code code} that context {@code c} is writing to an STE. */
    public int steWanted(long[] s, int c) {
        return STES.get(target.get(s, c));
    }

    /** Makes the STE of {@code sid} what {@code code} stands for ({@link StreamTable#code}), then goes on at {@code then}. */
    boolean callSte(long[] s, int c, int sid, int code, Label then) {
        return call(s, c, false, commands.substream(sid, 0), STES.indexOf(code), then);
    }

    /** Makes the CD of {@code of} what {@code code} stands for ({@link ContextDescriptors#code}); goes on at {@code then}. */
    boolean callCd(long[] s, int c, int of, int code, Label then) {
        return call(s, c, true, of, CDS.indexOf(code), then);
    }

    private boolean call(long[] s, int c, boolean cd, int of, int to, Label then) {
        isCd.set(s, c, cd ? 1 : 0);
        substream.set(s, c, of);
        target.set(s, c, to);
        contexts.setReturn(s, c, returnTo, then);
        return contexts.go(s, c, compare);
    }

    private boolean compare(long[] s, int c) {
        arrays.drain(s); // W0
        int of = substream.get(s, c);
        from.set(s, c, isCd.isSet(s, c) ? descriptors.code(s, of) : streams.code(s, commands.sidOf(of)));
        return contexts.go(s, c, store);
    }

    private boolean store(long[] s, int c) {
        issueCmdlist.takeTimedOut(s, c);
        boolean cd = isCd.isSet(s, c);
        int of = substream.get(s, c);
        ImmutableList<EntryUpdate.Phase> phases = (cd ? CD_UPDATES : STE_UPDATES)
                .get(from.get(s, c))
                .get(target.get(s, c))
                .phases();
        int now = phase.get(s, c);
        boolean changed = set(s, cd, of, phases.get(now));
        boolean last = now + 1 == phases.size();
        phase.set(s, c, last ? 0 : now + 1);
        if (last) {
            isCd.set(s, c, 0);
            substream.set(s, c, 0);
            target.set(s, c, 0);
            from.set(s, c, 0);
        }
        Label then = last ? contexts.takeReturn(s, c, returnTo) : store;
        if (!changed) {
            return contexts.go(s, c, then);
        }
        return cd ? issueCmdlist.callCfgiCd(s, c, of, then) : issueCmdlist.callCfgiSte(s, c, commands.sidOf(of), then);
    }

    private boolean set(long[] s, boolean cd, int of, EntryUpdate.Phase wanted) {
        int sid = commands.sidOf(of);
        boolean changed = false;
        if (wanted.from() == 0) {
            long word = wanted.wanted()[0];
            changed = cd ? descriptors.writeWord0(s, of, word) : streams.writeWord0(s, sid, word);
        }
        if (wanted.from() <= 1 && wanted.to() > 1) {
            long word = wanted.wanted()[1];
            changed |= cd ? descriptors.writeWord1(s, of, word) : streams.writeWord1(s, sid, word);
        }
        return changed;
    }

    private String entryText(long[] s, int c) {
        int of = substream.get(s, c);
        return isCd.isSet(s, c) ? "the CD of " + commands.formatSubstream(of) : "STE " + commands.sidOf(of);
    }

    private String targetText(long[] s, int c) {
        return isCd.isSet(s, c)
                ? ContextDescriptors.format(CDS.get(target.get(s, c)))
                : StreamTable.format(STES.get(target.get(s, c)));
    }

    private static ImmutableList<ImmutableList<EntryUpdate>> updates(
            EntryFormat format, int codes, ImmutableList<Integer> targets, IntFunction<long[]> words) {
        ImmutableList.Builder<ImmutableList<EntryUpdate>> updates = ImmutableList.builder();
        for (int start = 0; start < codes; start++) {
            ImmutableList.Builder<EntryUpdate> row = ImmutableList.builder();
            for (int end : targets) {
                row.add(EntryUpdate.of(format, words.apply(start), words.apply(end)));
            }
            updates.add(row.build());
        }
        return updates.build();
    }
}
