package cordon.specs.proof;

import static cordon.symbolic.Formula.and;
import static cordon.symbolic.Formula.exists;
import static cordon.symbolic.Formula.forall;
import static cordon.symbolic.Formula.not;
import static cordon.symbolic.Formula.or;
import static cordon.symbolic.Formula.same;

import cordon.model.Patch;
import cordon.symbolic.Formula;
import java.util.List;

/**
 * The flushes of a domain, each of one page: {@code arm_smmu_domain_inv_range} with P7. An ATC_INV is answered or times out, whatever the
 * device did before. The CMD_SYNC of a batch faults exactly if an ATC_INV of that batch times out, and its issuer is told; every other
 * CMD_SYNC completes. A device that answers has discarded the Translation Completions of the page that were under way.
 */
abstract class FlushSteps extends HardwareSteps {

    FlushSteps(ProtocolDesign design) {
        super(design);
        flushes();
        if (design.has(Patch.P7)) {
            retry();
            disable();
        }
        step("return", f, p)
                .when(and(flushState.is(FlushState.ATC, f), of.of(f, p), forall(settled(), d)))
                .put(flushState, FlushState.RETURNED, f)
                .put(pageState, PageState.FREE, p)
                .clear(reads, f, e)
                .clear(readsAsid, f)
                .clear(readsCurrent, f)
                .saying("{f} returns, and {p} is given to somebody else");
    }

    /** As far as {@code f} has to come with {@code d} before it returns. */
    final Formula settled() {
        return or(progress.in(design.settled(), f, d), and(progress.is(Progress.NONE, f, d), not(reads.of(f, d))));
    }

    private void flushes() {
        step("begin", f, p)
                .when(and(
                        flushState.is(FlushState.IDLE, f),
                        pageState.is(PageState.CLEARED, p),
                        forall(not(of.of(g, p)), g)))
                .put(flushState, FlushState.POINTED, f)
                .set(of, f, p)
                .copy(listed.of(d), reads, f, d)
                .copy(exists(counted.of(d), d), readsAsid, f)
                .set(readsCurrent, f)
                .saying("{f} is to flush {p}: it takes the array of the domain");
        step("lock the array", f)
                .when(and(flushState.is(FlushState.POINTED, f), readsAsid.of(f)))
                .put(flushState, FlushState.TLBI, f)
                .saying("{f} has the lock of its array, and issues a TLBI");
        if (!design.beside().isEmpty()) {
            step("find no device", f)
                    .when(and(flushState.is(FlushState.POINTED, f), not(readsAsid.of(f))))
                    .put(flushState, FlushState.ATC, f)
                    .saying("the array of {f} has no ASID: there is no TLBI");
        }
        step("TLBI", f, p)
                .when(and(flushState.is(FlushState.TLBI, f), of.of(f, p)))
                .put(flushState, FlushState.ATC, f)
                .clear(tlb, p)
                .saying("the TLBI of {f} is performed, and its CMD_SYNC completes");
        boolean looks = design.has(Patch.P6);
        if (looks) {
            step("skip", f, d)
                    .when(and(at(Progress.NONE), reads.of(f, d), suppressed.of(d)))
                    .put(progress, Progress.SKIPPED, f, d)
                    .saying("{f} finds " + suppressed + " of {d} set, and sends it no ATC_INV");
        }
        step("collect", f, d)
                .when(and(at(Progress.NONE), reads.of(f, d), looks ? not(suppressed.of(d)) : Formula.TRUE))
                .put(progress, Progress.COLLECTED, f, d)
                .saying("{f} puts an ATC_INV for {d} into its batch");
        step("submit", f, d)
                .when(at(Progress.COLLECTED))
                .put(progress, Progress.SUBMITTED, f, d)
                .saying("the ATC_INV of {f} for {d} is sent");
        answers("answer", Progress.SUBMITTED);
        step("time out", f, d)
                .when(at(Progress.SUBMITTED))
                .put(progress, Progress.TIMED_OUT, f, d)
                .saying("the ATC_INV of {f} for {d} times out");
    }

    private void answers(String name, Progress asked) {
        step(name, f, d, p)
                .when(and(at(asked), of.of(f, p)))
                .put(progress, Progress.ANSWERED, f, d)
                .clear(atc, d, p)
                .clear(completion, d, p)
                .saying("{d} drops {p}, and what is under way of it, and answers the ATC_INV of {f}");
    }

