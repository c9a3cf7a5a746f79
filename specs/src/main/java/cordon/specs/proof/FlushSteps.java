package cordon.specs.proof;

import static cordon.symbolic.Formula.and;
import static cordon.symbolic.Formula.exists;
import static cordon.symbolic.Formula.forall;
import static cordon.symbolic.Formula.not;
import static cordon.symbolic.Formula.or;
import static cordon.symbolic.Formula.same;

import cordon.model.Patch;
import cordon.symbolic.Formula;
import cordon.symbolic.Step;
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
                .clearWhere(progress.in(design.from(design.marking()), f, e), unreported, e)
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
        if (design.has(Trait.GIVES_UP)) {
            step("give up the TLBI", f)
                    .when(flushState.is(FlushState.TLBI, f))
                    .put(flushState, FlushState.ATC, f)
                    .saying("{f} gives up waiting for the CMD_SYNC of its TLBI, and goes on");
        }
        boolean looks = design.has(Patch.P6);
        if (looks) {
            step("skip", f, d)
                    .when(and(at(Progress.NONE), reads.of(f, d), mayFindMark()))
                    .put(progress, Progress.SKIPPED, f, d)
                    .saying("{f} finds " + suppressed + " of {d} set, and sends it no ATC_INV");
        }
        step("collect", f, d)
                .when(and(at(Progress.NONE), reads.of(f, d), looks ? mayMissMark() : Formula.TRUE))
                .put(progress, Progress.COLLECTED, f, d)
                .copy(suppressed.of(d), late, f, d)
                .saying("{f} puts an ATC_INV for {d} into its batch");
        go("submit", Progress.COLLECTED, Progress.SUBMITTED).saying("the ATC_INV of {f} for {d} is sent");
        answers("answer", Progress.SUBMITTED);
        go("time out", Progress.SUBMITTED, Progress.TIMED_OUT)
                .clear(answers, d)
                .saying("the ATC_INV of {f} for {d} times out");
        if (design.has(Trait.GIVES_UP)) {
            go("give up the ATC_INV", Progress.SUBMITTED, Progress.TIMED_OUT)
                    .saying("{f} gives up waiting for the CMD_SYNC of its batch; {d} answers later");
        }
    }

    /** An array that was replaced may have marks of its own, and lack those that were set since. */
    private Formula mayFindMark() {
        return design.has(Trait.MARKS_ENTRIES)
                ? or(suppressed.of(d), and(not(readsCurrent.of(f)), markedBefore.of(d)))
                : suppressed.of(d);
    }

    private Formula mayMissMark() {
        return design.has(Trait.MARKS_ENTRIES)
                ? or(not(suppressed.of(d)), not(readsCurrent.of(f)))
                : not(suppressed.of(d));
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
        if (design.has(Trait.TELLS_NOBODY)) {
            go("hide the fault", Progress.TIMED_OUT, Progress.UNTOLD)
                    .saying(
                            "the CMD_SYNC of {f} completes without an error, although the ATC_INV for {d} has timed out");
            return;
        }
        step("fault", f)
                .when(and(flushState.is(FlushState.ATC, f), exists(progress.is(Progress.TIMED_OUT, f, d), d)))
                .set(faulted, f)
                .saying("the CMD_SYNC of {f} faults, and {f} is told");
        if (design.has(Trait.TELLS_ANOTHER)) {
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
        if (design.has(Trait.BLAMES_ALL)) {
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
        go("time out again", Progress.RETRIED, Progress.SILENT)
                .clear(answers, d)
                .saying("the retry of {f} for {d} times out");
        if (design.has(Trait.TELLS_ANOTHER)) {
            step("fault the retry for another", f, d, g)
                    .when(and(
                            at(Progress.RETRIED),
                            not(same(f, g)),
                            exists(
                                    or(
                                            progress.in(List.of(Progress.UNTOLD, Progress.RETRIED), g, e),
                                            progress.in(design.suspecting(), g, e)),
                                    e)))
                    .put(progress, Progress.SILENT, f, d)
                    .saying("the CMD_SYNC of the retry of {f} faults for an ATC_INV of {g}: {d} is taken for silent");
        }
        if (design.has(Trait.GIVES_UP)) {
            go("give up the retry", Progress.RETRIED, Progress.SILENT)
                    .saying("{f} gives up waiting for the CMD_SYNC of its retry; {d} answers later");
        }
    }

    /** P7: fence, flag and report, or what the design has in its place. */
    private void disable() {
        for (Progress to : design.steps()) {
            Step step = go("flush: " + to, design.before(to), to).when(takesLock(to));
            disabling(step, to, "{f}", readsCurrent.of(f));
            if (to == Progress.SYNCED && design.has(Trait.GIVES_UP)) {
                go("give up the SYNC", design.before(to), to)
                        .when(takesLock(to))
                        .saying("{f} gives up waiting for the CMD_SYNC of the fence of {d}, and goes on");
            }
        }
    }

    /**
     * Makes {@code step} what P7 does to come {@code to}.
     *
     * @param who does it, in words
     * @param inCurrent whether it has the array of the domain, and no older one
     */
    final void disabling(Step step, Progress to, String who, Formula inCurrent) {
        switch (to) {
            case TURNED_OFF -> step.clear(ats, d).saying(who + " turns ATS off at {d}");
            case STORED -> step.clear(eats, d).saying(who + " stores the STE of {d} without EATS");
            case SYNCED ->
                step.copy(entryLets(), cachedEats, d)
                        .saying("the CFGI_STE of " + who + " for {d} is performed, and its CMD_SYNC completes");
            case FLAGGED -> step.set(broken, d).saying(who + " sets ats_broken of {d}");
            case MARKED -> mark(step, inCurrent).saying(who + " marks {d} as fenced");
            case REPORTED ->
                step.set(reported, d)
                        .clear(unreported, d)
                        .set(queued, d)
                        .saying(who + " reports {d} to the IOMMU core");
            default -> throw new IllegalArgumentException(to + " is no step of P7");
        }
        if (to == Progress.FLAGGED && design.from(Progress.STORED).contains(to)) {
            step.setWhere(eats.of(d), reopened, d);
        }
        if (to == design.marking() && design.has(Patch.P3)) {
            step.set(unreported, d);
        }
    }

    private Step mark(Step step, Formula inCurrent) {
        return design.has(Trait.MARKS_ENTRIES)
                ? step.setWhere(inCurrent, suppressed, d).setWhere(not(inCurrent), markedBefore, d)
                : step.set(suppressed, d);
    }

    /** The first store of P7 takes the lock of the master, if there is one. */
    private Formula takesLock(Progress store) {
        boolean takes = design.has(Patch.LOCK) && design.before(store) == Progress.SILENT;
        return takes
                ? and(not(task.in(Task.LOCKED, d)), not(fencing.in(design.locked(), d)), noFlushHolds())
                : Formula.TRUE;
    }

    /** No flush has the lock of the master. */
    final Formula noFlushHolds() {
        return forall(not(and(flushState.is(FlushState.ATC, g), progress.in(design.locked(), g, d))), g);
    }

    /** A flush comes from {@code from} to {@code to} with a device. */
    private Step go(String name, Progress from, Progress to) {
        return step(name, f, d).when(at(from)).put(progress, to, f, d);
    }

    private Formula at(Progress value) {
        return and(flushState.is(FlushState.ATC, f), progress.is(value, f, d));
    }
}
