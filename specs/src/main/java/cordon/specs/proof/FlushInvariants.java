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

/** What the proofs of the properties need of each state: pages, arrays and flushes. */
abstract class FlushInvariants extends AttachSteps {

    FlushInvariants(ProtocolDesign design) {
        super(design);
    }

    final Formula fenced() {
        return and(not(entryLets()), not(cachedEats.of(d)));
    }

    /** The device is in another domain, and its attach there has ended, but for the array of this one. */
    final Formula gone() {
        return and(away.of(d), task.in(Task.GONE, d));
    }

    /** Pages and the TLB. */
    final void pages() {
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

    /** The array of the domain, and those that flushes read. */
    final void arrays() {
        Formula underWay = flushState.in(FlushState.READING, f);
        Formula met = meets(f, d);
        invariant(
                "ats-is-listed",
                "The array of the domain has each device with ATS on, unless it has left for another domain, and each that is to have it here.",
                forall(
                        implies(
                                or(ats.of(d), and(task.in(Task.ENTERING, d), decided.of(d), not(replacing.of(d)))),
                                or(listed.of(d), gone())),
                        d));
        invariant(
                "listed-is-attached",
                "A device with ATS on, in the array, or on its way in or out, is attached.",
                forall(implies(or(and(ats.of(d), not(gone())), listed.of(d), not(unlocked(d))), attached.of(d)), d));
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
                "While a flush reads an array that was replaced, an attach or a detach is where it waits for such flushes.",
                forall(
                        implies(
                                and(underWay, not(readsCurrent.of(f))),
                                exists(task.in(List.of(Task.LISTED, Task.PURGED), d), d)),
                        f));
        invariant(
                "ats-is-read",
                "A flush reads an array that has every device with ATS on, unless it has left for another domain.",
                forall(implies(and(underWay, ats.of(d)), or(met, gone())), f, d));
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
}
