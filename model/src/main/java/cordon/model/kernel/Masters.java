package cordon.model.kernel;

import cordon.engine.schema.Field;
import cordon.engine.schema.Index;
import cordon.engine.schema.Schema;

/** {@code struct arm_smmu_master} and the IOMMU group of each device, as far as the series touches them. */
public final class Masters {
    private final Field atsBroken;
    private final Field brokenWork;
    private final Field resetting;

    /** Declares the fields of one master for each device, each with one stream and a group of its own. */
    public Masters(Schema.Builder schema, Index device) {
        atsBroken = schema.flag("master.ats_broken", device);
        brokenWork = schema.flag("group.broken_work", device);
        resetting = schema.flag("group.resetting_domain", device);
    }

    /** {@code master->ats_broken} (P6): the device is in quarantine. */
    public boolean atsBroken(long[] s, int sid) {
        return atsBroken.isSet(s, sid);
    }

    /** Whether {@code group->resetting_domain} is set: prepare() has returned and the device is blocked. */
    public boolean resetting(long[] s, int sid) {
        return resetting.isSet(s, sid);
    }

    void setResetting(long[] s, int sid) {
        resetting.set(s, sid, 1);
    }

    /** Takes {@code group->broken_work} off the queue; whether it was there. */
    boolean takeBrokenWork(long[] s, int sid) {
        boolean queued = brokenWork.isSet(s, sid);
        brokenWork.set(s, sid, 0);
        return queued;
    }

    void setAtsBroken(long[] s, int sid) {
        atsBroken.set(s, sid, 1);
    }

    /** {@code iommu_report_device_broken()}: a work item that is already queued is not queued twice. */
    void queueBrokenWork(long[] s, int sid) {
        brokenWork.set(s, sid, 1);
    }
}
