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
import java.util.function.Consumer;

/** How a device leaves the domain: {@code arm_smmu_attach_dev} with the blocking domain. The step numbers are those of the model. */
abstract class LeaveSteps extends FlushSteps {
    final Relation enabled = initially(relation("master.ats_enabled", device));

    /** The attach under way is to another domain. */
    final Relation replacing = relation("replacing", device);

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

    LeaveSteps(ProtocolDesign design) {
        super(design);
    }

    /** Nobody else has {@code arm_smmu_asid_lock}. */
    final Formula asidLock() {
        return forall(unlocked(e), e);
    }

    /** Nobody holds {@code arm_smmu_asid_lock} for {@code who}. */
    final Formula unlocked(Variable who) {
        return task.in(List.of(Task.NONE, Task.RECOVERED), who);
    }

    /** A device of the domain that may leave it. */
    final Formula ready() {
        return and(task.is(Task.NONE, d), attached.of(d), not(blocked.of(d)), asidLock());
    }

    final Step leave(String name) {
        return step(name, d).when(ready()).put(task, Task.LEAVING, d).clear(ats, d);
    }

    /** A7 to A14 with the blocking domain. */
    final void leaving() {
        Step compare = go("compare", Task.LEAVING, Task.COMPARED)
                .copy(eats.of(d), compared, d)
                .saying("the STE of {d} is compared with an abort STE: which words may change when");
        if (design.has(Patch.LOCK)) {
            compare.when(noFlushHolds());
        }
        go("store what was there", Task.COMPARED, Task.AS_BEFORE)
                .when(differs(compared))
                .setWhere(and(broken.of(d), compared.of(d)), reopened, d)
                .copy(compared.of(d), eats, d)
                .saying("the second word of the STE of {d} has changed since, and is stored as it was");
        sync("SYNC what was there", Task.AS_BEFORE, Task.OPEN_STILL);
        go("nothing to store", Task.COMPARED, Task.OPEN_STILL)
                .when(not(differs(compared)))
                .saying("the second word of the STE of {d} is as it was");
        go("abort", Task.OPEN_STILL, Task.ABORTED)
                .clear(translates, d)
                .saying("the first word of the STE of {d} is stored: abort");
        sync("SYNC the abort", Task.ABORTED, Task.SILENCED);
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
                .clear(answers, d)
                .saying("the ATC_INV to {d} times out, which nobody looks at");
        Formula alone = forall(or(not(counted.of(e)), same(d, e)), e);
        Step unlist = go("unlist", Task.LEAVE_TOLD, Task.UNLISTED)
                .clear(listed, d)
                .clear(counted, d)
                .clearWhere(readsCurrent.of(g), reads, g, d)
                .clearWhere(and(readsCurrent.of(g), alone), readsAsid, g)
                .saying("{d} leaves the array of the domain");
        if (design.has(Trait.MARKS_ENTRIES)) {
            unlist.clear(suppressed, d);
        }
        go("release", Task.UNLISTED, Task.RELEASED)
                .when(forall(not(and(readsCurrent.of(g), flushState.in(FlushState.LOCKED, g), meets(g, e))), g, e))
                .saying("no flush has the lock of the array any more");
        if (design.has(Trait.GIVES_UP)) {
            go("give up the TLBI of the ASID", Task.RELEASED, Task.FLUSHED)
                    .when(alone)
                    .saying("nobody waits any more for the CMD_SYNC of the TLBI of the ASID");
        }
        go("TLBI of the ASID", Task.RELEASED, Task.FLUSHED)
                .when(alone)
                .clear(tlb, p)
                .saying("{d} was the last one: the TLBI of the ASID is performed, and its CMD_SYNC completes");
        go("no TLBI of the ASID", Task.RELEASED, Task.FLUSHED).when(not(alone)).saying("other devices use the ASID");
        replaces(go("purge", Task.FLUSHED, Task.PURGED)).saying("the array without what {d} had in it is published");
        go("nothing to purge", Task.FLUSHED, Task.PURGED).saying("{d} had nothing in the array, which stays");
        Step end = go("end of leaving", Task.PURGED, Task.NONE)
                .clear(attached, d)
                .clear(enabled, d)
                .clear(replacing, d)
                .copy(preparing.of(d), blocked, d)
                .saying("{d} is out of the domain");
        if (design.has(Patch.DETACH_WAITS)) {
            end.when(noneReadsReplaced());
        }
    }

    /** Another array takes the place of that of the domain; it has the marks that the old one has. */
    final Step replaces(Step step) {
        step.clear(readsCurrent, g);
        return design.has(Trait.MARKS_ENTRIES) ? step.setWhere(suppressed.of(e), markedBefore, e) : step;
    }

    /** The CFGI_STE of an attach or a detach, and its CMD_SYNC. */
    final void sync(String name, Task from, Task to) {
        sync(name, from, step -> step.put(task, to, d));
    }

    /** The same; {@code ends} says what is next, in each of the two ways in which it may end. */
    final void sync(String name, Task from, Consumer<Step> ends) {
        ends.accept(step(name, d)
                .when(task.is(from, d))
                .copy(entryLets(), cachedEats, d)
                .saying("the CFGI_STE for {d} is performed, and its CMD_SYNC completes"));
        if (design.has(Trait.GIVES_UP)) {
            ends.accept(step("give up: " + name, d)
                    .when(task.is(from, d))
                    .saying("nobody waits any more for the CMD_SYNC after the CFGI_STE for {d}"));
        }
    }

    /** P6 refuses ATS, and sends no ATC_INV of a single device, while {@code ats_broken} is set. */
    final Formula sends() {
        return design.has(Patch.P6) ? not(broken.of(d)) : Formula.TRUE;
    }

    final Formula differs(Relation wanted) {
        return or(and(eats.of(d), not(wanted.of(d))), and(not(eats.of(d)), wanted.of(d)));
    }

    final Step go(String name, Task from, Task to) {
        return step(name, d).when(task.is(from, d)).put(task, to, d);
    }

    final Step forget(Step step) {
        return step.clear(atc, d, p).clear(completion, d, p);
    }
}
