package cordon.specs.proof;

import cordon.model.Choice.Worker;
import cordon.model.Parameter;
import cordon.model.Patch;
import cordon.model.QuarantineModel;
import cordon.model.core.Core;
import cordon.model.kernel.AttachDev;
import cordon.model.kernel.Domain;
import cordon.model.kernel.IssueCmdlist;
import cordon.model.machine.Step;
import java.util.Optional;

/** How far attaches, detaches and resets of the model are in the abstract protocol. */
final class FollowedAttaches {
    private final QuarantineProtocol protocol;
    private final QuarantineModel model;
    private final FollowedFlushes flushes;
    private final Core core;
    private final AttachDev attach;
    private final IssueCmdlist issuing;
    private final int everything;
    private final boolean worker;
    private final Step preparing;
    private final Step disabling;
    private final Step comparing;
    private final Step storing;
    private final Step asking;
    private final Step enabling;
    private final Optional<Step> awaiting;
    private final Optional<Step> locking;
    private final Optional<Step> deciding;
    private final Step committing;
    private final Step fencing;
    private final Step purging;
    private final Step blocking;
    private final Step recovering;

    FollowedAttaches(QuarantineProtocol protocol, QuarantineModel model, Core core, FollowedFlushes flushes) {
        this.protocol = protocol;
        this.model = model;
        this.flushes = flushes;
        this.core = core;
        this.attach = core.attachDev();
        this.issuing = model.driver().issueCmdlist();
        this.everything = model.hardware().queue().commands().everything();
        this.worker = model.settings().get(Parameter.BROKEN_WORKER) == Worker.ON;
        this.preparing = model.step("arm_smmu_attach_prepare A2-A6");
        this.disabling = model.step("arm_smmu_attach_prepare A7");
        this.comparing = model.step("arm_smmu_write_entry W0-W1");
        this.storing = model.step("arm_smmu_write_entry W2");
        this.asking = model.step("arm_smmu_attach_commit A10");
        this.enabling = model.step("arm_smmu_attach_commit A10 enable");
        this.awaiting = step(Patch.ATTACH_WAITS, "arm_smmu_attach_prepare A7 ATTACH_WAITS");
        this.locking = step(Patch.LOCK, "arm_smmu_install_ste_for_dev A8 STE");
        this.deciding = step(Patch.RESULT, "arm_smmu_attach_commit A10 RESULT");
        this.committing = model.step("arm_smmu_attach_commit A12");
        this.fencing = model.step("arm_smmu_attach_commit_invs A12 fence");
        this.purging = model.step("arm_smmu_attach_commit_invs A12 purge");
        this.blocking = model.step("pci_dev_reset_iommu_prepare set");
        this.recovering = model.step("arm_smmu_reset_device_done patch 2");
    }

    private Optional<Step> step(Patch patch, String name) {
        return protocol.design.has(patch) ? Optional.of(model.step(name)) : Optional.empty();
    }

    void follow(Transition taken, AbstractState is) {
        for (int d = 0; d < model.hardware().endpoints().count(); d++) {
            resets(taken, is, d);
            for (int thread = 0; thread < model.threads(); thread++) {
                recovers(taken, is, thread, d);
                blocks(taken, is, thread, d);
            }
        }
        int holder = Math.max(attach.attaching(taken.before), attach.attaching(taken.after));
        if (holder >= 0) {
            boolean ends = attach.attaching(taken.after) < 0;
            long[] s = ends ? taken.before : taken.after;
            int d = attach.sid(s, holder);
            if (attach.from(s, holder) == Domain.BLOCKED) {
                enters(taken, is, holder, d);
            } else {
                leaves(taken, is, holder, d);
            }
        }
    }

    private void recovers(Transition taken, AbstractState is, int thread, int d) {
        if (taken.is(recovering, thread) && core.doneFor(taken.before, thread) == d) {
            is.put(protocol.task, Task.RECOVERED, d);
            is.put(protocol.resetEnded, false, d);
            is.put(protocol.reported, false, d);
            is.put(protocol.unreported, false, d);
        }
    }

