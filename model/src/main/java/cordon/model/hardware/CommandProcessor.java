package cordon.model.hardware;

import cordon.engine.schema.Field;
import cordon.engine.schema.Index;
import cordon.model.Choice.FetchAborts;
import cordon.model.Choice.SyncPolicy;
import cordon.model.Choice.SyncPoll;
import cordon.model.hardware.Command.Opcode;
import cordon.model.hardware.Invalidations.Progress;
import cordon.model.machine.Program;
import cordon.model.machine.Step.Condition;

/**
 * The part of the SMMU that consumes the command queue (smmu.md A.3, A.4, A.5; the sections of the SMMUv3
 * specification are in the names of the steps).
 *
 * <p>Consuming a command that is not a CMD_SYNC guarantees nothing: TLBI, CFGI_STE and CFGI_CD are performed in any order later,
 * an ATC_INV leaves for its device. A CMD_SYNC stays at CONS until all of that is done, and only one is executed at a
 * time.
 */
public final class CommandProcessor {
    /** The lane of the SMMU. */
    public static final String LANE = "SMMU";

    private final CommandQueue queue;
    private final GlobalError error;
    private final StreamTable streams;
    private final Memory memory;
    private final Invalidations invalidations;
    private final InvalidateRequests requests;
    private final PostedDma posted;
    private final SyncMsi msi;
    private final SyncPolicy syncPolicy;
    private final SyncPoll syncPoll;
    private final int itags;

    private final Field tlbiPending;
    private final Field cfgiPending;
    private final Field cfgiCdPending;
    private final Field fetchAborted;

    /** Declares the fields and the steps. */
    public CommandProcessor(
            Program program,
            Index sid,
            Index substream,
            CommandQueue queue,
            GlobalError error,
            StreamTable streams,
            Memory memory,
            Invalidations invalidations,
            InvalidateRequests requests,
            PostedDma posted,
            SyncMsi msi,
            SyncPolicy syncPolicy,
            SyncPoll syncPoll,
            int itags,
            FetchAborts fetchAborts) {
        this.queue = queue;
        this.error = error;
        this.streams = streams;
        this.memory = memory;
        this.invalidations = invalidations;
        this.requests = requests;
        this.posted = posted;
        this.msi = msi;
        this.syncPolicy = syncPolicy;
        this.syncPoll = syncPoll;
        this.itags = itags;
        Index range = new Index("range", queue.commands().ranges());
        tlbiPending = program.schema()
                .means("whether a TLBI is consumed and not yet performed (smmu.md A.3)")
                .flag("inflight.TLBI", range);
        cfgiPending = program.schema()
                .means("whether a CFGI_STE is consumed and not yet performed (smmu.md A.3)")
                .flag("inflight.CFGI_STE", sid);
        cfgiCdPending = program.schema()
                .means("whether a CFGI_CD is consumed and not yet performed (smmu.md A.3)")
                .flag("inflight.CFGI_CD", substream);

        program.free(v -> LANE, "SMMU 4.1", "consume", 1, v -> "consume the command at CONS", this::consume)
                .saying((s, v) -> queue.commands().opcode(queue.atCons(s)) == Opcode.ILLEGAL
                        ? "stop at " + atCons(s) + ", write CMDQ_CONS.ERR"
                        : "consume " + atCons(s));
        program.free(
                        v -> LANE,
                        "SMMU 4.8",
                        "perform TLBI",
                        range.size(),
                        i -> "perform "
                                + queue.commands().format(queue.commands().tlbi(i)),
                        this::performTlbi)
                .needing(tlbiPending);
        program.free(
                        v -> LANE,
                        "SMMU 4.8",
                        "perform CFGI_STE",
                        sid.size(),
                        i -> "perform CFGI_STE of sid " + i,
                        this::performCfgi)
                .needing(cfgiPending);
        program.free(
                        v -> LANE,
                        "SMMU 4.8",
                        "perform CFGI_CD",
                        substream.size(),
                        i -> "perform CFGI_CD of " + queue.commands().formatSubstream(i),
                        this::performCfgiCd)
                .needing(cfgiCdPending);
        Condition atSync = this::atSync;
        program.free(
                        v -> LANE,
                        "SMMU 4.7.3",
                        "complete SYNC",
                        1,
                        v -> "the CMD_SYNC at CONS completes",
                        this::completeSync)
                .saying((s, v) -> atCons(s) + " completes: nothing that came before it is outstanding")
                .needing(atSync);
        program.free(
                        v -> LANE,
                        "SMMU 4.7.3",
                        "fault SYNC",
                        1,
                        v -> "the CMD_SYNC at CONS faults: an ATC_INV before it timed out; write CMDQ_CONS.ERR"
                                + (syncPolicy == SyncPolicy.DROP ? " and forget the ATC_INV" : ""),
                        this::faultSync)
                .needing(invalidations.outstanding())
                .needing(atSync);
        fetchAborted = program.schema()
                .means("whether the one fetch of a command that aborts has been (smmu.md A.4)")
                .flag("fetchAborted");
        if (fetchAborts == FetchAborts.ONCE) {
            program.free(
                            v -> LANE,
                            "SMMU 7.1",
                            "fetch aborts",
                            1,
                            v -> "the fetch of the command at CONS is aborted: write CMDQ_CONS.ERR",
                            this::abortFetch)
                    .asVoluntary();
        }
        program.free(v -> LANE, "SMMU 7.1", "report", 1, v -> "toggle GERROR, send the GERROR interrupt", this::signal)
                .needing(queue.errors());
    }

