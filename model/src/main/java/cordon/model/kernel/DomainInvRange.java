package cordon.model.kernel;

import com.google.common.collect.ImmutableSet;
import cordon.engine.schema.Field;
import cordon.engine.schema.Index;
import cordon.engine.schema.Schema;
import cordon.model.Choice.FlushContext;
import cordon.model.Patch;
import cordon.model.hardware.Command;
import cordon.model.hardware.Memory;
import cordon.model.machine.Contexts;
import cordon.model.machine.Label;
import cordon.model.machine.Program;
import cordon.model.machine.Step;
import java.util.stream.IntStream;

/**
 * {@code arm_smmu_domain_inv_range} over the invs array of a domain: {@code [S1_ASID, ATS sid 0, ATS sid 1, ...]} (smmu.md
 * C.6), with what P6 and P7 add to it.
 *
 * <pre>
 * R1 smp_mb
 * R2 rcu_read_lock; a = rcu_dereference(d.invs)
 * R3 read_lock_irqsave(a.rwlock)
 * R4 TLBI, SYNC; then for each ATS entry: skip if ats_broken (P6; fenced with TWO_MARKS), else add its ATC_INV; SYNC
 *    result -ETIMEDOUT (P7): retry to find the silent devices, block ATS for each
 * R5 unlock, rcu_read_unlock
 * </pre>
 *
 * The base ignores the result. R1 to R3 are one step, unless a writer of the array waits for its lock: then the flush waits
 * behind it, with interrupts disabled.
 */
public final class DomainInvRange {
    private static final String OUTER = "arm_smmu_domain_inv_range";
    private static final String INNER = "__arm_smmu_domain_inv_range";

    private final Contexts contexts;
    private final Masters masters;
    private final InvsArrays arrays;
    private final Memory memory;
    private final Command commands;
    private final IssueCmdlist issueCmdlist;
    private final RetryPerSid retryPerSid;
    private final int batchMax;
    private final boolean overtakesWriters;
    private final boolean p5;
    private final boolean p6;
    private final boolean p7;
    private final String mark;

    private final Label enter;
    private final Label lock;
    private final Label collect;
    private final Label result;
    private final Label exit;

    private final Step returning;

    private final Field range;
    private final Field cur;
    private final Field pending;
    private final Field batch;
    private final Field returnTo;

    /** Declares the procedure. */
    public DomainInvRange(
            Program program,
            Contexts contexts,
            ImmutableSet<Patch> patches,
            Masters masters,
            InvsArrays arrays,
            Memory memory,
            Command commands,
            IssueCmdlist issueCmdlist,
            RetryPerSid retryPerSid,
            FlushContext flushContext,
            int batchMax) {
        this.contexts = contexts;
        this.masters = masters;
        this.issueCmdlist = issueCmdlist;
        this.retryPerSid = retryPerSid;
        this.arrays = arrays;
        this.memory = memory;
        this.commands = commands;
        this.batchMax = batchMax;
        this.overtakesWriters = flushContext == FlushContext.INTERRUPT;
        this.p5 = patches.contains(Patch.P5);
        this.p6 = patches.contains(Patch.P6);
        this.p7 = patches.contains(Patch.P7);
        this.mark = patches.contains(Patch.TWO_MARKS) ? "master.fenced" : "ats_broken";

        Schema.Builder schema = program.schema();
        Index cpu = contexts.threads();
        int substreams = commands.substreams();
        range = schema.means("flush: the pages that it is about: an IOVA, or all of an ASID (smmu.md C.6)")
                .upTo(commands.ranges() - 1)
                .control("inv.range", Schema.bitsFor(commands.ranges() - 1), Integer::toString, cpu);
        cur = schema.means("flush: the entry of the array that is looked at next (smmu.md C.6, R4)")
                .upTo(substreams)
                .control("inv.cur", Schema.bitsFor(substreams), Integer::toString, cpu);
        pending = schema.means(
                        "flush: substreams in the batch that is not issued yet, bit i for substream i (smmu.md C.5)")
                .control("inv.pending", substreams, Integer::toBinaryString, cpu);
        batch = schema.means("flush: substreams in any batch since the TLBI, bit i for substream i (smmu.md C.6, R4)")
                .control("inv.batch", substreams, Integer::toBinaryString, cpu);
        returnTo = contexts.returnAddress("inv.return", OUTER);

        enter = contexts.labelIrqsInherited(OUTER, returnTo); // R3 disables them
        lock = contexts.labelIrqsOff(OUTER);
        collect = contexts.labelIrqsOff(INNER);
        result = contexts.labelIrqsOff(INNER);
        exit = contexts.labelIrqsOff(OUTER);

        enter.on("R1-R3", "smp_mb; read_lock_irqsave(invs->rwlock); begin with the TLBI of the array", this::enter);
        lock.on("R3", "the writer has finished: read_lock_irqsave(invs->rwlock)", this::lock);
        collect.on("R4", "next ATS entry of the array", this::collect).saying(this::collectText);
        result.on("R4 result", "the result of the ATC batch is " + (p7 ? "looked at" : "ignored"), this::result)
                .saying((s, c) ->
                        "the ATC batch returned " + issueCmdlist.result(s, c) + (p7 ? "" : ", which is ignored"));
        returning = exit.on("R5", "read_unlock_irqrestore, return", this::exit);
    }

