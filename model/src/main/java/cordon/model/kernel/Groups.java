package cordon.model.kernel;

import cordon.engine.schema.EnumField;
import cordon.engine.schema.Field;
import cordon.engine.schema.Field.Role;
import cordon.engine.schema.Index;
import cordon.engine.schema.Schema;

/**
 * {@code struct iommu_group}: a group for each device, or one for all (smmu.md D.1), with what P3 adds; and the paging
 * domains, as objects that can be freed.
 *
 * <p>A group has one domain and one {@code pasid_array}. Its members are {@code group->devices}, which a device leaves when it is
 * removed: no loop over the group reaches it from then on.
 */
public final class Groups {
    private final int devices;
    private final GroupLayout layout;
    private final Masters masters;
    private final Field mutex;
    private final EnumField<Domain> domain;
    private final Field pasidArray;
    private final Field resetting;
    private final Field brokenWork;
    private final Field domainFreed;
    private final Field deviceLock;

    /** Declares the fields. */
    Groups(Schema.Builder schema, int devices, GroupLayout layout, Masters masters) {
        this.devices = devices;
        this.layout = layout;
        this.masters = masters;
        Index group = new Index("group", layout.shared() ? 1 : devices);
        mutex = schema.means("whether group->mutex is held (smmu.md C.10)")
                .control("group.mutex", 1, Integer::toString, group);
        domain = schema.means(
                        "group->domain: the domain that the group is attached to, also while a reset blocks it (smmu.md D.1)")
                .enumField("group.domain", Domain.class, Role.DATA, group);
        pasidArray = schema.means("whether PASID 1 is in group->pasid_array (smmu.md D.1)")
                .flag("group.pasid_array", group);
        resetting = schema.means(
                        "whether group->resetting_domain is set: prepare() was called and done() was not (smmu.md D.2)")
                .flag("group.resetting_domain", group);
        brokenWork = schema.means("P3: whether the work that blocks the device in the core is queued (series.md P3)")
                .flag("group.broken_work", group);
        domainFreed = schema.means("whether iommu_domain_free was called for the paging domain (smmu.md D.3)")
                .flag("domain.freed", new Index("domain", layout.domains()));
        deviceLock = schema.means("whether the lock of the PCI device is held (smmu.md D.4)")
                .control("device.lock", 1, Integer::toString, new Index("device", devices));
    }

    /** See {@link GroupLayout#home}. */
    public Domain home(int sid) {
        return layout.home(sid);
    }

    /** {@code sid} and {@code other} are of one group. */
    public boolean sameGroup(int sid, int other) {
        return layout.sameGroup(sid, other);
    }

    /** See {@link GroupLayout#pasidHome}. */
    public Domain pasidHome(int sid) {
        return layout.pasidHome(sid);
    }

    /**
     * The first device from {@code from} on in {@code group->devices} of the group of {@code sid}; the number of all devices if there
     * is none.
     */
    public int nextMember(long[] s, int sid, int from) {
        int device = from;
        while (device < devices && (!layout.sameGroup(sid, device) || masters.freed(s, device))) {
            device++;
        }
        return device;
    }

    /** Whether there is a member from {@code from} on, as {@link #nextMember} finds it. */
    public boolean hasMember(long[] s, int sid, int from) {
        return nextMember(s, sid, from) < devices;
    }

    /** {@code mutex_lock(group->mutex)} for the group of {@code sid}: false while somebody else has it. */
    public boolean lock(long[] s, int sid) {
        return take(mutex, s, of(sid));
    }

    /** {@code mutex_unlock}. */
    public void unlock(long[] s, int sid) {
        mutex.set(s, of(sid), 0);
    }

    /** True if somebody has {@code group->mutex} of the group of {@code sid}. */
    public boolean isLocked(long[] s, int sid) {
        return mutex.isSet(s, of(sid));
    }

    /** {@code device_lock}: false while somebody else has it. */
    public boolean lockDevice(long[] s, int sid) {
        return take(deviceLock, s, sid);
    }

    /** Both as one step: false while somebody else has either. */
    public boolean lockDeviceAndGroup(long[] s, int sid) {
        return !mutex.isSet(s, of(sid)) && lockDevice(s, sid) && lock(s, sid);
    }

    /** {@code device_unlock}. */
    public void unlockDevice(long[] s, int sid) {
        deviceLock.set(s, sid, 0);
    }

    /** {@code group->domain}: what the group is to be attached to, apart from resets. */
    public Domain domain(long[] s, int sid) {
        return domain.get(s, of(sid));
    }

    /** {@code iommu_driver_get_domain_for_dev}: what the driver is told that the device is attached to. */
    Domain domainForDriver(long[] s, int sid) {
        return resetting(s, sid) ? Domain.BLOCKED : domain(s, sid);
    }

    /** Whether {@code group->pasid_array} has PASID 1, which is then to be attached to {@link #pasidHome}. */
    public boolean hasPasid(long[] s, int sid) {
        return pasidArray.isSet(s, of(sid));
    }

    /** Enters PASID 1 into {@code group->pasid_array}, or removes it. */
    public void setPasid(long[] s, int sid, boolean to) {
        pasidArray.set(s, of(sid), to ? 1 : 0);
    }

    /** Sets {@code group->domain}. */
    public void setDomain(long[] s, int sid, Domain to) {
        domain.set(s, of(sid), to);
    }

    /** Whether {@code group->resetting_domain} is set: prepare() has returned and done() has not been called. */
    public boolean resetting(long[] s, int sid) {
        return resetting.isSet(s, of(sid));
    }

    /** Sets or clears {@code group->resetting_domain}. */
    public void setResetting(long[] s, int sid, boolean to) {
        resetting.set(s, of(sid), to ? 1 : 0);
    }

    /** {@code iommu_report_device_broken()} (P3). A work item that is already queued is not queued twice. */
    void reportDeviceBroken(long[] s, int sid) {
        brokenWork.set(s, of(sid), 1);
    }

    /** Whether {@code group->broken_work} of the group of {@code sid} is queued. */
    public boolean brokenWorkQueued(long[] s, int sid) {
        return brokenWork.isSet(s, of(sid));
    }

    /** The worker takes {@code group->broken_work} off the queue. */
    public void takeBrokenWork(long[] s, int sid) {
        brokenWork.set(s, of(sid), 0);
    }

    /** {@code iommu_domain_free} of a paging domain. */
    public void freeDomain(long[] s, Domain paging) {
        domainFreed.set(s, paging.index(), 1);
    }

    /** Whether a paging domain was freed. */
    public boolean freed(long[] s, Domain paging) {
        return domainFreed.isSet(s, paging.index());
    }

    private int of(int sid) {
        return layout.group(sid);
    }

    private static boolean take(Field lock, long[] s, int i) {
        if (lock.isSet(s, i)) {
            return false;
        }
        lock.set(s, i, 1);
        return true;
    }
}
