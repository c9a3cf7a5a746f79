package cordon.model.kernel;

import com.google.common.collect.ImmutableSet;
import cordon.engine.schema.Field;
import cordon.engine.schema.Index;
import cordon.engine.schema.Schema;
import cordon.model.Parameter.RetryStrategy;
import cordon.model.Patch;
import cordon.model.machine.Contexts;
import cordon.model.machine.Label;
import cordon.model.machine.Program;
import cordon.model.machine.Step;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code arm_smmu_domain_inv_range} over the invs array of the one domain: {@code [S1_ASID, ATS sid 0, ATS sid 1, ...]}
 * (smmu.md C.6), with what P6 and P7 add to it.
 *
 * <pre>
 * R1 smp_mb
 * R2 rcu_read_lock; a = rcu_dereference(d.invs)
 * R3 read_lock_irqsave(a.rwlock)
 * R4 TLBI, SYNC; then for each ATS entry: skip if ats_broken (P6), else add its ATC_INV; SYNC
 *    result -ETIMEDOUT (P7): retry to find the silent devices, block ATS for each
 * R5 unlock, rcu_read_unlock
 * </pre>
 *
 * The base ignores the result. Nothing attaches, so the array is never replaced and R1 to R3 are one step; a device may be
 * detached, which makes its entry trash in place.
 */
public final class DomainInvRange {
    private static final String OUTER = "arm_smmu_domain_inv_range";
    private static final String INNER = "__arm_smmu_domain_inv_range";
    private static final String RETRY = "retry (patch 7)";

    private final Contexts contexts;
    private final Masters masters;
    private final IssueCmdlist issueCmdlist;
    private final BlockAts blockAts;
    private final SilentDeviceSearch search;
    private final int devices;
    private final int batchMax;
    private final boolean p6;
    private final boolean p7;

    private final Label enter;
    private final Label collect;
    private final Label result;
    private final Label retry;
    private final Label retryResult;
    private final Label exit;
    private final Label blocked;

    private final Step returning;

    private final Field atsUsers;
    private final Field iova;
    private final Field cur;
    private final Field pending;
    private final Field batch;
    private final Field probe;
    private final Field returnTo;

    /** Declares the procedure. */
    public DomainInvRange(
            Program program,
            Contexts contexts,
            ImmutableSet<Patch> patches,
            Masters masters,
            IssueCmdlist issueCmdlist,
            BlockAts blockAts,
            RetryStrategy retryStrategy,
            int devices,
            int iovas,
            int batchMax) {
        this.contexts = contexts;
        this.masters = masters;
        this.issueCmdlist = issueCmdlist;
        this.blockAts = blockAts;
        this.search = new SilentDeviceSearch(retryStrategy);
        this.devices = devices;
        this.batchMax = batchMax;
        this.p6 = patches.contains(Patch.P6);
        this.p7 = patches.contains(Patch.P7);

        Schema.Builder schema = program.schema();
        Index cpu = contexts.threads();
        atsUsers = schema.flag("invs.users", new Index("sid", devices));
        iova = schema.control("inv.iova", Schema.bitsFor(iovas - 1), Integer::toString, cpu);
        cur = schema.control("inv.cur", Schema.bitsFor(devices), Integer::toString, cpu);
        pending = schema.control("inv.pending", devices, DomainInvRange::sids, cpu);
        batch = schema.control("inv.batch", devices, DomainInvRange::sids, cpu);
        probe = schema.control("inv.probe", devices, DomainInvRange::sids, cpu);
        returnTo = contexts.returnAddress("inv.return");

        enter = contexts.label(OUTER);
        collect = contexts.labelIrqsOff(INNER);
        result = contexts.labelIrqsOff(INNER);
        retry = contexts.labelIrqsOff(RETRY);
        retryResult = contexts.labelIrqsOff(RETRY);
        blocked = contexts.labelIrqsOff(RETRY);
        exit = contexts.labelIrqsOff(OUTER);

        enter.on("R1-R3", "smp_mb; read_lock_irqsave(invs->rwlock); begin with the TLBI of the array", this::enter);
        collect.on("R4", "next ATS entry of the array", this::collect).saying(this::collectText);
        result.on("R4 result", "the result of the ATC batch is " + (p7 ? "looked at" : "ignored"), this::result)
                .saying((s, c) ->
                        "the ATC batch returned " + issueCmdlist.result(s, c) + (p7 ? "" : ", which is ignored"));
        retry.on("issue", "issue the ATC_INV of the next Stream ID again, SYNC", this::retry)
                .saying((s, c) -> "issue the ATC_INV of sid " + sids(probe.get(s, c)) + " again, alone with a SYNC");
        retryResult
                .on("result", "look at the result of the retry", this::retryResult)
                .saying((s, c) ->
                        "the retry of sid " + sids(probe.get(s, c)) + " returned " + issueCmdlist.result(s, c));
        blocked.on("blocked", "device blocked; go on with the batch", this::blocked);
        returning = exit.on("R5", "read_unlock_irqrestore, return", this::exit);
    }

    /** The array after the devices were attached: one user of each ATS entry. */
    public void initialise(long[] s) {
        for (int sid = 0; sid < devices; sid++) {
            atsUsers.set(s, sid, 1);
        }
    }

