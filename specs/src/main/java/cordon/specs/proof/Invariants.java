package cordon.specs.proof;

import static cordon.symbolic.Formula.and;
import static cordon.symbolic.Formula.forall;
import static cordon.symbolic.Formula.implies;
import static cordon.symbolic.Formula.not;
import static cordon.symbolic.Formula.or;

import cordon.model.Patch;
import cordon.symbolic.Formula;
import java.util.List;

/** What the proofs of the properties need of each state, beside that of flushes and attaches: P7. */
abstract class Invariants extends AttachInvariants {

    Invariants(ProtocolDesign design) {
        super(design);
    }

    /** Declares them. */
    final void declareInvariants() {
        pages();
        devices();
        arrays();
        moving();
        disabling();
    }

    /** What holds while a flush goes through P7; an attach that is under way may turn EATS on again, and turns it off before its end. */
    private void disabling() {
        Formula underWay = flushState.is(FlushState.ATC, f);
        Formula writing = or(task.in(Task.WRITING, d), task.in(Task.REWRITING, d));
        invariant(
                "flag-stays",
                "While a flush that has set ats_broken of a device is under way, it is set.",
                forall(implies(and(underWay, progress.in(design.from(Progress.FLAGGED), f, d)), broken.of(d)), f, d));
        invariant(
                "mark-stays",
                "The same of the flag at which flushes look.",
                forall(
                        implies(and(underWay, progress.in(design.from(design.marking()), f, d)), suppressed.of(d)),
                        f,
                        d));
        invariant(
                "stored-is-off",
                "While a flush that has stored the STE of a device is under way, EATS is off in it, or an attach or a detach is writing it.",
                forall(
                        implies(
                                and(underWay, progress.in(design.from(Progress.STORED), f, d)),
                                or(not(eats.of(d)), writing)),
                        f,
                        d));
        invariant(
                "synced-is-fenced",
                "The same of the SMMU's copy, once the CMD_SYNC of the fence has completed.",
                forall(
                        implies(
                                and(underWay, progress.in(design.from(Progress.SYNCED), f, d)),
                                or(not(cachedEats.of(d)), writing, task.is(Task.REFUSED, d))),
                        f,
                        d));
        invariant(
                "checked-is-fenced",
                "A device for which ATS is turned on next is fenced if flushes send it no ATC_INV.",
                forall(implies(and(task.is(Task.CHECKED, d), suppressed.of(d)), fenced()), d));
        invariant(
                "report-stays",
                "A device is reported while a flush that has reported it is under way.",
                forall(
                        implies(and(underWay, progress.in(design.from(Progress.REPORTED), f, d)), reported.of(d)),
                        f,
                        d));
        working();
        if (design.has(Patch.LOCK)) {
            invariant(
                    "compared-stays",
                    "EATS is as a detach found it, while it has the lock.",
                    forall(implies(and(task.is(Task.COMPARED, d), compared.of(d)), eats.of(d)), d));
            invariant(
                    "lock-excludes",
                    "A flush does not have the lock of a device while an attach or a detach has it.",
                    forall(
                            implies(and(underWay, progress.in(design.locked(), f, d)), not(task.in(Task.LOCKED, d))),
                            f,
                            d));
            invariant(
                    "locked-decides",
                    "An attach that has the lock does not turn EATS on for a device with ats_broken set.",
                    forall(implies(and(task.in(Task.TESTED, d), broken.of(d)), not(decided.of(d))), d));
            invariant(
                    "stored-stays-off",
                    "While a flush that has stored the STE of a device is under way, EATS is off in it.",
                    forall(
                            implies(and(underWay, progress.in(design.from(Progress.STORED), f, d)), not(eats.of(d))),
                            f,
                            d));
            invariant(
                    "synced-stays-fenced",
                    "So it is in the SMMU's copy, once the CMD_SYNC has completed.",
                    forall(
                            implies(
                                    and(underWay, progress.in(design.from(Progress.SYNCED), f, d)),
                                    not(cachedEats.of(d))),
                            f,
                            d));
        }
        if (design.has(Trait.ATTACH_FENCES)) {
            fencing();
        } else {
            invariant("nobody-fences", "No attach fences a device.", forall(fencing.is(Progress.NONE, d), d));
        }
        invariant(
                "marked-is-flagged",
                "A device to which flushes send no ATC_INV is one that no attach turns ATS on for.",
                forall(implies(suppressed.of(d), broken.of(d)), d));
        invariant(
                "reported-is-marked",
                "Flushes send no ATC_INV to a device that was reported.",
                forall(implies(reported.of(d), suppressed.of(d)), d));
        invariant(
                "skipped-is-marked",
                "A device that a flush has skipped, or flagged, is flagged still, has nothing of the page, or has ATS off.",
                forall(
                        implies(
                                and(
                                        of.of(f, p),
                                        or(
                                                progress.is(Progress.SKIPPED, f, d),
                                                progress.in(design.from(design.marking()), f, d))),
                                or(suppressed.of(d), not(held(d, p)), not(ats.of(d)))),
                        f,
                        p,
                        d));
    }

