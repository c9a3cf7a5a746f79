package cordon.specs.finding;

import cordon.model.QuarantineModel;
import cordon.model.Task;
import cordon.model.Task.Kind;
import cordon.model.core.Core;
import cordon.model.hardware.Command;
import cordon.model.hardware.Invalidations;
import cordon.model.hardware.Invalidations.Progress;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What the patterns of findings about resets, removals and recoveries ask of a model. */
final class ResetScene {
    /** A flush reads the invs array of its domain. */
    static final List<String> READS_ARRAY = List.of("arm_smmu_domain_inv_range R1-R3");

    /** A device enters the invs array of a domain, or begins to leave one. */
    static final List<String> ATTACHES = List.of("arm_smmu_attach_prepare A2-A6");

    /** prepare() takes {@code group->mutex} and looks at resetting_domain. */
    static final List<String> PREPARES = List.of("pci_dev_reset_iommu_prepare lock");

    /** done() takes {@code group->mutex} and looks at resetting_domain. */
    static final List<String> FINISHES = List.of("pci_dev_reset_iommu_done lock");

    /** done() clears resetting_domain. */
    static final List<String> UNBLOCKS = List.of("pci_dev_reset_iommu_done clear");

    /** prepare() sets resetting_domain. */
    static final List<String> BLOCKS = List.of("pci_dev_reset_iommu_prepare set");

    /** The steps at which an ATC_INV is lost: a reset begins, or the request reaches a device that is in reset. */
    static final List<String> LOSES =
            List.of("SMMU 4.1 consume", "task begin", "pcie_flr reset", "pci_dev_acpi_reset outer reset");

    /** A device answers an Invalidate Request. */
    static final List<String> ANSWERS = List.of("PCIe 10.3 answerInv");

    /** A bus reset succeeds. */
    static final List<String> BUS_RESET_OK = List.of("pci_bus_error_reset ok");

    /** A flush reads the invs array, or returns. */
    static final List<String> READS_ARRAY_OR_RETURNS =
            List.of("arm_smmu_domain_inv_range R1-R3", "arm_smmu_domain_inv_range R5");

    /** A reset succeeds. */
    static final List<String> RESET_OK = List.of("pcie_flr ok", "pci_bus_error_reset ok");

    /** An ATC_INV leaves for its device. */
    static final List<String> CONSUMES = List.of("SMMU 4.1 consume");

    private final QuarantineModel model;
    private final Optional<Core> core;
    private final Command commands;

    ResetScene(QuarantineModel model) {
        this.model = model;
        this.core = model.core();
        this.commands = model.hardware().queue().commands();
    }

    /** Whether thread {@code thread} does a task of {@code kind}. */
    boolean does(int thread, Kind kind) {
        return task(thread).filter(task -> task.kind() == kind).isPresent();
    }

    /** Whether the task of thread {@code thread} is about device {@code sid}. */
    boolean isOf(int thread, int sid) {
        return task(thread).filter(task -> task.sid() == sid).isPresent();
    }

    /** True if the task of thread {@code thread} is about a device of the group of {@code sid}. */
    boolean isOfGroupOf(int thread, int sid) {
        return task(thread)
                .filter(task -> model.driver().groups().sameGroup(task.sid(), sid))
                .isPresent();
    }

    private Optional<Task> task(int thread) {
        return core.flatMap(present -> present.task(thread));
    }

    /** Whether thread {@code thread} is a worker. */
    boolean isWorker(int thread) {
        return thread >= model.cpus() && task(thread).isEmpty();
    }

    /** Whether thread {@code thread} is in prepare() for {@code sid}. */
    boolean prepares(long[] s, int thread, int sid) {
        return core.isPresent() && core.get().prepares(s, thread, sid);
    }

    /** Whether thread {@code thread} is in done() for {@code sid}. */
    boolean finishes(long[] s, int thread, int sid) {
        return core.isPresent() && core.get().finishes(s, thread, sid);
    }

    /** Whether thread {@code thread} resets {@code sid} by {@code pci_reset_function}. */
    boolean resets(long[] s, int thread, int sid) {
        return core.isPresent() && core.get().resets(s, thread, sid);
    }