    /** Whether some context holds the lock of the present array of {@code domain} for reading. */
    boolean anyReader(long[] s, int domain) {
        for (int c = 0; c < contexts.threads().size(); c++) {
            if (isReader(s, c, domain)) {
                return true;
            }
        }
        return false;
    }

    private boolean isReader(long[] s, int c, int domain) {
        return arrays.readsCurrent(s, c, domain) && !contexts.isAt(s, c, lock) && arrays.hasAts(s, c);
    }

    /**
     * Whether context {@code c} spins for a lock, as the writer or behind it, that nobody gets before a reader has given up on a
     * SYNC or has found space in the queue.
     */
    boolean isHeldUp(long[] s, int c) {
        for (int domain = 0; domain < commands.domains(); domain++) {
            boolean spins = arrays.isWriter(s, c, domain) || (domain == domain(s, c) && waitsForLock(s, c));
            if (spins && readersAreHeldUp(s, domain)) {
                return true;
            }
        }
        return false;
    }

    private boolean readersAreHeldUp(long[] s, int domain) {
        for (int c = 0; c < contexts.threads().size(); c++) {
            if (isReader(s, c, domain) && !issueCmdlist.polls(s, c) && !issueCmdlist.waitsForSpace(s, c)) {
                return false;
            }
        }
        return anyReader(s, domain);
    }

    /** Whether context {@code c} is inside an invalidation. */
    public boolean running(long[] s, int c) {
        return returnTo.isSet(s, c) && !contexts.isAt(s, c, enter);
    }

    /** True if the invalidation by context {@code c} cannot go on before a SYNC has completed, or a poll for one has ended. */
    public boolean waits(long[] s, int c) {
        return running(s, c) && (issueCmdlist.polls(s, c) || issueCmdlist.waitsForSpace(s, c) || waitsForLock(s, c));
    }

    /** Whether context {@code c} spins for the lock behind a writer. */
    private boolean waitsForLock(long[] s, int c) {
        return contexts.isAt(s, c, lock) && arrays.writerWaits(s, domain(s, c));
    }

    /**
     * Whether context {@code c} will look at the master of {@code sid} before it has finished: through an entry still before
     * it in the array, through its batch, or because it fences it. With P5 an entry is a pointer to the master, by which R4 asks for the
     * SMMU of the ASID's entry and of the next one; the entry of an ASID that several devices share points to that of the first.
     */
    public boolean usesMaster(long[] s, int c, int sid) {
        return usesMasterOfAsid(s, c, sid) || usesMasterOfAtsEntry(s, c, sid);
    }

    /** {@link #usesMaster} by the entry of the ASID. */
    public boolean usesMasterOfAsid(long[] s, int c, int sid) {
        return p5 && contexts.isAt(s, c, collect) && cur.get(s, c) == 0 && arrays.asidPointsTo(s, c, sid);
    }

    /** Whether context {@code c} reads an array that an attach, or a detach, has replaced since: no writer waits for it. */
    public boolean readsReplacedArray(long[] s, int c) {
        return running(s, c) && !arrays.readsCurrent(s, c, domain(s, c));
    }

    /** Whether some context does. */
    boolean anyReaderOfReplaced(long[] s) {
        return IntStream.range(0, contexts.threads().size()).anyMatch(c -> readsReplacedArray(s, c));
    }

    /** {@link #usesMaster} by an ATS entry, or by the batch. */
    private boolean usesMasterOfAtsEntry(long[] s, int c, int sid) {
        if (p5 && contexts.isAt(s, c, collect)) {
            for (int entry = cur.get(s, c); entry < arrays.atsEntries(s, c); entry++) {
                if (commands.sidOf(arrays.substream(s, c, entry)) == sid && !arrays.isTrash(s, c, entry)) {
                    return true;
                }
            }
        }
        return hasInBatch(s, c, sid) && p7 && !contexts.isAt(s, c, exit);
    }

    /** Whether the flush by context {@code c} has sent, or is about to send, an ATC_INV to device {@code sid}. */
    public boolean hasInBatch(long[] s, int c, int sid) {
        return (commands.sidsOf(batch.get(s, c)) >> sid & 1) != 0;
    }

    /** For properties: the device whose ATS entry R4 looks at next in context {@code c}, or -1 at the end of the array. */
    public int nextDevice(long[] s, int c) {
        int entry = cur.get(s, c);
        return entry < arrays.atsEntries(s, c) ? commands.sidOf(arrays.substream(s, c, entry)) : -1;
    }

    /** The flush returns to whoever will free the page. */
    public Step returning() {
        return returning;
    }