    /** prepare() and done() of a device that is detached turn nothing off or on. */
    private void blocks(Transition taken, AbstractState is, int thread, int d) {
        if (taken.is(blocking, thread) && core.prepares(taken.before, thread, d)) {
            is.put(protocol.blocked, true, d);
        }
        boolean lifts = taken.is(core.lifting(), thread) && core.doneFor(taken.before, thread) == d;
        if (lifts && is.is(protocol.blocked, d)) {
            is.put(protocol.task, Task.NONE, d);
            is.put(protocol.resetEnded, false, d);
            is.put(protocol.blocked, false, d);
        }
    }

    private void resets(Transition taken, AbstractState is, int d) {
        boolean ends = model.hardware().health().inReset(taken.before, d)
                && !model.hardware().health().inReset(taken.after, d);
        if (ends && (taken.is(core.succeeding()) || !protocol.design.waitsForSuccess())) {
            is.put(protocol.resetEnded, true, d);
            if (taken.is(core.succeeding())) {
                is.put(protocol.answers, true, d);
            }
        }
    }

    private void leaves(Transition taken, AbstractState is, int thread, int d) {
        boolean begins = taken.is(preparing, thread) && !model.standsAt(taken.after, thread, disabling);
        if (begins || taken.is(disabling, thread)) {
            is.put(protocol.task, Task.LEAVING, d);
            boolean prepares = core.prepares(taken.after, thread, d);
            is.put(protocol.preparing, prepares, d);
            if (prepares && worker && !model.driver().groups().brokenWorkQueued(taken.after, d)) {
                is.put(protocol.queued, false, d);
            }
        } else if (taken.is(attach.returning(), thread)) {
            is.put(protocol.task, Task.NONE, d);
            is.put(protocol.attached, false, d);
            is.put(protocol.enabled, false, d);
            is.put(protocol.blocked, is.is(protocol.preparing, d), d);
        } else {
            if (taken.is(comparing, thread)) {
                is.put(protocol.compared, is.is(protocol.eats, d), d);
            }
            if (taken.is(attach.commitInvs().unreffing(), thread)) {
                is.put(protocol.counted, false, d);
            }
            Task was = is.get(protocol.task, d);
            Task now = leaving(taken, was, thread, d);
            is.put(protocol.task, now, d);
            if (was == Task.LEAVE_ASKED && now == Task.LEAVE_TOLD && !flushes.answers(taken, d, everything)) {
                is.put(protocol.answers, false, d);
            }
        }
    }

    private Task leaving(Transition taken, Task was, int thread, int d) {
        if (taken.is(asking, thread)) {
            return issuing.running(taken.after, thread) ? Task.LEAVE_ASKED : Task.LEAVE_TOLD;
        }
        if (taken.is(attach.commitInvs().unreffing(), thread)) {
            return Task.UNLISTED;
        }
        if (taken.is(fencing, thread)) {
            return model.standsAt(taken.after, thread, purging) ? Task.FLUSHED : Task.RELEASED;
        }
        if (taken.is(purging, thread)) {
            return Task.PURGED;
        }
        return switch (was) {
            case LEAVING -> taken.is(comparing, thread) ? Task.COMPARED : was;
            case COMPARED -> {
                boolean aborts = !model.hardware().streams().hasCdTable(taken.after, d);
                Task stored = issuing.running(taken.after, thread) ? Task.AS_BEFORE : Task.OPEN_STILL;
                yield taken.is(storing, thread) ? aborts ? Task.ABORTED : stored : was;
            }
            case AS_BEFORE -> flushes.isPerformed(taken.after, thread, d) ? Task.OPEN_STILL : was;
            case OPEN_STILL -> model.hardware().streams().hasCdTable(taken.after, d) ? was : Task.ABORTED;
            case ABORTED -> flushes.isPerformed(taken.after, thread, d) ? Task.SILENCED : was;
            case SILENCED -> taken.is(storing, thread) ? Task.CLEANED : was;
            case LEAVE_ASKED ->
                flushes.answers(taken, d, everything) || model.standsAt(taken.after, thread, committing)
                        ? Task.LEAVE_TOLD
                        : was;
            case RELEASED -> model.standsAt(taken.after, thread, purging) ? Task.FLUSHED : was;
            default -> was;
        };
    }

