package cordon.model.core;

import com.google.common.collect.ImmutableSet;
import cordon.engine.schema.Field;
import cordon.engine.schema.Schema;
import cordon.model.Choice.ResetDoneOrder;
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
 * {@code pci_dev_reset_iommu_done} (smmu.md D.3), with {@code iommu_ops.reset_device_done} (P2), whose place is not known:
 * {@link ResetDoneOrder}.
 *
 * <pre>
 * the device has been removed: return
 * lock group-&gt;mutex
 * resetting_domain is not set: return
 * reset_device_done(dev): master.ats_broken := false (P2, P6), master.fenced := false (TWO_MARKS)
 * group.domain != blocking: attach(group.domain, dev, old=blocking), its result only warned about
 * for each PASID in pasid_array, for each device of the group:
 *     set_dev_pasid(device, pasid, its domain, old=blocking), the same            __iommu_set_group_pasid
 * resetting_domain := NULL;  unlock
 * </pre>
 *
 * So the PASID of another device of the group, which prepare() did not remove, is attached once more.
 */
final class ResetDone {
    private static final String FUNCTION = "pci_dev_reset_iommu_done";

    private final Contexts contexts;
    private final Masters masters;
    private final Groups groups;
    private final AttachDev attachDev;
    private final ResetDoneOrder order;
    private final boolean p2;

    private final Label lock;
    private final Label recovered;
    private final Label attach;
    private final Label pasids;
    private final Label clear;
    private final Label last; // what follows when everything is attached again
    private final Step locking;
    private final Step lifting;
    private final Field sid;
    private final Field member;
    private final Field returnTo;

    ResetDone(
            Program program,
            Contexts contexts,
            ImmutableSet<Patch> patches,
            Masters masters,
            Groups groups,
            AttachDev attachDev,
            ResetDoneOrder order,
            int devices) {
        this.contexts = contexts;
        this.masters = masters;
        this.groups = groups;
        this.attachDev = attachDev;
        this.order = order;
        this.p2 = patches.contains(Patch.P2);
        Schema.Builder schema = program.schema();
        sid = schema.means("done(): the device that was reset (smmu.md D.3)")
                .upTo(devices - 1)
                .control("done.sid", Schema.bitsFor(devices - 1), Integer::toString, contexts.threads());
        member = schema.means("done(): the device of the group whose PASID is attached now (smmu.md D.3)")
                .upTo(devices - 1)
                .control("done.member", Schema.bitsFor(devices - 1), Integer::toString, contexts.threads());
        returnTo = contexts.returnAddress("done.return", FUNCTION);
        lock = contexts.label(FUNCTION);
        recovered = contexts.label("arm_smmu_reset_device_done");
        attach = contexts.label(FUNCTION);
        pasids = contexts.label(FUNCTION);
        clear = contexts.label(FUNCTION);
        last = p2 && order == ResetDoneOrder.AFTER_ATTACH ? recovered : clear;
        locking = lock.on("lock", "lock group->mutex; look at resetting_domain", this::lock)
                .saying((s, c) -> "lock group->mutex of device " + sid.get(s, c) + "; resetting_domain is "
                        + (groups.resetting(s, sid.get(s, c)) ? "set" : "not set: return"))
                .asSleeping();
        recovered
                .on("patch 2", "master.ats_broken := false", this::recovered)
                .saying((s, c) -> "ats_broken of device " + sid.get(s, c) + " := false");
        attach.on("attach", "attach group->domain again", this::attach)
                .saying((s, c) -> "attach device " + sid.get(s, c) + " to " + groups.domain(s, sid.get(s, c)));
        pasids.on("pasids", "attach each PASID of pasid_array again, for the next device of the group", this::pasids)
                .saying((s, c) ->
                        "attach PASID 1 of device " + nextMember(s, c) + " to " + groups.pasidHome(sid.get(s, c)));
        lifting = clear.on("clear", "resetting_domain := NULL; unlock", this::clear);
    }

    /** The reset is over. */
    Step lifting() {
        return lifting;
    }

    /** True if {@code action} may return from it. */
    boolean unlocking(int action) {
        return locking.is(action) || lifting.is(action);
    }

    /** The device whose reset context {@code c} finishes. */
    int sid(long[] s, int c) {
        return sid.get(s, c);
    }

    /** Whether context {@code c} is in the function for {@code device}. */
    boolean running(long[] s, int c, int device) {
        return returnTo.isSet(s, c) && sid.get(s, c) == device;
    }

    /** The reset of {@code device} is over; goes on at {@code then}. */
    boolean call(long[] s, int c, int device, Label then) {
        sid.set(s, c, device);
        contexts.setReturn(s, c, returnTo, then);
        return contexts.go(s, c, lock);
    }

    private boolean lock(long[] s, int c) {
        int device = sid.get(s, c);
        if (masters.freed(s, device)) {
            return leave(s, c); // !dev_has_iommu
        }
        if (!groups.lock(s, device)) {
            return false;
        }
        if (!groups.resetting(s, device)) {
            return unlock(s, c);
        }
        return contexts.go(s, c, p2 && order == ResetDoneOrder.BEFORE_ATTACH ? recovered : attach);
    }

    private boolean recovered(long[] s, int c) {
        masters.endQuarantine(s, sid.get(s, c));
        return contexts.go(s, c, order == ResetDoneOrder.BEFORE_ATTACH ? attach : clear);
    }

    private boolean attach(long[] s, int c) {
        Domain domain = groups.domain(s, sid.get(s, c));
        Label then = groups.hasPasid(s, sid.get(s, c)) ? pasids : last;
        return domain == Domain.BLOCKED
                ? contexts.go(s, c, then)
                : attachDev.call(s, c, sid.get(s, c), Domain.BLOCKED, domain, then);
    }

    private boolean pasids(long[] s, int c) {
        int device = nextMember(s, c);
        boolean more = groups.hasMember(s, device, device + 1);
        member.set(s, c, more ? device + 1 : 0);
        return attachDev.callPasid(s, c, device, Domain.BLOCKED, groups.pasidHome(device), more ? pasids : last);
    }

    /** The device whose PASIDs are attached next. */
    private int nextMember(long[] s, int c) {
        return groups.nextMember(s, sid.get(s, c), member.get(s, c));
    }

    private boolean clear(long[] s, int c) {
        groups.setResetting(s, sid.get(s, c), false);
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
