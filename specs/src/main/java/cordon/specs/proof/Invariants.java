package cordon.specs.proof;

import static cordon.symbolic.Formula.and;
import static cordon.symbolic.Formula.exists;
import static cordon.symbolic.Formula.forall;
import static cordon.symbolic.Formula.implies;
import static cordon.symbolic.Formula.not;
import static cordon.symbolic.Formula.or;
import static cordon.symbolic.Formula.same;

import cordon.symbolic.Formula;
import java.util.List;

/** What the proofs of the properties need of each state, in the order of the classes that declare its symbols. */
abstract class Invariants extends AttachSteps {

    Invariants(ProtocolDesign design) {
        super(design);
    }

    final Formula fenced() {
        return and(not(entryLets()), not(cachedEats.of(d)));
    }

    /** Declares them. */
    final void declareInvariants() {
        pages();
        devices();
        arrays();
        disabling();
    }

    private void pages() {
        invariant(
                "flushed-is-unmapped",
                "The page of a flush is unmapped.",
                forall(implies(of.of(f, p), pageState.in(List.of(PageState.CLEARED, PageState.FREE), p)), f, p));
        invariant(
                "flush-has-one-page",
                "A flush is of one page.",
                forall(implies(and(of.of(f, p), of.of(f, q)), same(p, q)), f, p, q));
        invariant(
                "idle-has-no-page",
                "A flush that has not begun has no page.",
                forall(implies(flushState.is(FlushState.IDLE, f), not(of.of(f, p))), f, p));
        invariant(
                "idle-has-no-device",
                "A flush whose TLBI has not completed has asked no device.",
                forall(implies(flushState.in(FlushState.BEFORE_ATC, f), progress.is(Progress.NONE, f, d)), f, d));
        Formula nobodyFlushes = or(
                flushState.in(List.of(FlushState.ATC, FlushState.RETURNED), f),
                and(flushState.is(FlushState.POINTED, f), not(readsAsid.of(f))));
        invariant(
                "tlbi-is-performed",
                "When a flush asks devices, or its array has no ASID, the TLB has nothing of its page, or no device uses the ASID.",
                forall(implies(and(of.of(f, p), nobodyFlushes, tlb.of(p)), not(counted.of(d))), f, p, d));
        invariant(
                "free-is-not-in-the-tlb",
                "The TLB has nothing of a page that belongs to somebody else, or no device uses the ASID.",
                forall(implies(and(pageState.is(PageState.FREE, p), tlb.of(p)), not(counted.of(d))), p, d));
        invariant(
                "tlb-is-for-devices",
                "The TLB has a page only if a device uses the ASID, or the last one that did has not had it flushed yet.",
                forall(
                        implies(
                                tlb.of(p),
                                exists(or(counted.of(d), task.in(List.of(Task.UNLISTED, Task.RELEASED), d)), d)),
                        p));
        invariant(
                "attached-is-counted",
                "A device that is attached uses the ASID, until it leaves the array.",
                forall(implies(attached.of(d), or(counted.of(d), task.in(Task.UNLISTING, d))), d));
        invariant(
                "unlisted-is-not-counted",
                "A device that is out of the domain, or has left the array, does not use the ASID.",
                forall(implies(counted.of(d), and(attached.of(d), not(task.in(Task.UNLISTING, d)))), d));
        invariant(
                "returned-has-given-away",
                "The page of a flush that has returned belongs to somebody else.",
                forall(
                        implies(
                                and(flushState.is(FlushState.RETURNED, f), of.of(f, p)),
                                pageState.is(PageState.FREE, p)),
                        f,
                        p));
        invariant(
                "answered-is-dropped",
                "A device that has answered a flush has nothing of its page.",
                forall(implies(and(of.of(f, p), progress.is(Progress.ANSWERED, f, d)), not(held(d, p))), d, p, f));
        invariant(
                "free-is-fenced",
                "A device with ATS on that holds a translation of a page which belongs to somebody else, or to which one is under way, is "
                        + "fenced.",
                forall(implies(and(pageState.is(PageState.FREE, p), held(d, p), ats.of(d)), fenced()), d, p));
    }

    private void devices() {
        invariant(
                "ats-is-off-on-the-way",
                "ATS is off at a device that is on its way in or out.",
                forall(implies(ats.of(d), task.is(Task.NONE, d)), d));
        invariant(
                "one-at-a-time",
                "One device at a time is on its way in or out.",
                forall(implies(and(not(unlocked(d)), not(unlocked(e))), same(d, e)), d, e));
        invariant(
                "blocked-is-off",
                "ATS is off at a device whose reset is not over.",
                forall(implies(blocked.of(d), not(ats.of(d))), d));
        invariant(
                "reset-ends-blocked",
                "A device whose reset has ended is blocked, and nobody is at it.",
                forall(implies(resetEnded.of(d), and(blocked.of(d), task.is(Task.NONE, d))), d));
        invariant(
                "recovered-is-blocked",
                "A device that done() is at is blocked until it is attached.",
                forall(implies(task.is(Task.RECOVERED, d), blocked.of(d)), d));
        Formula closed = or(not(attached.of(d)), task.in(Task.CLOSED, d));
        invariant(
                "out-aborts",
                "The STE of a device that is out of the domain, or nearly, aborts.",
                forall(implies(or(closed, task.is(Task.ABORTED, d)), not(translates.of(d))), d));
        invariant(
                "out-is-fenced",
                "So does the SMMU's copy, once the CMD_SYNC has completed.",
                forall(implies(closed, not(cachedEats.of(d))), d));
        invariant(
                "refused-is-off",
                "EATS is off in the STE of a device that is attached without ATS, and in the SMMU's copy.",
                forall(
                        implies(
                                and(task.in(Task.WRITING, d), not(decided.of(d))),
                                and(not(eats.of(d)), not(cachedEats.of(d)))),
                        d));
        invariant(
                "answered-before-enabled",
                "A device that is attached and has answered its ATC_INV has nothing.",
                forall(implies(task.in(Task.FORGOTTEN, d), not(held(d, p))), d, p));
    }