    /** Whether context {@code c} flushes {@code iova}, alone or with its whole domain. */
    public boolean flushes(long[] s, int c, int iova) {
        return commands.tlbiCovers(range.get(s, c), iova);
    }

    /** The paging domain that context {@code c} flushes; only while it does. */
    public int domain(long[] s, int c) {
        return commands.domainOfRange(range.get(s, c));
    }

    /** Whether context {@code c} flushes all of its domain. */
    public boolean flushesAll(long[] s, int c) {
        return range.get(s, c) >= commands.iovas();
    }

    /** Invalidates {@code iova} in the TLB and in every ATC of the domain, then goes on at {@code then}. */
    boolean call(long[] s, int c, int iova, Label then) {
        return callRange(s, c, iova, then);
    }

    /** Invalidates the whole domain of {@code iova} in the TLB and in every ATC of it, then goes on at {@code then}. */
    boolean callAll(long[] s, int c, int iova, Label then) {
        return callRange(s, c, commands.asid(commands.domainOf(iova)), then);
    }

    private boolean callRange(long[] s, int c, int tlbiRange, Label then) {
        range.set(s, c, tlbiRange);
        contexts.setReturn(s, c, returnTo, then);
        return contexts.go(s, c, enter);
    }

    private boolean enter(long[] s, int c) {
        memory.drain(s, c); // R1
        arrays.read(s, c, domain(s, c));
        boolean waits = arrays.hasAts(s, c) && arrays.writerWaits(s, domain(s, c)) && !overtakesWriters;
        return waits ? contexts.go(s, c, lock) : begin(s, c);
    }

    /** With the queued lock a reader does not overtake a writer that waits, unless it is in interrupt context. */
    private boolean lock(long[] s, int c) {
        return !waitsForLock(s, c) && begin(s, c);
    }

    private boolean begin(long[] s, int c) {
        return arrays.hasAsid(s, c)
                ? issueCmdlist.callTlbi(s, c, range.get(s, c), collect)
                : contexts.go(s, c, arrays.hasAts(s, c) ? collect : exit);
    }

    /** {@code batch_add}: a full batch is issued without a SYNC, then the command is added to the empty one. */
    private boolean collect(long[] s, int c) {
        issueCmdlist.takeTimedOut(s, c);
        int entry = cur.get(s, c);
        if (entry >= arrays.atsEntries(s, c)) {
            return submit(s, c);
        }
        int substream = arrays.substream(s, c, entry);
        cur.set(s, c, entry + 1);
        if (!arrays.isTrash(s, c, entry) && !(p6 && masters.skipped(s, commands.sidOf(substream)))) {
            int before = pending.get(s, c);
            boolean full = Integer.bitCount(before) == batchMax;
            pending.set(s, c, 1 << substream | (full ? 0 : before));
            batch.set(s, c, batch.get(s, c) | 1 << substream);
            if (full) {
                return issueCmdlist.callAtcInv(s, c, before, atcRange(s, c), false, collect);
            }
        }
        return entry + 1 < arrays.atsEntries(s, c) ? contexts.go(s, c, collect) : submit(s, c);
    }

    private String collectText(long[] s, int c) {
        int entry = cur.get(s, c);
        if (entry >= arrays.atsEntries(s, c)) {
            return "end of the array: issue what is left of the batch and a SYNC";
        }
        int substream = arrays.substream(s, c, entry);
        String name = commands.formatSubstream(substream);
        if (arrays.isTrash(s, c, entry)) {
            return "the ATS entry of " + name + " is trash: skip it";
        }
        if (p6 && masters.skipped(s, commands.sidOf(substream))) {
            return mark + " of device " + commands.sidOf(substream) + " is set: skip its ATC_INV (patch 6)";
        }
        String text = "add ATC_INV of " + name + " to the batch";
        return Integer.bitCount(pending.get(s, c)) == batchMax
                ? "the batch is full: issue it without a SYNC; then " + text
                : text;
    }

    private int atcRange(long[] s, int c) {
        return Math.min(range.get(s, c), commands.everything());
    }

    /** {@code batch_submit}: the commands that are left, and a SYNC. */
    private boolean submit(long[] s, int c) {
        int last = pending.get(s, c);
        cur.set(s, c, 0);
        pending.set(s, c, 0);
        return last == 0 ? contexts.go(s, c, exit) : issueCmdlist.callAtcInv(s, c, last, atcRange(s, c), true, result);
    }

    private boolean result(long[] s, int c) {
        boolean timedOut = issueCmdlist.takeTimedOut(s, c);
        if (!p7 || !timedOut) {
            return contexts.go(s, c, exit);
        }
        return retryPerSid.call(s, c, batch.get(s, c), atcRange(s, c), exit);
    }

    private boolean exit(long[] s, int c) {
        range.set(s, c, 0);
        batch.set(s, c, 0);
        arrays.release(s, c);
        return contexts.goBack(s, c, returnTo);
    }
}
