package cordon.model.kernel;

import com.google.common.collect.ImmutableSet;
import cordon.engine.schema.Field;
import cordon.engine.schema.Schema;
import cordon.model.Choice.FenceOrder;
import cordon.model.Patch;
import cordon.model.hardware.InvalidateRequests;
import cordon.model.hardware.StreamTable;
import cordon.model.machine.Contexts;
import cordon.model.machine.Label;
import cordon.model.machine.Program;
import cordon.model.machine.Step;

/**
 * P7, "disable": put one device into quarantine (series.md, P7). Runs inside the invalidation, with interrupts disabled
 * and no mutex.
 *
 * <pre>
 * q := STE.data[1];  STE.data[1] := q &amp; ~EATS       plain load, plain store, no lock
 * CFGI_STE(sid);  SYNC                              its result is ignored
 * ats_broken := true
 * iommu_report_device_broken(dev)
 * </pre>
 *
 * This is the order of the patch's message: fence, flag, report. With {@link FenceOrder#FLAG_FIRST} the flag is set before the load.
 * With {@link Patch#TWO_MARKS} the flag, at which attaches look, is set before the load, and {@code fenced}, at which flushes look, in its place.
 * With {@link Patch#LOCK} all of it up to the last store is under a lock of the master.
 */
public final class BlockAts {
    private static final String FUNCTION = "disable (patch 7)";

    private final Contexts contexts;
    private final StreamTable streams;
    private final InvalidateRequests requests;
    private final Masters masters;
    private final Groups groups;
    private final IssueCmdlist issueCmdlist;
    private final boolean flagFirst;
    private final boolean twoMarks;
    private final boolean locks;
    private final boolean p3;

    private final Label flag;
    private final Label load;
    private final Label store;
    private final Label mark;
    private final Label report;
    private final Step fencing;
    private final Step setFlag;
    private final Step marking;
    private final Step reporting;

    private final Field sid;
    private final Field loaded;
    private final Field returnTo;

    /** Declares the procedure. */
    public BlockAts(
            Program program,
            Contexts contexts,
            ImmutableSet<Patch> patches,
            StreamTable streams,
            InvalidateRequests requests,
            Masters masters,
            Groups groups,
            IssueCmdlist issueCmdlist,
            FenceOrder order,
            int sids) {
        this.contexts = contexts;
        this.streams = streams;
        this.requests = requests;
        this.masters = masters;
        this.groups = groups;
        this.issueCmdlist = issueCmdlist;
        this.locks = patches.contains(Patch.LOCK);
        this.twoMarks = patches.contains(Patch.TWO_MARKS);
        this.flagFirst = twoMarks || order == FenceOrder.FLAG_FIRST;
        this.p3 = patches.contains(Patch.P3);

        Schema.Builder schema = program.schema();
        sid = schema.means("P7, disable: the Stream ID that is fenced (series.md P7)")
                .upTo(sids - 1)
                .control("disable.sid", Schema.bitsFor(sids - 1), Integer::toString, contexts.threads());
        loaded = schema.means("P7, disable: word 1 of the STE as it was loaded, without EATS (series.md P7)")
                .control("disable.word1", StreamTable.WORD1_CODE_BITS, Integer::toString, contexts.threads());
        returnTo = contexts.returnAddress("disable.return", FUNCTION);

        flag = contexts.labelIrqsOff(FUNCTION);
        load = contexts.labelIrqsOff(FUNCTION);
        store = contexts.labelIrqsOff(FUNCTION);
        mark = contexts.labelIrqsOff(FUNCTION);
        report = contexts.labelIrqsOff(FUNCTION);
        setFlag = flag.on("flag", "ats_broken := true", this::setFlag)
                .saying((s, c) -> "ats_broken of device " + sid(s, c) + " := true");
        load.on("load", "load STE.data[1]", this::load).saying((s, c) -> "load STE.data[1] of sid " + sid(s, c));
        fencing = store.on("store", "store STE.data[1] without EATS", this::store)
                .saying((s, c) -> "store STE.data[1] of sid " + sid(s, c) + ", as loaded but without EATS");
        marking = !twoMarks
                ? setFlag
                : mark.on("TWO_MARKS", "master.fenced := true", this::mark)
                        .saying((s, c) -> "fenced of device " + sid(s, c) + " := true: flushes skip it from now on");
        reporting = report.on("report", "iommu_report_device_broken()", this::report)
                .saying((s, c) -> "iommu_report_device_broken(device " + sid(s, c) + ")");
    }