    /** True if thread {@code thread} is in prepare() for {@code sid}, called by the inner one of two reset methods. */
    boolean preparesAgain(long[] s, int thread, int sid) {
        return prepares(s, thread, sid) && core.get().isInner(s, thread);
    }

    /** Whether some thread resets {@code sid} by {@code pci_reset_function}. */
    boolean isBeingReset(long[] s, int sid) {
        return core.isPresent() && core.get().isReset(s, sid);
    }

    /** True if some thread resets {@code sid} by a method that calls another one. */
    boolean isInNestedReset(long[] s, int sid) {
        return core.isPresent() && core.get().isInNestedReset(s, sid);
    }

    /** Whether thread {@code thread} is in done() for {@code sid}, whose reset has failed. */
    boolean finishesFailedReset(long[] s, int thread, int sid) {
        return finishes(s, thread, sid)
                && resets(s, thread, sid)
                && core.get().resetFailed(s, thread)
                && !core.get().isWithoutReset(s, thread);
    }

    /** Whether thread {@code thread} is in done() for {@code sid}, by a method that has answered -ENOTTY. */
    boolean finishesNoReset(long[] s, int thread, int sid) {
        return finishes(s, thread, sid)
                && resets(s, thread, sid)
                && core.get().resetFailed(s, thread)
                && core.get().isWithoutReset(s, thread);
    }

    /** Whether thread {@code thread} is in done() for {@code sid} and only probes. */
    boolean finishesProbe(long[] s, int thread, int sid) {
        return finishes(s, thread, sid) && does(thread, Kind.PROBE);
    }

    /** Whether a reset of {@code sid} succeeds by this step. */
    boolean recovers(long[] before, long[] after, int sid) {
        return model.hardware().health().inReset(before, sid)
                && model.hardware().health().answers(after, sid);
    }

    /** Whether commit drops what it has to drop from an array for thread {@code thread}: a PASID of {@code sid}. */
    boolean dropsPasid(long[] s, int thread, int sid) {
        if (core.isEmpty()) {
            return false;
        }
        int substream = core.get().attachDev().commitInvs().substream(s, thread);
        return commands.ssidOf(substream) != 0 && commands.sidOf(substream) == sid;
    }

    /** Whether {@code sid} has PASIDs and none of them may use a paging domain. */
    boolean pasidsAreGone(long[] s, int sid) {
        for (int ssid = 1; ssid < commands.ssids(); ssid++) {
            if (model.driver().masters().mayUseSome(s, commands.substream(sid, ssid))) {
                return false;
            }
        }
        return commands.ssids() > 1;
    }

    /** True if the ASID of the domain of the PASID of {@code sid} has fewer users than attachments, or none. */
    boolean lacksUsersOfPasidDomain(long[] s, int sid) {
        int domain = model.driver().groups().pasidHome(sid).index();
        int attached = 0;
        for (int substream = 0; substream < commands.substreams(); substream++) {
            attached += model.driver().masters().mayUse(s, substream, domain) ? 1 : 0;
        }
        return model.driver().arrays().asidUsers(s, domain) < Math.max(1, attached);
    }

    /** Whether device {@code sid}, or a PASID of it, may use what is mapped in some paging domain. */
    boolean attached(long[] s, int sid) {
        return model.driver().isAttached(s, sid);
    }

    /** Step {@code arg} of done() for another device of the group ends the blockade of {@code sid}, which stays detached. */
    boolean isUnblockedByAnother(long[] before, int arg, long[] after, int sid) {
        return !finishes(before, arg, sid) && blocked(before, sid) && !blocked(after, sid) && !attached(before, sid);
    }

    /** True if a change of the domain by thread {@code thread} was refused, and the thread has not looked at that yet. */
    boolean isRefused(long[] s, int thread) {
        return core.isPresent() && core.get().domainIsRefused(s, thread);
    }

    /** Whether {@code resetting_domain} of the group of {@code sid} is set. */
    boolean blocked(long[] s, int sid) {
        return model.driver().groups().resetting(s, sid);
    }

    /**
     * Whether an ATC_INV of device {@code sid} is lost in a reset, or reaches the device before {@code pci_restore_state} has turned
     * on again what the reset turned off.
     */
    boolean losesByReset(long[] before, long[] after, int sid) {
        boolean off = !model.hardware().endpoints().atsEnabled(before, sid)
                && model.driver().masters().pciAtsEnabled(before, sid);
        return model.hardware().health().inReset(after, sid)
                ? loses(before, after, sid)
                : off && asks(before, after, sid);
    }

