package cordon.model.kernel;

import com.google.common.collect.ImmutableList;
import cordon.engine.schema.Field;
import cordon.engine.schema.Schema;
import cordon.model.hardware.StreamTable;
import cordon.model.machine.Contexts;
import cordon.model.machine.Label;
import cordon.model.machine.Program;

/**
 * {@code arm_smmu_write_entry} for an STE, with {@code arm_smmu_ste_writer_sync_entry} (smmu.md C.8): the phases of an {@link
 * EntryUpdate} one after the other, CFGI_STE and CMD_SYNC after each that stores something. Called with {@code
 * arm_smmu_asid_lock} held; P7 stores to the entry without it.
 *
 * <p>The result of the SYNC is ignored, as in the driver.
 */
public final class WriteSte {
    private static final String FUNCTION = "arm_smmu_write_entry";

    /** The {@linkplain StreamTable#code codes} that attaching makes of an entry. */
    private static final ImmutableList<Integer> TARGETS = ImmutableList.of(
            StreamTable.ABORT,
            StreamTable.BYPASS,
            StreamTable.stage1(0, false),
            StreamTable.stage1(0, true),
            StreamTable.stage1(1, false),
            StreamTable.stage1(1, true));

    /** For each code of an entry, and each of the targets. */
    private static final ImmutableList<ImmutableList<EntryUpdate>> UPDATES = updates();

    private final Contexts contexts;
    private final StreamTable streams;
    private final InvsArrays arrays;
    private final IssueCmdlist issueCmdlist;

    private final Label compare;
    private final Label store;

    private final Field sid;
    private final Field target;
    private final Field from;
    private final Field phase;
    private final Field returnTo;

    /** Declares the procedure. */
    WriteSte(
            Program program,
            Contexts contexts,
            StreamTable streams,
            InvsArrays arrays,
            IssueCmdlist issueCmdlist,
            int sids) {
        this.contexts = contexts;
        this.streams = streams;
        this.arrays = arrays;
        this.issueCmdlist = issueCmdlist;
        Schema.Builder schema = program.schema();
        int codeBits = Schema.bitsFor(StreamTable.CODES - 1);
        sid = schema.control("entry.sid", Schema.bitsFor(sids - 1), Integer::toString, contexts.threads());
        target = schema.control(
                "entry.target", Schema.bitsFor(TARGETS.size() - 1), Integer::toString, contexts.threads());
        from = schema.control("entry.from", codeBits, Integer::toString, contexts.threads());
        phase = schema.control("entry.phase", 2, Integer::toString, contexts.threads());
        returnTo = contexts.returnAddress("entry.return");

        compare = contexts.label(FUNCTION);
        store = contexts.label(FUNCTION);
        compare.on("W0-W1", "dma_wmb; compare the entry with its target: which words may change when", this::compare);
        store.on("W2", "store the words that may change now, CFGI_STE, SYNC", this::store)
                .saying((s, c) -> "phase " + (phase.get(s, c) + 1) + " of STE " + sid.get(s, c) + " towards "
                        + StreamTable.format(TARGETS.get(target.get(s, c))) + ": store what differs, CFGI_STE, SYNC");
    }

    /** Makes the entry of {@code stream} what {@code code} stands for ({@link StreamTable#code}), then goes on at {@code then}. */
    boolean call(long[] s, int c, int stream, int code, Label then) {
        sid.set(s, c, stream);
        target.set(s, c, TARGETS.indexOf(code));
        contexts.setReturn(s, c, returnTo, then);
        return contexts.go(s, c, compare);
    }

    private boolean compare(long[] s, int c) {
        arrays.drain(s); // W0
        from.set(s, c, streams.code(s, sid.get(s, c)));
        return contexts.go(s, c, store);
    }

    private boolean store(long[] s, int c) {
        issueCmdlist.takeTimedOut(s, c);
        ImmutableList<EntryUpdate.Phase> phases =
                UPDATES.get(from.get(s, c)).get(target.get(s, c)).phases();
        int stream = sid.get(s, c);
        int now = phase.get(s, c);
        boolean changed = set(s, stream, phases.get(now));
        boolean last = now + 1 == phases.size();
        phase.set(s, c, last ? 0 : now + 1);
        if (!last) {
            return changed ? issueCmdlist.callCfgiSte(s, c, stream, store) : contexts.go(s, c, store);
        }
        sid.set(s, c, 0);
        target.set(s, c, 0);
        from.set(s, c, 0);
        if (!changed) {
            return contexts.goBack(s, c, returnTo);
        }
        Label then = contexts.takeReturn(s, c, returnTo);
        return issueCmdlist.callCfgiSte(s, c, stream, then);
    }

    private boolean set(long[] s, int stream, EntryUpdate.Phase wanted) {
        boolean changed = false;
        if (wanted.from() == 0) {
            changed = streams.writeWord0(s, stream, wanted.wanted()[0]);
        }
        if (wanted.from() <= 1 && wanted.to() > 1) {
            changed |= streams.writeWord1(s, stream, wanted.wanted()[1]);
        }
        return changed;
    }

    private static ImmutableList<ImmutableList<EntryUpdate>> updates() {
        ImmutableList.Builder<ImmutableList<EntryUpdate>> updates = ImmutableList.builder();
        for (int start = 0; start < StreamTable.CODES; start++) {
            ImmutableList.Builder<EntryUpdate> row = ImmutableList.builder();
            for (int end : TARGETS) {
                row.add(EntryUpdate.of(EntryFormat.STE, StreamTable.words(start), StreamTable.words(end)));
            }
            updates.add(row.build());
        }
        return updates.build();
    }
}
