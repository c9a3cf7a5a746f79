package cordon.model.core;

import cordon.engine.schema.Field;
import cordon.engine.schema.Schema;
import cordon.model.kernel.AttachDev;
import cordon.model.kernel.Domain;
import cordon.model.kernel.Groups;
import cordon.model.machine.Contexts;
import cordon.model.machine.Label;
import cordon.model.machine.Program;

/**
 * {@code iommu_attach_device_pasid} and {@code iommu_detach_device_pasid} (smmu.md D.1, D.3): PASID 1 of a device enters the
 * {@code pasid_array} of its group, or leaves it, and with it PASID 1 of every device of the group. Only the first looks at
 * {@code resetting_domain}.
 *
 * <pre>
 * lock group-&gt;mutex
 * attach: resetting_domain is set, or pasid_array has the PASID: return -EBUSY
 *         for each device of the group: set_dev_pasid(dev, pasid, domain);  enter it into pasid_array
 * detach: for each device of the group: remove_dev_pasid(dev, pasid, domain);  erase it from pasid_array
 * unlock
 * </pre>
 *
 * A detach of a PASID that is not there is an error of its caller, which the model's settings cannot have.
 */
final class SetPasid {
    private static final String FUNCTION = "iommu_attach_device_pasid";

    private final Contexts contexts;
    private final Groups groups;
    private final AttachDev attachDev;

    private final Label lock;
    private final Label enter;
    private final Field sid;
    private final Field attaches;
    private final Field member;
    private final Field returnTo;

    SetPasid(Program program, Contexts contexts, Groups groups, AttachDev attachDev, int devices) {
        this.contexts = contexts;
        this.groups = groups;
        this.attachDev = attachDev;
        Schema.Builder schema = program.schema();
        sid = schema.means("PASID: the device that the core was asked about (smmu.md C.7)")
                .upTo(devices - 1)
                .control("pasid.sid", Schema.bitsFor(devices - 1), Integer::toString, contexts.threads());
        attaches = schema.means("PASID: whether the PASID is attached, and not detached (smmu.md C.7)")
                .control("pasid.attaches", 1, Integer::toString, contexts.threads());
        member = schema.means("PASID: the device of the group that is dealt with now (smmu.md C.7)")
                .upTo(devices - 1)
                .control("pasid.member", Schema.bitsFor(devices - 1), Integer::toString, contexts.threads());
        returnTo = contexts.returnAddress("pasid.return", FUNCTION);
        lock = contexts.label(FUNCTION);
        enter = contexts.label(FUNCTION);
        lock.on("lock", "lock group->mutex; attach the PASID, or detach it", this::lock)
                .saying((s, c) -> "lock group->mutex of device " + sid.get(s, c) + "; " + what(s, c))
                .asSleeping();
        enter.on(
                        "enter",
                        "go on with the next device of the group; after the last, enter the PASID into pasid_array, or erase it",
                        this::enter)
                .saying((s, c) -> groups.hasMember(s, sid.get(s, c), member.get(s, c) + 1)
                        ? "go on with device " + groups.nextMember(s, sid.get(s, c), member.get(s, c) + 1)
                        : (attaches.isSet(s, c) ? "enter the PASID into" : "erase the PASID from")
                                + " pasid_array; unlock");
    }

    /** Attaches PASID 1 of the group of {@code device}, or detaches it; goes on at {@code then}. */
    boolean call(long[] s, int c, int device, boolean attach, Label then) {
        sid.set(s, c, device);
        attaches.set(s, c, attach ? 1 : 0);
        contexts.setReturn(s, c, returnTo, then);
        return contexts.go(s, c, lock);
    }

    private boolean refused(long[] s, int c) {
        int device = sid.get(s, c);
        return attaches.isSet(s, c) && (groups.resetting(s, device) || groups.hasPasid(s, device));
    }

    private String what(long[] s, int c) {
        if (refused(s, c)) {
            return (groups.resetting(s, sid.get(s, c)) ? "resetting_domain is set" : "pasid_array has PASID 1")
                    + ": return -EBUSY";
        }
        return (attaches.isSet(s, c) ? "attach PASID 1 to " : "detach PASID 1 from ") + groups.pasidHome(sid.get(s, c));
    }

    private boolean lock(long[] s, int c) {
        int device = sid.get(s, c);
        if (!groups.lock(s, device)) {
            return false;
        }
        if (refused(s, c)) {
            return unlock(s, c);
        }
        return change(s, c, groups.nextMember(s, device, 0));
    }

    private boolean change(long[] s, int c, int device) {
        member.set(s, c, device);
        Domain home = groups.pasidHome(device);
        return attaches.isSet(s, c)
                ? attachDev.callPasid(s, c, device, Domain.BLOCKED, home, enter)
                : attachDev.callPasid(s, c, device, home, Domain.BLOCKED, enter);
    }

    private boolean enter(long[] s, int c) {
        int next = member.get(s, c) + 1;
        if (groups.hasMember(s, sid.get(s, c), next)) {
            return change(s, c, groups.nextMember(s, sid.get(s, c), next));
        }
        groups.setPasid(s, sid.get(s, c), attaches.isSet(s, c));
        return unlock(s, c);
    }

    private boolean unlock(long[] s, int c) {
        groups.unlock(s, sid.get(s, c));
        sid.set(s, c, 0);
        attaches.set(s, c, 0);
        member.set(s, c, 0);
        return contexts.goBack(s, c, returnTo);
    }
}