    /** What holds while an attach fences a device that did not answer it. */
    private void fencing() {
        invariant(
                "fencing-is-silent",
                "An attach fences a device that did not answer it, and is under way.",
                forall(or(fencing.is(Progress.NONE, d), and(task.is(Task.ENTER_SILENT, d), not(answers.of(d)))), d));
        invariant(
                "fencing-reports",
                "A device is reported while an attach that has reported it is under way.",
                forall(implies(fencing.in(design.from(Progress.REPORTED), d), reported.of(d)), d));
        invariant(
                "silent-is-flagged",
                "An attach that does not ask, and does not fence, has found ats_broken set.",
                forall(implies(and(task.is(Task.ENTER_SILENT, d), fencing.is(Progress.NONE, d)), broken.of(d)), d));
        invariant(
                "fencing-flags",
                "While an attach that has flagged the device is under way, ats_broken is set.",
                forall(implies(fencing.in(design.from(Progress.FLAGGED), d), broken.of(d)), d));
        invariant(
                "fencing-marks",
                "The same of the flag at which flushes look.",
                forall(implies(fencing.in(design.from(design.marking()), d), suppressed.of(d)), d));
        invariant(
                "fencing-stores",
                "EATS is off once it has stored it.",
                forall(implies(fencing.in(design.from(Progress.STORED), d), not(eats.of(d))), d));
        invariant(
                "fencing-fences",
                "The SMMU's copy has EATS off once the CMD_SYNC has completed.",
                forall(implies(fencing.in(design.from(Progress.SYNCED), d), not(cachedEats.of(d))), d));
        invariant(
                "fencing-excludes",
                "A flush does not have the lock of the device meanwhile.",
                forall(
                        implies(
                                and(flushState.is(FlushState.ATC, f), progress.in(design.locked(), f, d)),
                                not(fencing.in(design.locked(), d))),
                        f,
                        d));
        invariant(
                "marked-is-fenced-after-writing",
                "A device whose STE an attach has written is fenced if flushes send it no ATC_INV.",
                forall(implies(and(task.in(Task.AFTER_WRITING, d), suppressed.of(d)), fenced()), d));
    }

    /** What holds of a device that has answered everything. */
    private void working() {
        invariant(
                "answering-is-not-disabled",
                "A device is not taken for silent, nor on its way to that, if it has answered everything.",
                forall(
                        implies(
                                and(flushState.is(FlushState.ATC, f), progress.in(design.suspecting(), f, d)),
                                not(answers.of(d))),
                        f,
                        d));
        invariant(
                "broken-does-not-answer",
                "A device with ats_broken set has not answered everything, until its reset ends.",
                forall(implies(and(broken.of(d), answers.of(d)), resetEnded.of(d)), d));
        invariant(
                "answering-gets-ats",
                "An attach decides on ATS for a device that has answered everything.",
                forall(implies(and(task.in(Task.ENTERING, d), answers.of(d)), decided.of(d)), d));
        invariant(
                "silent-does-not-answer",
                "A device whose ATC_INV was not sent or not answered, or which is refused ATS, has not answered everything.",
                forall(implies(task.in(List.of(Task.ENTER_SILENT, Task.REFUSED), d), not(answers.of(d))), d));
        invariant(
                "answering-keeps-eats",
                "EATS is on for a device that has answered everything, once an attach has stored it.",
                forall(
                        implies(
                                and(
                                        or(task.in(Task.WRITING, d), task.in(Task.MOVES, d), task.is(Task.CHECKED, d)),
                                        answers.of(d)),
                                eats.of(d)),
                        d));
    }
}
