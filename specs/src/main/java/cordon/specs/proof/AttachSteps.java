package cordon.specs.proof;

import static cordon.symbolic.Formula.and;
import static cordon.symbolic.Formula.forall;
import static cordon.symbolic.Formula.not;
import static cordon.symbolic.Formula.or;
import static cordon.symbolic.Formula.same;

import cordon.model.Patch;
import cordon.symbolic.Formula;
import cordon.symbolic.Relation;
import cordon.symbolic.Step;
import cordon.symbolic.Variable;
import java.util.List;

/**
 * What takes devices out of the domain and back: {@code arm_smmu_attach_dev} with the blocking domain or this one, a reset with prepare()
 * and done(), the worker of P3. The step numbers are those of the model. {@code arm_smmu_asid_lock} lets one of them run at a time.
 */
abstract class AttachSteps extends FlushSteps {
    final Relation enabled = initially(relation("master.ats_enabled", device));

    /** What the attach under way decided at A3. */
    final Relation decided = relation("ats", device);

    /** EATS as the detach under way found it when it began to write the STE. */
    final Relation compared = relation("entry.from.EATS", device);

    /** The attach of the blocking domain that is under way is that of prepare(). */
    final Relation preparing = relation("preparing", device);

    /** {@code resetting_domain} of its group is set. */
    final Relation blocked = relation("resetting_domain", device);

    /** done() is called for it next. */
    final Relation resetEnded = relation("reset ended", device);

    AttachSteps(ProtocolDesign design) {
        super(design);
        if (design.beside().isEmpty()) {
            return;
        }
        if (design.beside().contains(Beside.ATTACH)) {
            leave("detach").clear(preparing, d).saying("{d} is to be detached: ATS is turned off at the device");
            enter("attach", and(task.is(Task.NONE, d), not(attached.of(d)), not(blocked.of(d))))
                    .saying("{d} is to be attached: ATS is decided on, and the array with the device is published");
        }
        if (design.beside().contains(Beside.RESET)) {
            leave("prepare").set(preparing, d).saying("{d} is to be reset: prepare() turns ATS off at the device");
            resets();
        }
        if (design.beside().contains(Beside.WORKER) && design.has(Patch.P3)) {
            leave("worker")
                    .when(queued.of(d))
                    .set(preparing, d)
                    .clear(queued, d)
                    .saying("the worker blocks {d}, which was reported: prepare() turns ATS off at the device");
        }
        if (design.beside().contains(Beside.ATTACH) && design.beside().size() > 1) {
            step("prepare what is detached", d)
                    .when(and(task.is(Task.NONE, d), not(attached.of(d)), not(blocked.of(d))))
                    .set(blocked, d)
                    .saying("prepare() of {d}, which is detached, has nothing to turn off");
        }
        leaving();
        if (design.beside().contains(Beside.ATTACH) || design.beside().contains(Beside.RESET)) {
            entering();
        }
    }

    /** Nobody else has {@code arm_smmu_asid_lock}. */
    private Formula asidLock() {
        return forall(unlocked(e), e);
    }

    /** Nobody holds {@code arm_smmu_asid_lock} for {@code who}. */
    final Formula unlocked(Variable who) {
        return task.in(List.of(Task.NONE, Task.RECOVERED), who);
    }

    private Step leave(String name) {
        return step(name, d)
                .when(and(task.is(Task.NONE, d), attached.of(d), not(blocked.of(d)), asidLock()))
                .put(task, Task.LEAVING, d)
                .clear(ats, d);
    }