    private void arrays() {
        Formula underWay = flushState.in(FlushState.READING, f);
        Formula met = meets(f, d);
        invariant(
                "ats-is-listed",
                "The array of the domain has each device with ATS on, and each that is to have it.",
                forall(implies(or(ats.of(d), and(task.in(Task.ENTERING, d), decided.of(d))), listed.of(d)), d));
        invariant(
                "listed-is-attached",
                "A device with ATS on, in the array, or on its way in or out, is attached.",
                forall(implies(or(ats.of(d), listed.of(d), not(unlocked(d))), attached.of(d)), d));
        invariant(
                "asked-is-decided",
                "ATS was decided on for a device that is attached and asked.",
                forall(implies(task.in(Task.TOLD, d), decided.of(d)), d));
        invariant(
                "blocked-is-not-attached",
                "A device that is blocked is not attached, before an attach begins.",
                forall(
                        implies(
                                and(blocked.of(d), task.in(List.of(Task.NONE, Task.RECOVERED), d)),
                                not(attached.of(d))),
                        d));
        invariant(
                "unlisted-is-not-listed",
                "A device that has left the array is not in it.",
                forall(implies(task.in(Task.UNLISTING, d), not(listed.of(d))), d));
        invariant(
                "array-is-read",
                "A flush that reads the domain's array as it is has every device that is in it.",
                forall(implies(and(underWay, readsCurrent.of(f), listed.of(d)), reads.of(f, d)), f, d));
        invariant(
                "what-is-read-is-listed",
                "A flush that reads the domain's array as it is has no device that is not in it.",
                forall(implies(and(underWay, readsCurrent.of(f), reads.of(f, d)), listed.of(d)), f, d));
        invariant(
                "old-arrays-are-awaited",
                "While a flush reads an array that was replaced, the attach or detach that replaced it waits.",
                forall(
                        implies(
                                and(underWay, not(readsCurrent.of(f))),
                                exists(task.in(List.of(Task.LISTED, Task.PURGED), d), d)),
                        f));
        invariant(
                "ats-is-read",
                "A flush reads an array that has every device with ATS on.",
                forall(implies(and(underWay, ats.of(d)), met), f, d));
        invariant(
                "met-is-listed",
                "No flush that is under way has to do with a device that is out of the domain.",
                forall(implies(and(underWay, met), or(listed.of(d), task.in(Task.UNLISTING, d))), f, d));
        invariant(
                "purged-is-not-met",
                "A flush that reads the domain's array has nothing to do with a device that has left it, once its lock was free.",
                forall(
                        implies(
                                and(underWay, met, task.in(List.of(Task.RELEASED, Task.FLUSHED, Task.PURGED), d)),
                                not(readsCurrent.of(f))),
                        f,
                        d));
        invariant(
                "returned-is-settled",
                "A flush returns when each device has answered, is skipped, has gone through all of P7, or is not in its array.",
                forall(implies(flushState.is(FlushState.RETURNED, f), settled()), f, d));
    }

    /** What holds while a flush goes through P7; an attach that is under way may turn EATS on again, and turns it off before its end. */
    private void disabling() {
        Formula underWay = flushState.is(FlushState.ATC, f);
        Formula leaving = task.in(Task.REWRITING, d);
        Formula writing = or(task.in(Task.WRITING, d), leaving);
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
        if (design.has(Repair.LOCK)) {
            invariant(
                    "lock-excludes",
                    "A flush and an attach do not have the lock of a device at once.",
                    forall(
                            implies(and(underWay, progress.in(design.locked(), f, d)), not(task.in(Task.LOCKED, d))),
                            f,
                            d));
            invariant(
                    "locked-decides",
                    "An attach that has the lock does not turn EATS on for a device with ats_broken set.",
                    forall(implies(and(task.in(Task.LOCKED, d), broken.of(d)), not(decided.of(d))), d));
            invariant(
                    "stored-stays-off",
                    "While a flush that has stored the STE of a device is under way, EATS is off in it, or a detach is writing it.",
                    forall(
                            implies(
                                    and(underWay, progress.in(design.from(Progress.STORED), f, d)),
                                    or(not(eats.of(d)), leaving)),
                            f,
                            d));
            invariant(
                    "synced-stays-fenced",
                    "So it is in the SMMU's copy, once the CMD_SYNC has completed.",
                    forall(
                            implies(
                                    and(underWay, progress.in(design.from(Progress.SYNCED), f, d)),
                                    or(not(cachedEats.of(d)), leaving)),
                            f,
                            d));
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
}
