package cordon.specs.proof;

import static cordon.symbolic.Formula.and;
import static cordon.symbolic.Formula.not;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import cordon.model.Patch;
import cordon.symbolic.Formula;
import cordon.symbolic.Step;
import java.util.List;

/**
 * What takes devices out of the domain and back: {@code arm_smmu_attach_dev} with this domain or another one, a reset with prepare() and
 * done(), the worker of P3. The step numbers are those of the model. {@code arm_smmu_asid_lock} lets one of them run at a time.
 */
abstract class AttachSteps extends LeaveSteps {
    /** Those that call prepare(). */
    private static final ImmutableSet<Beside> PREPARING = ImmutableSet.of(Beside.RESET, Beside.WORKER);

    AttachSteps(ProtocolDesign design) {
        super(design);
        if (design.beside().isEmpty()) {
            return;
        }
        if (design.beside().contains(Beside.ATTACH)) {
            leave("detach").clear(preparing, d).saying("{d} is to be detached: ATS is turned off at the device");
            enter("attach", and(task.is(Task.NONE, d), detached()))
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
        if (design.beside().contains(Beside.ATTACH)
                && !Sets.intersection(design.beside(), PREPARING).isEmpty()) {
            step("prepare what is detached", d)
                    .when(and(task.is(Task.NONE, d), detached()))
                    .set(blocked, d)
                    .saying("prepare() of {d}, which is detached, has nothing to turn off");
        }
        leaving();
        boolean moves = design.beside().contains(Beside.REPLACE);
        boolean enters =
                design.beside().contains(Beside.ATTACH) || design.beside().contains(Beside.RESET);
        if (moves) {
            moving();
        }
        if (enters) {
            entering();
        }
        if (moves || enters) {
            using();
        }
    }

    /** It is in no domain, and may get one. */
    private Formula detached() {
        return and(not(attached.of(d)), not(away.of(d)), not(blocked.of(d)));
    }

    private void resets() {
        Formula waiting = and(blocked.of(d), task.is(Task.NONE, d), not(resetEnded.of(d)));
        forget(step("reset", d).when(waiting))
                .set(resetEnded, d)
                .set(answers, d)
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
                    .clear(unreported, d)
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
        Step enter = step(name, d)
                .when(and(when, asidLock()))
                .put(task, Task.LISTED, d)
                .set(attached, d)
                .copy(sends(), decided, d)
                .copy(sends(), listed, d)
                .set(counted, d);
        return replaces(enter);
    }

    /** A2 to A8 of an attach to another domain: ATS stays on, unless the flag is set. */
    private void moving() {
        step("replace", d)
                .when(ready())
                .put(task, Task.MOVING, d)
                .set(replacing, d)
                .clear(preparing, d)
                .copy(sends(), decided, d)
                .clearWhere(not(sends()), ats, d)
                .saying("{d} is to go to another domain: ATS is decided on, and stays on, or goes off");
        go("SYNC the CD", Task.MOVING, Task.MOVED)
                .set(away, d)
                .saying(
                        "the CFGI_CD for {d} is performed, and its CMD_SYNC completes: its CD leads to the other domain");
        Step write = go("write the STE", Task.MOVED, Task.IN_USE);
        if (design.has(Patch.LOCK)) {
            write.when(noFlushHolds()).clearWhere(not(sends()), decided, d).clearWhere(not(sends()), ats, d);
        }
        write.saying("the STE of {d} is compared with that which is wanted");
    }

    /** A8 to A14. */
    private void entering() {
        Task waited = Task.LISTED;
        if (design.has(Patch.ATTACH_WAITS)) {
            waited = Task.AWAITED;
            go("wait", Task.LISTED, Task.AWAITED)
                    .when(noneReadsReplaced())
                    .saying("no flush reads an array that was replaced");
        }
        if (design.has(Patch.LOCK)) {
            go("lock", waited, Task.HELD)
                    .when(noFlushHolds())
                    .clearWhere(not(sends()), decided, d)
                    .saying("the lock of {d} is taken, and ats_broken tested again");
            waited = Task.HELD;
        }
        go("prepare the STE", waited, Task.PREPARED)
                .setWhere(opens(), reopened, d)
                .copy(decided.of(d), eats, d)
                .saying("EATS of {d} is stored as decided, in an STE that aborts");
        go("open", Task.PREPARED, Task.OPENED)
                .set(translates, d)
                .saying("the first word of the STE of {d} is stored: translate");
        sync("SYNC the STE", Task.OPENED, Task.IN_USE);
    }

    /** A8 to A14, once the STE translates. */
    private void using() {
        go("repeat", Task.IN_USE, Task.REPEATED)
                .when(differs(decided))
                .setWhere(opens(), reopened, d)
                .copy(decided.of(d), eats, d)
                .saying("EATS of {d} is not as decided any more, and is stored again");
        sync("SYNC what was repeated", Task.REPEATED, Task.WRITTEN);
        go("nothing to repeat", Task.IN_USE, Task.WRITTEN)
                .when(not(differs(decided)))
                .saying("EATS of {d} is as decided");
        ends(step("end without ATS", d).when(and(task.is(Task.WRITTEN, d), not(decided.of(d)))))
                .clear(blocked, d)
                .saying("{d} is attached without ATS");
        go("ask the entering", Task.WRITTEN, Task.ENTER_ASKED)
                .when(and(decided.of(d), sends()))
                .saying("ATC_INV of everything to {d}");
        Task told = design.has(Trait.TELLS_NOBODY) ? Task.ENTER_ANSWERED : Task.ENTER_SILENT;
        go("do not ask the entering", Task.WRITTEN, Task.ENTER_SILENT)
                .when(and(decided.of(d), not(sends())))
                .saying("ats_broken of {d} is set: no ATC_INV");
        if (design.has(Trait.ATTACH_FENCES)) {
            fences();
        }
        forget(go("the entering answers", Task.ENTER_ASKED, Task.ENTER_ANSWERED))
                .saying("{d} drops everything, and answers the ATC_INV");
        Step silent = go("the entering is silent", Task.ENTER_ASKED, told)
                .clear(answers, d)
                .saying("the ATC_INV to {d} times out");
        if (design.has(Trait.ATTACH_FENCES)) {
            silent.put(fencing, Progress.SILENT, d);
        }
        if (design.has(Trait.GIVES_UP)) {
            go("give up the entering", Task.ENTER_ASKED, told)
                    .saying("the attach gives up waiting for the CMD_SYNC of its ATC_INV; {d} answers later");
        }
        enable();
    }

    private void enable() {
        Formula told = task.in(List.of(Task.ENTER_ANSWERED, Task.ENTER_SILENT), d);
        Formula goesOn = told;
        if (design.has(Patch.RESULT)) {
            Formula good = and(task.is(Task.ENTER_ANSWERED, d), sends());
            goesOn = task.is(Task.CHECKED, d);
            step("check", d)
                    .when(good)
                    .put(task, Task.CHECKED, d)
                    .saying("{d} has answered, and ats_broken is not set");
            step("refuse", d)
                    .when(and(told, not(good)))
                    .put(task, Task.REFUSED, d)
                    .clear(ats, d)
                    .clear(eats, d)
                    .saying("{d} is to have no ATS: EATS is stored as off");
            sync("SYNC the refusal", Task.REFUSED, step -> ends(step).clear(blocked, d));
        }
        if (design.has(Trait.ATTACH_FENCES)) {
            goesOn = and(goesOn, fencing.in(List.of(Progress.NONE, design.last()), d));
        }
        boolean forces = design.has(Trait.FORCES);
        Step enable = step("enable", d).when(goesOn);
        (forces ? enable.put(task, Task.FORCING, d) : ends(enable))
                .put(fencing, Progress.NONE, d)
                .clearWhere(fencing.in(design.from(design.marking()), d), unreported, d)
                .setWhere(not(enabled.of(d)), ats, d)
                .set(enabled, d)
                .clear(blocked, d)
                .saying("{d} is attached; ATS is turned on, unless it is on for the driver");
        if (forces) {
            go("force", Task.FORCING, Task.FORCED)
                    .when(broken.of(d))
                    .clear(eats, d)
                    .saying("ats_broken of {d} is set: the attach stores EATS as off");
            sync("SYNC what was forced", Task.FORCED, this::ends);
            ends(step("nothing to force", d).when(and(task.is(Task.FORCING, d), not(broken.of(d)))))
                    .saying("ats_broken of {d} is not set");
        }
    }

    /** The device is attached; where it goes to another domain, it leaves the array of this one. */
    private Step ends(Step step) {
        return step.putWhere(replacing.of(d), task, Task.LEAVE_TOLD, d).put(task, Task.NONE, d);
    }

    /** An attach does with a silent device what a flush does. */
    private void fences() {
        for (Progress to : design.steps()) {
            boolean locks = design.has(Patch.LOCK) && design.before(to) == Progress.SILENT;
            Formula free = locks ? noFlushHolds() : Formula.TRUE;
            Step step = step("attach: " + to, d)
                    .when(and(task.is(Task.ENTER_SILENT, d), fencing.is(design.before(to), d), free))
                    .put(fencing, to, d);
            disabling(step, to, "the attach", Formula.TRUE);
        }
    }

    /** An attach turns EATS on although {@code ats_broken} is set. */
    private Formula opens() {
        return and(broken.of(d), not(eats.of(d)), decided.of(d));
    }
}
