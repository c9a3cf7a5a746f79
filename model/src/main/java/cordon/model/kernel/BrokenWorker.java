package cordon.model.kernel;

import com.google.common.collect.ImmutableList;
import cordon.engine.schema.Field;
import cordon.engine.schema.Schema;
import cordon.model.hardware.Endpoints;
import cordon.model.hardware.StreamTable;
import cordon.model.machine.Contexts;
import cordon.model.machine.Label;
import cordon.model.machine.Program;
import java.util.stream.IntStream;

/**
 * The worker of {@code group->broken_work} (P3): {@code pci_dev_reset_iommu_prepare}, that is the attachment of the blocking
 * domain (smmu.md D.2, C.7), in process context.
 *
 * <pre>
 * lock group-&gt;mutex;  if resetting_domain is set: return 0 (P1)
 * A7  pci_disable_ats: E := 0
 * A8  STE := abort, by arm_smmu_write_entry: each group of stores, then CFGI_STE and SYNC, its result ignored
 * A10 ATC_INV of everything: not issued, for ats_broken is set (P6)
 * A12 one user less of the domain's ATS entry; write_lock(invs-&gt;rwlock) waits for the readers
 * resetting_domain := blocking;  unlock
 * </pre>
 *
 * Nobody else attaches or resets in the scenarios that have this worker, so the mutexes are always free.
 */
public final class BrokenWorker {
    private static final String PREPARE = "pci_dev_reset_iommu_prepare";
    private static final String WRITE_ENTRY = "arm_smmu_write_entry";
    private static final String COMMIT = "arm_smmu_attach_commit";

    private final Contexts contexts;
    private final int self;
    private final Endpoints endpoints;
    private final StreamTable streams;
    private final Masters masters;
    private final IssueCmdlist issueCmdlist;
    private final DomainInvRange domainInvRange;
    private final ImmutableList<EntryUpdate> updates;

    private final Label idle;
    private final Label disableAts;
    private final Label write;
    private final Label unref;
    private final Label fence;

    private final Field sid;
    private final Field from;
    private final Field group;

    /** Declares the worker, executed by the last thread. */
    public BrokenWorker(
            Program program,
            Contexts contexts,
            Endpoints endpoints,
            StreamTable streams,
            Masters masters,
            IssueCmdlist issueCmdlist,
            DomainInvRange domainInvRange) {
        this.contexts = contexts;
        this.self = contexts.threads().size() - 1;
        this.endpoints = endpoints;
        this.streams = streams;
        this.masters = masters;
        this.issueCmdlist = issueCmdlist;
        this.domainInvRange = domainInvRange;
        this.updates = IntStream.range(0, StreamTable.CODES)
                .mapToObj(code ->
                        EntryUpdate.of(EntryFormat.STE, StreamTable.words(code), StreamTable.words(StreamTable.ABORT)))
                .collect(ImmutableList.toImmutableList());

        Schema.Builder schema = program.schema();
        sid = schema.control("worker.sid", Schema.bitsFor(endpoints.count() - 1), Integer::toString);
        from = schema.control("worker.from", Schema.bitsFor(StreamTable.CODES - 1), Integer::toString);
        group = schema.control("worker.group", 3, Integer::toString);

        idle = contexts.label(PREPARE);
        disableAts = contexts.label(PREPARE);
        write = contexts.label(WRITE_ENTRY);
        unref = contexts.label(COMMIT);
        fence = contexts.label(COMMIT);
        idle.on("begin", "take broken_work, lock group->mutex", this::begin);
        disableAts
                .on("A7", "pci_disable_ats", this::disableAts)
                .saying((s, c) -> "pci_disable_ats(device " + sid.get(s) + ")");
        write.on("W2", "store the next words that may change, CFGI_STE, SYNC", this::write);
        unref.on("A12 unref", "one user less of the ATS entry", this::unref);
        fence.on("A12 fence", "write_lock(invs->rwlock): no flush is reading any more; prepare() returns", this::fence);
    }

    /** Puts the worker into its resting state. */
    public void initialise(long[] s) {
        contexts.go(s, self, idle);
    }

    private boolean begin(long[] s, int c) {
        for (int device = 0; device < endpoints.count(); device++) {
            if (masters.takeBrokenWork(s, device)) {
                if (masters.resetting(s, device)) {
                    return true; // P1: prepare() has been here before
                }
                sid.set(s, device);
                return contexts.go(s, c, disableAts);
            }
        }
        return false;
    }

    private boolean disableAts(long[] s, int c) {
        endpoints.writeAtsEnable(s, sid.get(s), false);
        from.set(s, streams.code(s, sid.get(s)));
        return contexts.go(s, c, write);
    }

    /** After the groups that the update consists of, whatever differs by then: the last entry_set of the driver. */
    private boolean write(long[] s, int c) {
        EntryUpdate update = updates.get(from.get(s));
        int g = group.get(s);
        if (g > update.groups().size()) {
            from.set(s, 0);
            group.set(s, 0);
            return contexts.go(s, c, unref);
        }
        boolean changed = g < update.groups().size()
                ? store(s, update.groups().get(g))
                : streams.writeWord1(s, sid.get(s), StreamTable.word1(StreamTable.ABORT));
        group.set(s, g + 1);
        return changed ? issueCmdlist.callCfgiSte(s, c, sid.get(s), write) : contexts.go(s, c, write);
    }

    private boolean store(long[] s, EntryUpdate.Group stores) {
        boolean changed = false;
        for (int i = 0; i < stores.stores().size(); i++) {
            EntryUpdate.Store store = stores.stores().get(i);
            changed |= store.word() == 0
                    ? streams.writeWord0(s, sid.get(s), store.value())
                    : streams.writeWord1(s, sid.get(s), store.value());
        }
        return changed;
    }

    private boolean unref(long[] s, int c) {
        issueCmdlist.takeTimedOut(s, c);
        domainInvRange.dropAtsEntry(s, sid.get(s));
        return contexts.go(s, c, fence);
    }

    private boolean fence(long[] s, int c) {
        if (domainInvRange.anyReader(s)) {
            return false;
        }
        masters.setResetting(s, sid.get(s));
        sid.set(s, 0);
        return contexts.go(s, c, idle);
    }
}
