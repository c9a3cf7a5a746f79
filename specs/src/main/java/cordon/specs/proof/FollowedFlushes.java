package cordon.specs.proof;

import cordon.model.QuarantineModel;
import cordon.model.hardware.CommandQueue;
import cordon.model.hardware.Invalidations;
import cordon.model.kernel.BlockAts;
import cordon.model.kernel.DomainInvRange;
import cordon.model.kernel.IssueCmdlist;
import cordon.model.machine.Step;

/**
 * How far the flushes of the model are in the abstract protocol. Flush and page {@code c * rounds + r} are those of CPU {@code c} in its
 * round {@code r}. An ATC_INV counts as answered when the SMMU has the answer, a CMD_SYNC as completed when the TLBI or CFGI_STE before
 * it is performed: the CPU that polls for it learns of that later, and does nothing in between.
 */
final class FollowedFlushes {
    private final QuarantineProtocol protocol;
    private final QuarantineModel model;
    private final DomainInvRange flushes;
    private final BlockAts disabling;
    private final IssueCmdlist issuing;
    private final Invalidations invalidations;
    private final Step waiting;
    private final Step faulting;
    private final Step collecting;
    private final Step result;
    private final Step retrying;
    private final int devices;
    private final int rounds;

    FollowedFlushes(QuarantineProtocol protocol, QuarantineModel model, int rounds) {
        this.protocol = protocol;
        this.model = model;
        this.rounds = rounds;
        this.flushes = model.driver().domainInvRange();
        this.disabling = model.driver().blockAts();
        this.issuing = model.driver().issueCmdlist();
        this.invalidations = model.hardware().invalidations();
        this.devices = model.hardware().endpoints().count();
        this.waiting = model.step("arm_smmu_domain_inv_range R3");
        this.faulting = model.step("SMMU 4.7.3 fault SYNC");
        this.collecting = model.step("__arm_smmu_domain_inv_range R4");
        this.result = model.step("__arm_smmu_domain_inv_range R4 result");
        this.retrying = model.step("retry (patch 7) issue");
    }

    void follow(Transition taken, AbstractState is) {
        for (int cpu = 0; cpu < model.cpus(); cpu++) {
            int round = model.hardware().memory().generation(taken.before, cpu);
            if (round < rounds) {
                follow(taken, is, cpu, cpu * rounds + round);
            }
        }
    }

    private void follow(Transition taken, AbstractState is, int cpu, int f) {
        long[] after = taken.after;
        boolean returned = model.standsAt(after, cpu, model.driver().dmaUser().freeing());
        PageState page = is.get(protocol.pageState, f);
        if (model.hardware().memory().mapped(after, cpu)) {
            is.put(protocol.pageState, PageState.MAPPED, f);
        } else if (page == PageState.MAPPED) {
            is.put(protocol.pageState, PageState.CLEARED, f);
        } else if (page == PageState.CLEARED && returned) {
            is.put(protocol.pageState, PageState.FREE, f);
        }
        FlushState was = is.get(protocol.flushState, f);
        boolean running = flushes.running(after, cpu);
        if (running) {
            is.put(protocol.of, true, f, f);
        }
        for (int d = 0; d < devices; d++) {
            is.put(protocol.reads, running && model.driver().arrays().readsLiveAts(after, cpu, d), f, d);
        }
        is.put(protocol.readsAsid, running && model.driver().arrays().hasAsid(after, cpu), f);
        is.put(protocol.readsCurrent, running && model.driver().arrays().readsCurrent(after, cpu, 0), f);
        FlushState state = flushState(after, cpu, was, running, returned);
        is.put(protocol.flushState, state, f);
        boolean awaited =
                issuing.awaits(taken.before, cpu) == model.hardware().queue().cons(taken.before);
        if (taken.is(faulting) && awaited && protocol.design.isTold(state)) {
            is.put(protocol.faulted, true, f);
        }
        for (int d = 0; d < devices; d++) {
            Progress now = progress(taken, is, cpu, f, d);
            if (now != is.get(protocol.progress, f, d)) {
                comesTo(now, is, f, d);
            }
            boolean hasMarked = protocol.design.from(protocol.design.marking()).contains(now);
            if (was != state && state == FlushState.RETURNED && hasMarked) {
                is.put(protocol.unreported, false, d);
            }
        }
    }