    private void enters(Transition taken, AbstractState is, int thread, int d) {
        if (taken.is(preparing, thread)) {
            is.put(protocol.task, Task.LISTED, d);
            is.put(protocol.attached, true, d);
            is.put(protocol.counted, true, d);
            is.put(protocol.decided, is.is(protocol.listed, d), d);
            is.put(protocol.resetEnded, false, d);
        } else if (taken.is(enabling, thread)) {
            is.put(protocol.task, Task.NONE, d);
            is.put(protocol.enabled, true, d);
            is.put(protocol.blocked, false, d);
        } else if (taken.is(attach.returning(), thread)) {
            is.put(protocol.task, Task.NONE, d); // it is, unless ATS is refused
            is.put(protocol.blocked, false, d);
        } else {
            Task was = is.get(protocol.task, d);
            Task now = entering(taken, is, thread, d);
            is.put(protocol.task, now, d);
            if (was == Task.ENTER_ASKED && now == Task.ENTER_SILENT) {
                is.put(protocol.answers, false, d);
            }
            if (now == Task.HELD && model.driver().masters().atsBroken(taken.after, d)) {
                is.put(protocol.decided, false, d);
            }
        }
    }

    private static Task written(Task was, boolean opened, boolean stores) {
        return opened ? Task.OPENED : stores ? Task.PREPARED : was;
    }

    private Task entering(Transition taken, AbstractState is, int thread, int d) {
        Task was = is.get(protocol.task, d);
        boolean opened = model.hardware().streams().hasCdTable(taken.after, d);
        boolean stores = taken.is(storing, thread) && attach.writeEntry().writesSte(taken.before, thread, d);
        boolean performed = flushes.isPerformed(taken.after, thread, d);
        if (locking.isPresent() && taken.is(locking.get(), thread)) {
            return Task.HELD;
        }
        if (taken.is(asking, thread) && is.is(protocol.decided, d)) {
            return issuing.running(taken.after, thread) ? Task.ENTER_ASKED : Task.ENTER_SILENT;
        }
        return switch (was) {
            case LISTED -> {
                boolean waited = awaiting.isPresent() && taken.is(awaiting.get(), thread);
                yield waited ? Task.AWAITED : written(was, opened, stores);
            }
            case AWAITED, HELD -> written(was, opened, stores);
            case PREPARED -> opened ? Task.OPENED : was;
            case OPENED -> performed ? Task.IN_USE : was;
            case IN_USE -> {
                boolean again = stores && issuing.running(taken.after, thread);
                yield again ? Task.REPEATED : model.standsAt(taken.after, thread, asking) ? Task.WRITTEN : was;
            }
            case REPEATED -> performed ? Task.WRITTEN : was;
            case ENTER_ASKED -> {
                boolean told = model.standsAt(taken.after, thread, deciding.orElse(enabling));
                yield flushes.answers(taken, d, everything) ? Task.ENTER_ANSWERED : told ? Task.ENTER_SILENT : was;
            }
            case ENTER_ANSWERED, ENTER_SILENT -> {
                boolean checks = deciding.isPresent() && taken.is(deciding.get(), thread);
                boolean good = checks && model.standsAt(taken.after, thread, enabling);
                yield good ? Task.CHECKED : stores && deciding.isPresent() ? Task.REFUSED : was;
            }
            default -> was;
        };
    }
}
