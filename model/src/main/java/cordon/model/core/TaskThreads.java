package cordon.model.core;

import com.google.common.collect.ImmutableList;
import cordon.model.Choice.ResetOutcome;
import cordon.model.Task;
import cordon.model.Task.Kind;
import cordon.model.hardware.DeviceHealth;
import cordon.model.hardware.Endpoints;
import cordon.model.kernel.AttachDev;
import cordon.model.kernel.Domain;
import cordon.model.kernel.Groups;
import cordon.model.kernel.IssueCmdlist;
import cordon.model.kernel.Masters;
import cordon.model.machine.Contexts;
import cordon.model.machine.Label;
import cordon.model.machine.Program;
import java.util.Optional;

/**
 * The callers of resets and of domain changes, each once: {@link Task} says what each kind does. They call {@link
 * ResetFunction} and {@link SetDomain}; the kinds that neither covers are spelt out here.
 */
final class TaskThreads {
    private static final String BUS_RESET = "pci_bus_error_reset";
    private static final String RELEASE = "iommu_release_device";
    private static final String REFUSED = "a change of the domain that must succeed was refused";

    private final Contexts contexts;
    private final ImmutableList<Task> tasks;
    private final int first;
    private final Endpoints endpoints;
    private final DeviceHealth health;
    private final Masters masters;
    private final Groups groups;
    private final IssueCmdlist issueCmdlist;
    private final AttachDev attachDev;
    private final ResetFunction reset;
    private final SetDomain setDomain;
    private final SetPasid setPasid;
    private final ProbeMethods probe;

    private final Label start;
    private final Label closed;
    private final Label blocked;
    private final Label free;
    private final Label attached;
    private final Label wasReset;
    private final Label busReset;
    private final Label restore;
    private final Label released;
    private final Label answered;
    private final Label end;

    /**
     * Declares the threads.
     *
     * @param first the thread that does the first of {@code tasks}
     */
    TaskThreads(
            Program program,
            Contexts contexts,
            ImmutableList<Task> tasks,
            int first,
            Endpoints endpoints,
            DeviceHealth health,
            Masters masters,
            Groups groups,
            IssueCmdlist issueCmdlist,
            AttachDev attachDev,
            ResetFunction reset,
            SetDomain setDomain,
            SetPasid setPasid,
            ProbeMethods probe,
            ResetOutcome outcome) {
        this.contexts = contexts;
        this.tasks = tasks;
        this.first = first;
        this.endpoints = endpoints;
        this.health = health;
        this.masters = masters;
        this.groups = groups;
        this.issueCmdlist = issueCmdlist;
        this.attachDev = attachDev;
        this.reset = reset;
        this.setDomain = setDomain;
        this.setPasid = setPasid;
        this.probe = probe;

        start = contexts.label("task");
        closed = contexts.label("vfio_pci_core_disable");
        blocked = contexts.label("iommu_group_release_dma_owner");
        free = contexts.label("iommu_group_release_dma_owner");
        attached = contexts.label("iommu_attach_group");
        wasReset = contexts.label("reset_store");
        busReset = contexts.label(BUS_RESET);
        restore = contexts.label(BUS_RESET);
        released = contexts.label(RELEASE);
        answered = contexts.label("vsmmu_cache_invalidate");
        end = contexts.label("finished");
        boolean busResets = any(Kind.BUS_RESET) || any(Kind.AER);
        boolean resets = any(Kind.RESET) || any(Kind.NESTED_RESET) || any(Kind.FALLBACK_RESET);
        boolean frees = any(Kind.DETACH) || any(Kind.CLOSE);
        start.on("begin", "begin", this::start)
                .saying((s, c) -> task(c) + " of device " + task(c).sid()
                        + (masters.freed(s, task(c).sid()) && isOfDevice(c)
                                ? " finds no device: it was removed"
                                : " begins"))
                .asSleeping();
        attached.on("return", "the call is back", this::attached)
                .saying((s, c) -> setDomain.busy(s, c) ? "-EBUSY: the domain is as it was" : "the domain was set");
        if (resets) {
            wasReset.on("return", "pci_reset_function is back", this::wasReset)
                    .saying((s, c) -> "pci_reset_function is back" + (reset.failed(s, c) ? ", and has failed" : ""));
        }
        if (any(Kind.CLOSE)) {
            closed.on("reset", "the reset is over; give the group up", this::closed);
        }
        if (any(Kind.REATTACH)) {
            blocked.on("again", "attach the paging domain again", this::again).warning(REFUSED, setDomain::busy);
        }
        if (frees) {
            free.on("free", "iommu_domain_free of the paging domain", this::free)
                    .saying((s, c) -> setDomain.busy(s, c)
                            ? "-EBUSY, which is only warned about; iommu_domain_free of the paging domain"
                            : "iommu_domain_free of the paging domain")
                    .warning(REFUSED, setDomain::busy);
        }
        if (busResets) {
            busReset.on(
                    "ok",
                    "the link is up again: the reset has succeeded",
                    (s, c) -> outcome != ResetOutcome.FAIL && endBusReset(s, c, true));
            busReset.on(
                    "failed",
                    "the device does not come back: the reset has failed",
                    (s, c) -> outcome != ResetOutcome.OK && endBusReset(s, c, false));
            restore.on(
                    "restore",
                    "pci_restore_state: PASID, ATS as it was believed to be, bus master on; unlock the device",
                    this::restore);
        }
        if (any(Kind.GUEST)) {
            answered.on("return", "the guest is told the result", this::answered)
                    .saying((s, c) -> "the guest is told " + issueCmdlist.result(s, c));
        }
        if (any(Kind.REMOVE)) {
            released.on("free", "arm_smmu_release_device: free the master; unlock", this::release);
        }
    }