    /** True if an ATC_INV of device {@code sid} becomes one that nobody will answer. */
    boolean loses(long[] before, long[] after, int sid) {
        return moves(before, after, sid, was -> was != Progress.LOST, is -> is == Progress.LOST);
    }

    /** Whether an ATC_INV of device {@code sid} leaves for it. */
    boolean asks(long[] before, long[] after, int sid) {
        return moves(before, after, sid, was -> was == Progress.NONE, is -> is != Progress.NONE);
    }

    /** An Invalidate Request reaches device {@code sid}, which takes it or ignores it, or times out before. */
    boolean receives(long[] before, long[] after, int sid) {
        return moves(before, after, sid, was -> was == Progress.SENT, is -> is != Progress.SENT);
    }

    private boolean moves(long[] before, long[] after, int sid, Predicate<Progress> from, Predicate<Progress> to) {
        Invalidations invalidations = model.hardware().invalidations();
        return Scene.some(
                model,
                sid,
                (substream, range) -> from.test(invalidations.progress(before, substream, range))
                        && to.test(invalidations.progress(after, substream, range)));
    }

    /** Whether a flush by CPU {@code cpu} that reads the invs array of its domain in {@code s} finds device {@code sid} in it. */
    boolean isReachedBy(long[] s, int cpu, int sid) {
        int domain = model.driver().domainInvRange().domain(s, cpu);
        for (int ssid = 0; ssid < commands.ssids(); ssid++) {
            if (model.driver().arrays().covers(s, domain, commands.substream(sid, ssid))) {
                return true;
            }
        }
        return false;
    }

    /** Whether the SMMU's copy of the STE of {@code sid} is older than memory, and its CFGI_STE waits in the queue or is being performed. */
    boolean entryIsOnItsWay(long[] s, int sid) {
        return !model.hardware().streams().copyAgrees(s, sid)
                && (model.hardware().processor().performingCfgi(s, sid)
                        || model.hardware().queue().isQueued(s, commands.cfgiSte(sid)));
    }

    /** The SMMU's copy of a CD of {@code sid} is older than memory, and its CFGI_CD waits in the queue or is being performed. */
    boolean cdIsOnItsWay(long[] s, int sid) {
        for (int ssid = 0; ssid < commands.ssids(); ssid++) {
            int substream = commands.substream(sid, ssid);
            if (!model.hardware().streams().descriptors().copyAgrees(s, substream)
                    && (model.hardware().processor().performingCfgiCd(s, substream)
                            || model.hardware().queue().isQueued(s, commands.cfgiCd(substream)))) {
                return true;
            }
        }
        return false;
    }

    /** Another device of the group of {@code sid} does not answer. */
    boolean hasSilentNeighbour(long[] s, int sid) {
        for (int other = 0; other < model.hardware().endpoints().count(); other++) {
            if (other != sid
                    && model.driver().groups().sameGroup(sid, other)
                    && !model.hardware().health().answers(s, other)) {
                return true;
            }
        }
        return false;
    }

    /** Whether variant {@code arg} of a step of Invalidate Requests is about device {@code sid}. */
    boolean isRequestOf(int arg, int sid) {
        return Scene.timerOf(model, arg) == sid;
    }

    /** Whether thread {@code thread} begins to detach, for its removal, a device that is blocked and has left its domain before. */
    boolean isRemovalOfBlocked(long[] s, int thread) {
        return task(thread)
                .filter(task -> task.kind() == Kind.REMOVE && blocked(s, task.sid()) && !attached(s, task.sid()))
                .isPresent();
    }

    /** Whether the flush by thread {@code t} finds device {@code sid} not in its array, or returns without an ATC_INV to it, the flag aside. */
    boolean passesBy(long[] s, int t, int sid) {
        boolean returns = model.driver().domainInvRange().running(s, t);
        return returns
                ? !model.driver().domainInvRange().hasInBatch(s, t, sid)
                        && !model.driver().masters().atsBroken(s, sid)
                : !isReachedBy(s, t, sid);
    }
}