    /** {@code arm_smmu_invs_unref} of the ATS entry of {@code sid}: it becomes trash, which readers skip. */
    void dropAtsEntry(long[] s, int sid) {
        atsUsers.set(s, sid, 0);
    }

    /** Whether some context holds invs->rwlock for reading. */
    boolean anyReader(long[] s) {
        for (int c = 0; c < contexts.threads().size(); c++) {
            if (returnTo.isSet(s, c) && !contexts.isAt(s, c, enter)) {
                return true;
            }
        }
        return false;
    }

    /** The flush returns to whoever will free the page. */
    public Step returning() {
        return returning;
    }

    /** The page that context {@code c} flushes. */
    public int iova(long[] s, int c) {
        return iova.get(s, c);
    }

    /** Invalidates {@code page} in the TLB and in every ATC of the domain, then goes on at {@code then}. */
    boolean call(long[] s, int c, int page, Label then) {
        iova.set(s, c, page);
        contexts.setReturn(s, c, returnTo, then);
        return contexts.go(s, c, enter);
    }

    private boolean enter(long[] s, int c) {
        return issueCmdlist.callTlbi(s, c, iova.get(s, c), collect);
    }

    /** {@code batch_add}: a full batch is issued without a SYNC, then the command is added to the empty one. */
    private boolean collect(long[] s, int c) {
        issueCmdlist.takeTimedOut(s, c);
        int sid = cur.get(s, c);
        if (sid == devices) {
            return submit(s, c);
        }
        cur.set(s, c, sid + 1);
        if (atsUsers.isSet(s, sid) && !(p6 && masters.atsBroken(s, sid))) {
            int before = pending.get(s, c);
            boolean full = Integer.bitCount(before) == batchMax;
            pending.set(s, c, 1 << sid | (full ? 0 : before));
            batch.set(s, c, batch.get(s, c) | 1 << sid);
            if (full) {
                return issueCmdlist.callAtcInv(s, c, before, iova.get(s, c), false, collect);
            }
        }
        return sid + 1 < devices ? contexts.go(s, c, collect) : submit(s, c);
    }

    private String collectText(long[] s, int c) {
        int sid = cur.get(s, c);
        if (sid == devices) {
            return "end of the array: issue the rest of the batch and a SYNC";
        }
        if (!atsUsers.isSet(s, sid)) {
            return "the ATS entry of sid " + sid + " is trash: skip it";
        }
        if (p6 && masters.atsBroken(s, sid)) {
            return "ats_broken of device " + sid + " is set: skip its ATC_INV (patch 6)";
        }
        String text = "add ATC_INV of sid " + sid + " to the batch";
        return Integer.bitCount(pending.get(s, c)) == batchMax
                ? "the batch is full: issue it without a SYNC; then " + text
                : text;
    }

    private static String sids(int set) {
        List<String> members = new ArrayList<>();
        for (int left = set; left != 0; left &= left - 1) {
            members.add(Integer.toString(Integer.numberOfTrailingZeros(left)));
        }
        return String.join(", ", members);
    }

    /** {@code batch_submit}: the commands that are left, and a SYNC. */
    private boolean submit(long[] s, int c) {
        int last = pending.get(s, c);
        cur.set(s, c, 0);
        pending.set(s, c, 0);
        return last == 0 ? contexts.go(s, c, exit) : issueCmdlist.callAtcInv(s, c, last, iova.get(s, c), true, result);
    }

    private boolean result(long[] s, int c) {
        boolean timedOut = issueCmdlist.takeTimedOut(s, c);
        if (!p7 || !timedOut) {
            return contexts.go(s, c, exit);
        }
        return probe(s, c, search.first(batch.get(s, c)));
    }

    /** Goes on with the search at {@code subset}; 0 ends it. */
    private boolean probe(long[] s, int c, int subset) {
        probe.set(s, c, subset);
        if (subset == 0) {
            return contexts.go(s, c, exit);
        }
        return search.needsRetry(batch.get(s, c), subset) ? contexts.go(s, c, retry) : silent(s, c);
    }

    private boolean retry(long[] s, int c) {
        return issueCmdlist.callAtcInv(s, c, probe.get(s, c), iova.get(s, c), true, retryResult);
    }

    private boolean retryResult(long[] s, int c) {
        return issueCmdlist.takeTimedOut(s, c)
                ? silent(s, c)
                : probe(s, c, search.next(batch.get(s, c), probe.get(s, c)));
    }

    /** The probe was not answered: its only device is to be blocked, or it is to be narrowed down. */
    private boolean silent(long[] s, int c) {
        int subset = probe.get(s, c);
        return Integer.bitCount(subset) == 1
                ? blockAts.call(s, c, Integer.numberOfTrailingZeros(subset), blocked)
                : probe(s, c, search.narrow(subset));
    }

    private boolean blocked(long[] s, int c) {
        issueCmdlist.takeTimedOut(s, c);
        return probe(s, c, search.next(batch.get(s, c), probe.get(s, c)));
    }

    private boolean exit(long[] s, int c) {
        iova.set(s, c, 0);
        batch.set(s, c, 0);
        return contexts.goBack(s, c, returnTo);
    }
}