    /** A device is put into quarantine by a context. */
    public Step setFlag() {
        return setFlag;
    }

    /** The mark of a device is set at which flushes look. */
    public Step marking() {
        return marking;
    }

    /** A device is reported to the core. */
    public Step reporting() {
        return reporting;
    }

    /** The device that context {@code c} is putting into quarantine. */
    public int sid(long[] s, int c) {
        return sid.get(s, c);
    }

    /** A device's STE is fenced by a context. */
    public Step fencing() {
        return fencing;
    }

    /**
     * For properties: whether a context has stored the fence of {@code device} and will set its flag once the CFGI_STE and SYNC are
     * through ({@link FenceOrder#FENCE_FIRST}).
     */
    public boolean isFencedBeforeFlag(long[] s, int device) {
        for (int c = 0; c < contexts.threads().size(); c++) {
            boolean fencing = running(s, c) && sid(s, c) == device && !flagFirst;
            if (fencing && !contexts.isAt(s, c, load) && !contexts.isAt(s, c, store) && !contexts.isAt(s, c, report)) {
                return true;
            }
        }
        return false;
    }

    /** For properties: whether a context has loaded word 1 of the STE of {@code device}, and is about to store it. */
    public boolean hasLoaded(long[] s, int device) {
        for (int c = 0; c < contexts.threads().size(); c++) {
            if (running(s, c) && sid(s, c) == device && contexts.isAt(s, c, store)) {
                return true;
            }
        }
        return false;
    }

    /** Whether context {@code c} is in it. */
    public boolean running(long[] s, int c) {
        return returnTo.isSet(s, c);
    }

    /** For properties: whether some context is fencing {@code device}, and the CFGI_STE and SYNC of that fence are not through. */
    public boolean isFencing(long[] s, int device) {
        for (int c = 0; c < contexts.threads().size(); c++) {
            boolean fenced = contexts.isAt(s, c, report)
                    || contexts.isAt(s, c, mark)
                    || (contexts.isAt(s, c, flag) && !flagFirst);
            if (running(s, c) && sid(s, c) == device && !fenced) {
                return true;
            }
        }
        return false;
    }

    boolean call(long[] s, int c, int device, Label then) {
        sid.set(s, c, device);
        contexts.setReturn(s, c, returnTo, then);
        return contexts.go(s, c, flagFirst ? flag : load);
    }

    private boolean setFlag(long[] s, int c) {
        if (flagFirst && !locked(s, c)) {
            return false;
        }
        masters.setAtsBroken(s, sid(s, c), true);
        requests.settle(s, sid(s, c));
        if (!flagFirst) {
            unlock(s, c);
        }
        return contexts.go(s, c, flagFirst ? load : report);
    }

    /** LOCK: the first step takes the lock of the master. */
    private boolean locked(long[] s, int c) {
        return !locks || masters.lock(s, sid(s, c));
    }

    /** LOCK: the last store to the flag or to the STE is done. */
    private void unlock(long[] s, int c) {
        if (locks) {
            masters.unlock(s, sid(s, c));
        }
    }

    private boolean load(long[] s, int c) {
        if (!flagFirst && !locked(s, c)) {
            return false;
        }
        loaded.set(s, c, streams.word1WithoutEats(s, sid(s, c)));
        return contexts.go(s, c, store);
    }

    private boolean store(long[] s, int c) {
        streams.writeWord1WithoutEats(s, sid(s, c), loaded.get(s, c));
        loaded.set(s, c, 0);
        requests.settle(s, sid(s, c));
        if (flagFirst) {
            unlock(s, c);
        }
        Label then = flagFirst ? report : flag;
        return issueCmdlist.callCfgiSte(s, c, sid(s, c), twoMarks ? mark : then);
    }

    private boolean mark(long[] s, int c) {
        masters.setFenced(s, sid(s, c));
        return contexts.go(s, c, report);
    }

    private boolean report(long[] s, int c) {
        if (p3) {
            groups.reportDeviceBroken(s, sid(s, c));
        }
        sid.set(s, c, 0);
        return contexts.goBack(s, c, returnTo);
    }
}
