package cordon.specs.proof;

import static cordon.symbolic.Formula.and;
import static cordon.symbolic.Formula.forall;
import static cordon.symbolic.Formula.implies;
import static cordon.symbolic.Formula.not;
import static cordon.symbolic.Formula.or;
import static cordon.symbolic.Formula.same;

import cordon.symbolic.Formula;
import java.util.List;

/** What the proofs of the properties need of each state, beside that of flushes: devices, on their way in and out. */
abstract class AttachInvariants extends FlushInvariants {

    AttachInvariants(ProtocolDesign design) {
        super(design);
    }

    /** Of each device. */
    final void devices() {
        invariant(
                "free-is-marked",
                "Flushes send no ATC_INV to a device with ATS on that holds a translation of a page which belongs to somebody else, unless it has "
                        + "left for another domain.",
                forall(
                        implies(
                                and(pageState.is(PageState.FREE, p), held(d, p), ats.of(d), not(gone())),
                                suppressed.of(d)),
                        d,
                        p));
        if (design.beside().isEmpty()) {
            invariant(
                    "nobody-attaches",
                    "No device is on its way in or out, where nothing goes on beside the flushes.",
                    forall(task.is(Task.NONE, d), d));
        }
        invariant(
                "ats-is-off-on-the-way",
                "ATS is off at a device that is on its way in or out, and not from one domain to another.",
                forall(implies(ats.of(d), or(task.is(Task.NONE, d), replacing.of(d))), d));
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
        Formula closed = and(not(away.of(d)), or(not(attached.of(d)), task.in(Task.CLOSED, d)));
        invariant(
                "out-aborts",
                "The STE of a device that is out of the domain, or nearly, aborts.",
                forall(implies(or(closed, task.is(Task.ABORTED, d)), not(translates.of(d))), d));
        invariant(
                "out-is-fenced",
                "So does the SMMU's copy, once the CMD_SYNC has completed.",
                forall(implies(closed, not(cachedEats.of(d))), d));
        Formula replaced = and(replacing.of(d), task.in(List.of(Task.IN_USE, Task.REPEATED), d));
        invariant(
                "refused-is-off",
                "EATS is off in the STE of a device that is attached without ATS.",
                forall(
                        implies(
                                and(task.in(Task.WRITING, d), not(decided.of(d))),
                                or(not(eats.of(d)), and(replacing.of(d), task.is(Task.IN_USE, d)))),
                        d));
        invariant(
                "refused-is-fenced",
                "So it is in the SMMU's copy.",
                forall(
                        implies(and(task.in(Task.WRITING, d), not(decided.of(d))), or(not(cachedEats.of(d)), replaced)),
                        d));
        invariant(
                "answered-before-enabled",
                "A device that is attached and has answered its ATC_INV has nothing.",
                forall(implies(task.in(Task.FORGOTTEN, d), not(held(d, p))), d, p));
        invariant(
                "enabled-has-ats",
                "ATS is on at a device that the driver has enabled, and that is attached.",
                forall(implies(and(enabled.of(d), attached.of(d), task.is(Task.NONE, d)), ats.of(d)), d));
        invariant(
                "enabled-is-replaced",
                "A device on its way in for which the driver has ATS on goes to another domain, and ATS is on unless it is refused.",
                forall(
                        implies(
                                and(enabled.of(d), or(task.in(Task.ENTERING, d), task.is(Task.REFUSED, d))),
                                and(replacing.of(d), or(ats.of(d), not(decided.of(d)), task.is(Task.REFUSED, d)))),
                        d));
        invariant(
                "refusal-is-stored",
                "ATS is off at a device that is refused it, and EATS in its STE.",
                forall(implies(task.is(Task.REFUSED, d), and(not(ats.of(d)), not(eats.of(d)))), d));
        invariant(
                "detached-is-not-enabled",
                "The driver has ATS off for a device that is in no domain.",
                forall(implies(enabled.of(d), attached.of(d)), d));
        invariant(
                "without-ats-is-fenced",
                "A device that is attached with ATS off is fenced.",
                forall(implies(and(attached.of(d), task.is(Task.NONE, d), not(ats.of(d))), fenced()), d));
    }

    /** What holds of a device that goes to another domain, and afterwards. */
    final void moving() {
        if (!design.beside().contains(Beside.REPLACE)) {
            invariant(
                    "nobody-is-replaced",
                    "No device goes to another domain, where no replace goes on.",
                    forall(and(not(replacing.of(d)), not(away.of(d))), d));
            return;
        }
        invariant(
                "away-is-replaced",
                "A device whose CD leads to another domain is on its way there, or has come there.",
                forall(
                        implies(
                                away.of(d),
                                and(
                                        not(blocked.of(d)),
                                        or(replacing.of(d), and(task.is(Task.NONE, d), not(attached.of(d)))))),
                        d));
        invariant(
                "replaced-is-on-its-way",
                "A device that goes to another domain is attached still, and is not about to be blocked.",
                forall(
                        implies(
                                replacing.of(d),
                                and(
                                        attached.of(d),
                                        not(preparing.of(d)),
                                        not(blocked.of(d)),
                                        task.in(Task.REPLACING, d),
                                        or(away.of(d), task.is(Task.MOVING, d)))),
                        d));
        invariant(
                "moving-is-replacing",
                "Only a device that goes to another domain is on its way there.",
                forall(implies(task.in(Task.MOVES, d), replacing.of(d)), d));
        invariant(
                "refused-is-off-while-replaced",
                "ATS is off at a device that goes to another domain without it.",
                forall(implies(and(replacing.of(d), not(decided.of(d))), not(ats.of(d))), d));
        invariant(
                "refused-is-flagged",
                "The flag is the reason for which a device goes to another domain without ATS.",
                forall(implies(and(replacing.of(d), task.in(Task.ENTERING, d), not(decided.of(d))), broken.of(d)), d));
        invariant(
                "moving-is-fenced",
                "A device that goes to another domain is fenced if flushes send it no ATC_INV, until its STE is written.",
                forall(
                        implies(
                                and(
                                        replacing.of(d),
                                        or(task.in(Task.MOVES, d), task.is(Task.IN_USE, d)),
                                        suppressed.of(d)),
                                fenced()),
                        d));
        invariant(
                "answering-keeps-ats",
                "A device that has left for another domain, and has answered everything, has ATS on.",
                forall(
                        implies(and(replacing.of(d), task.in(Task.GONE, d), answers.of(d)), and(ats.of(d), eats.of(d))),
                        d));
        invariant(
                "gone-holds-nothing",
                "A device that has left for another domain with ATS on holds nothing of this one, or is fenced.",
                forall(implies(and(gone(), ats.of(d), held(d, p)), fenced()), d, p));
    }
}