    /** A7 to A14 with the blocking domain. */
    private void leaving() {
        go("compare", Task.LEAVING, Task.COMPARED)
                .copy(eats.of(d), compared, d)
                .saying("the STE of {d} is compared with an abort STE: which words may change when");
        go("store what was there", Task.COMPARED, Task.AS_BEFORE)
                .when(differs(compared))
                .copy(compared.of(d), eats, d)
                .saying("the second word of the STE of {d} has changed since, and is stored as it was");
        go("SYNC what was there", Task.AS_BEFORE, Task.OPEN_STILL)
                .copy(entryLets(), cachedEats, d)
                .saying("the CFGI_STE for {d} is performed, and its CMD_SYNC completes");
        go("nothing to store", Task.COMPARED, Task.OPEN_STILL)
                .when(not(differs(compared)))
                .saying("the second word of the STE of {d} is as it was");
        go("abort", Task.OPEN_STILL, Task.ABORTED)
                .clear(translates, d)
                .saying("the first word of the STE of {d} is stored: abort");
        go("SYNC the abort", Task.ABORTED, Task.SILENCED)
                .copy(entryLets(), cachedEats, d)
                .saying("the CFGI_STE for {d} is performed, and its CMD_SYNC completes");
        go("clean", Task.SILENCED, Task.CLEANED)
                .clear(eats, d)
                .saying("the other words of the STE of {d} are stored: EATS is off");
        go("ask the leaving", Task.CLEANED, Task.LEAVE_ASKED)
                .when(and(enabled.of(d), sends()))
                .saying("ATC_INV of everything to {d}");
        go("do not ask the leaving", Task.CLEANED, Task.LEAVE_TOLD)
                .when(not(and(enabled.of(d), sends())))
                .saying("no ATC_INV to {d}");
        forget(go("the leaving answers", Task.LEAVE_ASKED, Task.LEAVE_TOLD))
                .saying("{d} drops everything, and answers the ATC_INV");
        go("the leaving is silent", Task.LEAVE_ASKED, Task.LEAVE_TOLD)
                .saying("the ATC_INV to {d} times out, which nobody looks at");
        Formula alone = forall(or(not(counted.of(e)), same(d, e)), e);
        go("unlist", Task.LEAVE_TOLD, Task.UNLISTED)
                .clear(listed, d)
                .clear(counted, d)
                .clearWhere(readsCurrent.of(g), reads, g, d)
                .clearWhere(and(readsCurrent.of(g), alone), readsAsid, g)
                .saying("{d} leaves the array of the domain");
        go("release", Task.UNLISTED, Task.RELEASED)
                .when(forall(not(and(readsCurrent.of(g), flushState.in(FlushState.LOCKED, g), meets(g, e))), g, e))
                .saying("no flush has the lock of the array any more");
        go("TLBI of the ASID", Task.RELEASED, Task.FLUSHED)
                .when(alone)
                .clear(tlb, p)
                .saying("{d} was the last one: the TLBI of the ASID is performed, and its CMD_SYNC completes");
        go("no TLBI of the ASID", Task.RELEASED, Task.FLUSHED).when(not(alone)).saying("other devices use the ASID");
        go("purge", Task.FLUSHED, Task.PURGED)
                .clear(readsCurrent, g)
                .saying("the array without what {d} had in it is published");
        go("nothing to purge", Task.FLUSHED, Task.PURGED).saying("{d} had nothing in the array, which stays");
        Step end = go("end of leaving", Task.PURGED, Task.NONE)
                .clear(attached, d)
                .clear(enabled, d)
                .copy(preparing.of(d), blocked, d)
                .saying("{d} is out of the domain");
        if (design.has(Repair.DETACH_WAITS)) {
            end.when(noneReadsReplaced());
        }
    }

    private void resets() {
        Formula waiting = and(blocked.of(d), task.is(Task.NONE, d), not(resetEnded.of(d)));
        forget(step("reset", d).when(waiting))
                .set(resetEnded, d)
                .saying("the reset of {d} succeeds: the device has forgotten everything");
        if (!design.has(Patch.P1)) {
            step("fail to reset", d)
                    .when(waiting)
                    .set(resetEnded, d)
                    .saying("the reset of {d} fails, and done() is called all the same");
        }
        Step done = step("done", d)
                .when(and(resetEnded.of(d), task.is(Task.NONE, d)))
                .put(task, Task.RECOVERED, d)
                .clear(resetEnded, d);
        if (design.has(Patch.P2)) {
            done.clear(broken, d)
                    .clear(suppressed, d)
                    .clear(reported, d)
                    .saying("done() of {d}: reset_device_done clears ats_broken");
        } else {
            done.saying("done() of {d}");
        }
        if (design.beside().contains(Beside.ATTACH)) {
            step("leave detached", d)
                    .when(task.is(Task.RECOVERED, d))
                    .put(task, Task.NONE, d)
                    .clear(blocked, d)
                    .saying("{d} was detached before its reset, and stays so");
        }
        enter("attach again", task.is(Task.RECOVERED, d))
                .saying("done() attaches {d}: ATS is decided on, and the array with the device is published");
    }

    /** A2 to A6. */
    private Step enter(String name, Formula when) {
        return step(name, d)
                .when(and(when, asidLock()))
                .put(task, Task.LISTED, d)
                .set(attached, d)
                .copy(sends(), decided, d)
                .copy(sends(), listed, d)
                .set(counted, d)
                .clear(readsCurrent, g);
    }

