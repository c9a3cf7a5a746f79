package cordon.model.core;

import com.google.common.collect.ImmutableSet;
import cordon.engine.schema.Field;
import cordon.engine.schema.Schema;
import cordon.model.Patch;
import cordon.model.kernel.AttachDev;
import cordon.model.kernel.Domain;
import cordon.model.kernel.Groups;
import cordon.model.kernel.Masters;
import cordon.model.machine.Contexts;
import cordon.model.machine.Label;
import cordon.model.machine.Program;
import cordon.model.machine.Step;

/**
 * {@code pci_dev_reset_iommu_prepare} (smmu.md D.2): the device is blocked before it is reset.
 *
 * <pre>
 * the device has been removed: return 0
 * lock group-&gt;mutex
 * resetting_domain is set: WARN, return -EBUSY        P1: return 0
 * group.domain != blocking: attach(blocking, dev, old=group.domain)
 * for each PASID in pasid_array: remove_dev_pasid(dev, pasid, its domain)
 * resetting_domain := blocking;  unlock;  return 0
 * </pre>
 */
final class ResetPrepare {
    private static final String FUNCTION = "pci_dev_reset_iommu_prepare";

    private final Contexts contexts;
    private final Masters masters;
    private final Groups groups;
    private final AttachDev attachDev;
    private final boolean p1;

    private final Label lock;
    private final Label pasids;
    private final Label set;
    private final Step locking;
    private final Step setting;
    private final Field sid;
    private final Field busy;
    private final Field returnTo;

    ResetPrepare(
            Program program,
            Contexts contexts,
            ImmutableSet<Patch> patches,
            Masters masters,
            Groups groups,
            AttachDev attachDev,
            int devices) {
        this.contexts = contexts;
        this.masters = masters;
        this.groups = groups;
        this.attachDev = attachDev;
        this.p1 = patches.contains(Patch.P1);
        Schema.Builder schema = program.schema();
        sid = schema.means("prepare(): the device that is to be reset (smmu.md D.2)")
                .upTo(devices - 1)
                .control("prepare.sid", Schema.bitsFor(devices - 1), Integer::toString, contexts.threads());
        busy = schema.means("prepare(): whether it returned -EBUSY (smmu.md D.2)")
                .control("prepare.ret", 1, Integer::toString, contexts.threads());
        returnTo = contexts.returnAddress("prepare.return", FUNCTION);
        lock = contexts.label(FUNCTION);
        pasids = contexts.label(FUNCTION);
        set = contexts.label(FUNCTION);
        locking = lock.on("lock", "lock group->mutex; look at resetting_domain", this::lock)
                .saying((s, c) -> "lock group->mutex of device " + sid.get(s, c) + "; resetting_domain is "
                        + (groups.resetting(s, sid.get(s, c))
                                ? "set: return " + (p1 ? "0 (patch 1)" : "-EBUSY")
                                : "not set"))
                .warning("resetting_domain is set", (s, c) -> !p1 && finds(s, sid.get(s, c)))
                .asSleeping();
        pasids.on("pasids", "remove each PASID of pasid_array", this::pasids);
        setting = set.on("set", "resetting_domain := blocking; unlock, return 0", this::set);
    }

    /** prepare() looks whether the device is blocked already. */
    Step locking() {
        return locking;
    }

    /** True if {@code action} may return from it. */
    boolean unlocking(int action) {
        return locking.is(action) || setting.is(action);
    }

    /** Prepares {@code device} for a reset; goes on at {@code then}, which looks at {@link #takeBusy}. */
    boolean call(long[] s, int c, int device, Label then) {
        sid.set(s, c, device);
        contexts.setReturn(s, c, returnTo, then);
        return contexts.go(s, c, lock);
    }

    /** Whether the last call by context {@code c} returned -EBUSY, which is thereby forgotten. */
    boolean takeBusy(long[] s, int c) {
        return busy.take(s, c);
    }

    /** What {@link #takeBusy} would return: for the words of a trace. */
    boolean busy(long[] s, int c) {
        return busy.isSet(s, c);
    }

    /** Whether context {@code c} is preparing {@code device} for a reset. */
    boolean running(long[] s, int c, int device) {
        return returnTo.isSet(s, c) && sid.get(s, c) == device;
    }

    private boolean lock(long[] s, int c) {
        int device = sid.get(s, c);
        if (masters.freed(s, device)) {
            return leave(s, c); // !dev_has_iommu
        }
        if (!groups.lock(s, device)) {
            return false;
        }
        if (finds(s, device)) {
            busy.set(s, c, p1 ? 0 : 1);
            return unlock(s, c);
        }
        Label then = groups.hasPasid(s, device) ? pasids : set;
        return groups.domain(s, device) == Domain.BLOCKED
                ? contexts.go(s, c, then)
                : attachDev.call(s, c, device, groups.domain(s, device), Domain.BLOCKED, then);
    }

    /** True if {@code resetting_domain} is set for {@code device}, which is still there. */
    private boolean finds(long[] s, int device) {
        return groups.resetting(s, device) && !masters.freed(s, device);
    }

    /** {@code resetting_domain} is not set yet, so that the driver is told of group->domain as it was. */
    private boolean pasids(long[] s, int c) {
        int device = sid.get(s, c);
        return attachDev.callPasid(s, c, device, groups.pasidHome(device), Domain.BLOCKED, set);
    }

    private boolean set(long[] s, int c) {
        groups.setResetting(s, sid.get(s, c), true);
        return unlock(s, c);
    }

    private boolean unlock(long[] s, int c) {
        groups.unlock(s, sid.get(s, c));
        return leave(s, c);
    }

    private boolean leave(long[] s, int c) {
        sid.set(s, c, 0);
        return contexts.goBack(s, c, returnTo);
    }
}