    /** P7: after a batch that timed out, each device of it is asked again, alone, or the whole batch is taken for silent. */
    private void retry() {
        step("fault", f)
                .when(and(flushState.is(FlushState.ATC, f), exists(progress.is(Progress.TIMED_OUT, f, d), d)))
                .set(faulted, f)
                .saying("the CMD_SYNC of {f} faults, and {f} is told");
        if (design.tellsAnother()) {
            step("fault for another", f, g)
                    .when(and(
                            flushState.in(FlushState.LOCKED, f),
                            not(same(f, g)),
                            exists(progress.is(Progress.TIMED_OUT, g, d), d)))
                    .set(faulted, f)
                    .saying("the CMD_SYNC of {f} faults for an ATC_INV of {g}, and {f} is told");
            step("go on", f, d)
                    .when(and(at(Progress.TIMED_OUT), exists(and(faulted.of(g), not(same(f, g))), g)))
                    .put(progress, Progress.UNTOLD, f, d)
                    .saying("the CMD_SYNC of {f} completes, although the ATC_INV for {d} has timed out");
        }
        Formula ofBatch = and(
                flushState.is(FlushState.ATC, f),
                faulted.of(f),
                progress.in(List.of(Progress.ANSWERED, Progress.TIMED_OUT), f, d));
        if (design.blamesAll()) {
            step("blame", f, d)
                    .when(ofBatch)
                    .put(progress, Progress.SILENT, f, d)
                    .saying("the batch of {f} has timed out: {d} is taken for silent");
            return;
        }
        step("retry", f, d)
                .when(ofBatch)
                .put(progress, Progress.RETRIED, f, d)
                .saying("the batch of {f} has timed out: {d} is asked again, alone");
        answers("answer the retry", Progress.RETRIED);
        step("time out again", f, d)
                .when(at(Progress.RETRIED))
                .put(progress, Progress.SILENT, f, d)
                .saying("the retry of {f} for {d} times out");
    }

    /** P7: fence, flag and report. */
    private void disable() {
        step("store", f, d)
                .when(and(at(design.before(Progress.STORED)), takesLock(Progress.STORED)))
                .put(progress, Progress.STORED, f, d)
                .clear(eats, d)
                .saying("{f} stores the STE of {d} without EATS");
        step("SYNC", f, d)
                .when(at(design.before(Progress.SYNCED)))
                .put(progress, Progress.SYNCED, f, d)
                .copy(entryLets(), cachedEats, d)
                .saying("the CFGI_STE of {f} for {d} is performed, and its CMD_SYNC completes");
        step("flag", f, d)
                .when(and(at(design.before(Progress.FLAGGED)), takesLock(Progress.FLAGGED)))
                .put(progress, Progress.FLAGGED, f, d)
                .set(broken, d)
                .saying("{f} sets ats_broken of {d}");
        if (design.has(Repair.TWO_MARKS)) {
            step("mark", f, d)
                    .when(at(design.before(Progress.MARKED)))
                    .put(progress, Progress.MARKED, f, d)
                    .set(suppressed, d)
                    .saying("{f} marks {d} as fenced");
        }
        if (design.has(Patch.P3)) {
            step("report", f, d)
                    .when(at(design.before(Progress.REPORTED)))
                    .put(progress, Progress.REPORTED, f, d)
                    .set(reported, d)
                    .set(queued, d)
                    .saying("{f} reports {d} to the IOMMU core");
        }
    }

    /** The first store of P7 takes the lock of the master, if there is one. */
    private Formula takesLock(Progress store) {
        boolean takes = design.has(Repair.LOCK) && design.before(store) == Progress.SILENT;
        return takes ? and(not(task.in(Task.LOCKED, d)), noFlushHolds()) : Formula.TRUE;
    }

    /** No flush has the lock of the master. */
    final Formula noFlushHolds() {
        return forall(not(and(flushState.is(FlushState.ATC, g), progress.in(design.locked(), g, d))), g);
    }

    private Formula at(Progress value) {
        return and(flushState.is(FlushState.ATC, f), progress.is(value, f, d));
    }
}