    /** A8 to A14. */
    private void entering() {
        Task waited = Task.LISTED;
        if (design.has(Repair.ATTACH_WAITS)) {
            waited = Task.AWAITED;
            go("wait", Task.LISTED, Task.AWAITED)
                    .when(noneReadsReplaced())
                    .saying("no flush reads an array that was replaced");
        }
        if (design.has(Repair.LOCK)) {
            go("lock", waited, Task.HELD)
                    .when(noFlushHolds())
                    .clearWhere(not(sends()), decided, d)
                    .saying("the lock of {d} is taken, and ats_broken tested again");
            waited = Task.HELD;
        }
        go("prepare the STE", waited, Task.PREPARED)
                .copy(decided.of(d), eats, d)
                .saying("EATS of {d} is stored as decided, in an STE that aborts");
        go("open", Task.PREPARED, Task.OPENED)
                .set(translates, d)
                .saying("the first word of the STE of {d} is stored: translate");
        go("SYNC the STE", Task.OPENED, Task.IN_USE)
                .copy(entryLets(), cachedEats, d)
                .saying("the CFGI_STE for {d} is performed, and its CMD_SYNC completes");
        go("repeat", Task.IN_USE, Task.REPEATED)
                .when(differs(decided))
                .copy(decided.of(d), eats, d)
                .saying("EATS of {d} is not as decided any more, and is stored again");
        go("SYNC what was repeated", Task.REPEATED, Task.WRITTEN)
                .copy(entryLets(), cachedEats, d)
                .saying("the CFGI_STE for {d} is performed again, and its CMD_SYNC completes");
        go("nothing to repeat", Task.IN_USE, Task.WRITTEN)
                .when(not(differs(decided)))
                .saying("EATS of {d} is as decided");
        go("end without ATS", Task.WRITTEN, Task.NONE)
                .when(not(decided.of(d)))
                .clear(blocked, d)
                .saying("{d} is attached without ATS");
        go("ask the entering", Task.WRITTEN, Task.ENTER_ASKED)
                .when(and(decided.of(d), sends()))
                .saying("ATC_INV of everything to {d}");
        go("do not ask the entering", Task.WRITTEN, Task.ENTER_SILENT)
                .when(and(decided.of(d), not(sends())))
                .saying("ats_broken of {d} is set: no ATC_INV");
        forget(go("the entering answers", Task.ENTER_ASKED, Task.ENTER_ANSWERED))
                .saying("{d} drops everything, and answers the ATC_INV");
        go("the entering is silent", Task.ENTER_ASKED, Task.ENTER_SILENT).saying("the ATC_INV to {d} times out");
        enable();
    }

    private void enable() {
        Formula told = task.in(List.of(Task.ENTER_ANSWERED, Task.ENTER_SILENT), d);
        Formula goesOn = told;
        if (design.has(Repair.RESULT)) {
            Formula good = and(task.is(Task.ENTER_ANSWERED, d), sends());
            goesOn = task.is(Task.CHECKED, d);
            step("check", d)
                    .when(good)
                    .put(task, Task.CHECKED, d)
                    .saying("{d} has answered, and ats_broken is not set");
            step("refuse", d)
                    .when(and(told, not(good)))
                    .put(task, Task.REFUSED, d)
                    .clear(eats, d)
                    .saying("{d} is to have no ATS: EATS is stored as off");
            go("SYNC the refusal", Task.REFUSED, Task.NONE)
                    .copy(entryLets(), cachedEats, d)
                    .clear(blocked, d)
                    .saying(
                            "the CFGI_STE for {d} is performed, and its CMD_SYNC completes: it is attached without ATS");
        }
        step("enable", d)
                .when(goesOn)
                .put(task, Task.NONE, d)
                .set(ats, d)
                .set(enabled, d)
                .clear(blocked, d)
                .saying("ATS is turned on at {d}, which is attached");
    }

    /** P6 refuses ATS, and sends no ATC_INV of a single device, while {@code ats_broken} is set. */
    private Formula sends() {
        return design.has(Patch.P6) ? not(broken.of(d)) : Formula.TRUE;
    }

    private Formula differs(Relation wanted) {
        return or(and(eats.of(d), not(wanted.of(d))), and(not(eats.of(d)), wanted.of(d)));
    }

    private Step go(String name, Task from, Task to) {
        return step(name, d).when(task.is(from, d)).put(task, to, d);
    }

    private Step forget(Step step) {
        return step.clear(atc, d, p).clear(completion, d, p);
    }
}