    /** Whether consumed TLBI, CFGI_STE or CFGI_CD commands are still to be performed. */
    public boolean performing(long[] s) {
        return tlbiPending.anySet(s) || cfgiPending.anySet(s) || cfgiCdPending.anySet(s);
    }

    /** Whether the TLBI of {@code range} was consumed but not yet performed. */
    public boolean performingTlbi(long[] s, int range) {
        return tlbiPending.isSet(s, range);
    }

    /** Whether a CFGI_STE of {@code sid} was consumed but not yet performed. */
    public boolean performingCfgi(long[] s, int sid) {
        return cfgiPending.isSet(s, sid);
    }

    /** Whether a CFGI_CD of {@code substream} is consumed and not yet performed. */
    public boolean performingCfgiCd(long[] s, int substream) {
        return cfgiCdPending.isSet(s, substream);
    }

    /** Whether something that takes microseconds and needs no answer is still to happen. */
    public boolean busy(long[] s) {
        return performing(s) || msi.anyOnItsWay(s) || posted.any(s);
    }

    /** Whether the SMMU is at a CMD_SYNC and not halted by an error. */
    public boolean atSync(long[] s) {
        return queue.atCons(s) == Command.SYNC && !halted(s);
    }

    private String atCons(long[] s) {
        return "slot " + queue.arithmetic().idx(queue.cons(s)) + ", "
                + queue.commands().format(queue.atCons(s));
    }

    /** Nothing is consumed from the moment ERR is written until software acknowledges. */
    private boolean halted(long[] s) {
        return error.active(s) || queue.err(s) != CommandQueue.CERROR_NONE;
    }

    private boolean consume(long[] s, int unused) {
        if (halted(s)) {
            return false;
        }
        int command = queue.atCons(s);
        switch (queue.commands().opcode(command)) {
            case TLBI -> tlbiPending.set(s, queue.commands().range(command), 1);
            case CFGI_STE -> cfgiPending.set(s, queue.commands().sid(command), 1);
            case CFGI_CD -> cfgiCdPending.set(s, queue.commands().substream(command), 1);
            case ATC_INV -> {
                if (itags > 0 && invalidations.unanswered(s) >= itags) {
                    return false;
                }
                requests.send(
                        s, queue.commands().substream(command), queue.commands().range(command));
            }
            case ILLEGAL -> {
                queue.setErr(s, CommandQueue.CERROR_ILL);
                return true;
            }
            case SYNC, NONE -> {
                return false;
            }
        }
        queue.consume(s);
        return true;
    }

    private boolean abortFetch(long[] s, int unused) {
        if (halted(s) || queue.empty(s) || fetchAborted.isSet(s)) {
            return false;
        }
        fetchAborted.set(s, 1);
        queue.setErr(s, CommandQueue.CERROR_ABT);
        return true;
    }

    private boolean performTlbi(long[] s, int range) {
        if (!tlbiPending.isSet(s, range)) {
            return false;
        }
        tlbiPending.set(s, range, 0);
        for (int iova = 0; iova < memory.pages(); iova++) {
            if (queue.commands().tlbiCovers(range, iova)) {
                memory.invalidateTlb(s, iova);
            }
        }
        return true;
    }

    private boolean performCfgi(long[] s, int sid) {
        if (!cfgiPending.isSet(s, sid)) {
            return false;
        }
        cfgiPending.set(s, sid, 0);
        streams.invalidate(s, sid);
        return true;
    }

    private boolean performCfgiCd(long[] s, int substream) {
        if (!cfgiCdPending.isSet(s, substream)) {
            return false;
        }
        cfgiCdPending.set(s, substream, 0);
        streams.descriptors().invalidate(s, substream);
        return true;
    }

    private boolean completeSync(long[] s, int unused) {
        if (!atSync(s)
                || performing(s)
                || posted.any(s)
                || invalidations.any(s, Progress.SENT)
                || invalidations.any(s, Progress.RECEIVED)
                || invalidations.any(s, Progress.LOST)
                || (syncPolicy != SyncPolicy.SILENT && invalidations.any(s, Progress.TIMED_OUT))) {
            return false;
        }
        invalidations.dropTimedOut(s);
        if (syncPoll == SyncPoll.MSI) {
            msi.send(s, queue.arithmetic().idx(queue.cons(s)));
        }
        queue.consume(s);
        return true;
    }

    /** CONS stays at the CMD_SYNC; which ATC_INV it was is not reported. */
    private boolean faultSync(long[] s, int unused) {
        boolean reports = syncPolicy == SyncPolicy.DROP || syncPolicy == SyncPolicy.STICKY;
        if (!reports || !atSync(s) || !invalidations.any(s, Progress.TIMED_OUT)) {
            return false;
        }
        queue.setErr(s, CommandQueue.CERROR_ATC_INV_SYNC);
        if (syncPolicy == SyncPolicy.DROP) {
            invalidations.dropTimedOut(s);
        }
        return true;
    }

    private boolean signal(long[] s, int unused) {
        if (error.active(s) || queue.err(s) == CommandQueue.CERROR_NONE) {
            return false;
        }
        error.report(s);
        return true;
    }
}