    /** What the step of the protocol changes by which flush {@code f} comes to {@code now}. */
    private void comesTo(Progress now, AbstractState is, int f, int d) {
        boolean retried = is.get(protocol.progress, f, d) == Progress.RETRIED;
        is.put(protocol.progress, now, f, d);
        if (now == Progress.TIMED_OUT || (now == Progress.SILENT && retried)) {
            is.put(protocol.answers, false, d);
        } else if (now == Progress.REPORTED) {
            is.put(protocol.reported, true, d);
            is.put(protocol.queued, true, d);
            is.put(protocol.unreported, false, d);
        } else if (now == protocol.design.marking() && protocol.design.reports()) {
            is.put(protocol.unreported, true, d);
        }
    }

    private FlushState flushState(long[] after, int cpu, FlushState was, boolean running, boolean returned) {
        if (!running) {
            return was == FlushState.ATC && returned ? FlushState.RETURNED : was;
        }
        if (model.standsAt(after, cpu, waiting)) {
            return FlushState.POINTED;
        }
        boolean asks = model.standsAt(after, cpu, collecting) || model.standsAt(after, cpu, flushes.returning());
        return was == FlushState.ATC || asks ? FlushState.ATC : FlushState.TLBI;
    }

    private Progress progress(Transition taken, AbstractState is, int cpu, int f, int d) {
        Progress was = is.get(protocol.progress, f, d);
        boolean blamed = disabling.running(taken.after, cpu) && disabling.sid(taken.after, cpu) == d;
        switch (was) {
            case NONE -> {
                if (taken.is(collecting, cpu) && flushes.nextDevice(taken.before, cpu) == d) {
                    boolean skipped = is.is(protocol.reads, f, d);
                    return flushes.hasInBatch(taken.after, cpu, d)
                            ? Progress.COLLECTED
                            : skipped ? Progress.SKIPPED : Progress.NONE;
                }
            }
            case COLLECTED, SUBMITTED -> {
                return switch (invalidations.progress(taken.after, d, cpu)) {
                    case NONE -> answers(taken, d, cpu) ? Progress.ANSWERED : was;
                    case TIMED_OUT -> Progress.TIMED_OUT;
                    default -> Progress.SUBMITTED;
                };
            }
            case ANSWERED, TIMED_OUT -> {
                boolean untold = was == Progress.TIMED_OUT && !issuing.timedOut(taken.before, cpu);
                if (taken.is(result, cpu) && untold && protocol.design.fences()) {
                    return Progress.UNTOLD;
                }
                if (blamed) {
                    return Progress.SILENT;
                }
                if (taken.is(retrying, cpu) && issuing.invalidatesAtc(taken.after, cpu, d)) {
                    return Progress.RETRIED;
                }
            }
            case RETRIED -> {
                return blamed ? Progress.SILENT : answers(taken, d, cpu) ? Progress.ANSWERED : was;
            }
            default -> {
                return disabled(taken, was, cpu, d);
            }
        }
        return was;
    }

    /** The SMMU has the answer of {@code d} to the ATC_INV of {@code range}. */
    boolean answers(Transition taken, int d, int range) {
        Invalidations.Progress before = invalidations.progress(taken.before, d, range);
        return (before == Invalidations.Progress.SENT || before == Invalidations.Progress.RECEIVED)
                && invalidations.progress(taken.after, d, range) == Invalidations.Progress.NONE;
    }

    private Progress disabled(Transition taken, Progress was, int cpu, int d) {
        if (!disabling.running(taken.before, cpu) || disabling.sid(taken.before, cpu) != d) {
            return was;
        }
        if (taken.is(disabling.fencing(), cpu)) {
            return Progress.STORED;
        }
        if (taken.is(disabling.marking(), cpu)) {
            return protocol.design.marking();
        }
        if (taken.is(disabling.setFlag(), cpu)) {
            return Progress.FLAGGED;
        }
        if (taken.is(disabling.reporting(), cpu) && protocol.design.reports()) {
            return Progress.REPORTED;
        }
        return was == Progress.STORED && isPerformed(taken.after, cpu, d) ? Progress.SYNCED : was;
    }

    /** The CFGI_STE for {@code d} that {@code thread} has issued, or is issuing, is performed. */
    boolean isPerformed(long[] after, int thread, int d) {
        CommandQueue queue = model.hardware().queue();
        int sync = issuing.awaits(after, thread);
        boolean consumed =
                sync >= 0 && (queue.cons(after) == sync || queue.arithmetic().consumed(queue.cons(after), sync));
        return !issuing.running(after, thread)
                || (consumed && !model.hardware().processor().performingCfgi(after, d));
    }
}