    /** Puts the threads at their beginnings. */
    void initialise(long[] s) {
        for (int i = 0; i < tasks.size(); i++) {
            contexts.go(s, first + i, start);
        }
    }

    /** Whether all of them have finished. */
    boolean finished(long[] s) {
        for (int i = 0; i < tasks.size(); i++) {
            if (!ended(s, i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the {@code i}-th has finished. */
    boolean ended(long[] s, int i) {
        return contexts.isAt(s, first + i, end);
    }

    /** True if thread {@code thread} has reset the bus of {@code sid} and has not called pci_restore_state. */
    boolean awaitsRestore(long[] s, int thread, int sid) {
        return contexts.isAt(s, thread, restore) && task(thread).sid() == sid;
    }

    /** What thread {@code thread} does, if it is one of these. */
    Optional<Task> taskOf(int thread) {
        return thread < first || thread >= first + tasks.size() ? Optional.empty() : Optional.of(task(thread));
    }

    private boolean any(Kind kind) {
        return tasks.stream().anyMatch(task -> task.kind() == kind);
    }

    private Task task(int c) {
        return tasks.get(c - first);
    }

    private boolean start(long[] s, int c) {
        int sid = task(c).sid();
        Domain home = groups.home(sid);
        if (masters.freed(s, sid) && isOfDevice(c)) {
            return contexts.go(s, c, end);
        }
        return switch (task(c).kind()) {
            case RESET, NESTED_RESET, FALLBACK_RESET -> reset.call(s, c, sid, wasReset);
            case CLOSE ->
                masters.freed(s, sid)
                        ? setDomain.call(
                                s, c, sid, Domain.BLOCKED, free) // the device was closed when its driver was unbound
                        : reset.call(s, c, sid, closed);
            case ATTACH -> setDomain.call(s, c, sid, home, attached);
            case REPLACE -> setDomain.call(s, c, sid, groups.pasidHome(sid), attached);
            case IDENTITY -> setDomain.call(s, c, sid, Domain.IDENTITY, attached);
            case SET_PASID -> setPasid.call(s, c, sid, true, end);
            case REMOVE_PASID -> setPasid.call(s, c, sid, false, end);
            case DETACH -> setDomain.call(s, c, sid, Domain.BLOCKED, free);
            case REATTACH -> setDomain.call(s, c, sid, Domain.BLOCKED, blocked);
            case PROBE -> probe.call(s, c, sid, end);
            case BUS_RESET -> groups.lockDevice(s, sid) && resetBus(s, c, sid);
            case AER -> resetBus(s, c, sid);
            case GUEST -> issueCmdlist.callIllegal(s, c, answered);
            case REMOVE ->
                groups.lockDeviceAndGroup(s, sid)
                        && attachDev.call(s, c, sid, groups.domain(s, sid), Domain.BLOCKED, released);
        };
    }

    /**
     * Whether the task finds its device by the PCI core: a device that has been removed is on no bus and has no file in sysfs. The others
     * have a group, or the SMMU, at hand.
     */
    private boolean isOfDevice(int c) {
        return switch (task(c).kind()) {
            case RESET, NESTED_RESET, FALLBACK_RESET, BUS_RESET, AER, PROBE, REMOVE -> true;
            case ATTACH, REPLACE, IDENTITY, SET_PASID, REMOVE_PASID, DETACH, REATTACH, CLOSE, GUEST -> false;
        };
    }

    private boolean resetBus(long[] s, int c, int sid) {
        health.beginReset(s, sid);
        return contexts.go(s, c, busReset);
    }

    private boolean attached(long[] s, int c) {
        setDomain.takeBusy(s, c);
        return contexts.go(s, c, end);
    }

    private boolean wasReset(long[] s, int c) {
        reset.takeFailed(s, c);
        return contexts.go(s, c, end);
    }

    private boolean closed(long[] s, int c) {
        reset.takeFailed(s, c);
        return setDomain.call(s, c, task(c).sid(), Domain.BLOCKED, free);
    }

    private boolean again(long[] s, int c) {
        setDomain.takeBusy(s, c);
        return setDomain.call(s, c, task(c).sid(), groups.home(task(c).sid()), attached);
    }

    /** The core frees the domain whether or not it could be replaced. */
    private boolean free(long[] s, int c) {
        setDomain.takeBusy(s, c);
        groups.freeDomain(s, groups.home(task(c).sid()));
        return contexts.go(s, c, end);
    }

    private boolean answered(long[] s, int c) {
        issueCmdlist.takeTimedOut(s, c);
        return contexts.go(s, c, end);
    }

    private boolean endBusReset(long[] s, int c, boolean succeeded) {
        health.endReset(s, task(c).sid(), succeeded);
        boolean givenUp = task(c).kind() == Kind.AER && !succeeded; // perm_failure, no slot_reset
        return contexts.go(s, c, givenUp ? end : restore);
    }

    private boolean restore(long[] s, int c) {
        if (masters.freed(s, task(c).sid())) {
            return contexts.go(s, c, end); // by AER alone, which holds no lock: no driver is left to restore it
        }
        endpoints.restorePasidEnable(s, task(c).sid());
        masters.restorePciAts(s, task(c).sid());
        endpoints.writeBusMaster(s, task(c).sid(), true);
        if (task(c).kind() != Kind.AER) {
            groups.unlockDevice(s, task(c).sid());
        }
        return contexts.go(s, c, end);
    }

    private boolean release(long[] s, int c) {
        masters.free(s, task(c).sid());
        endpoints.writeBusMaster(s, task(c).sid(), false);
        groups.unlock(s, task(c).sid());
        groups.unlockDevice(s, task(c).sid());
        return contexts.go(s, c, end);
    }
}
