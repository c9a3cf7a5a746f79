package cordon.model;

/**
 * A patch of the series "Quarantine device upon ATC invalidation timeout": P1 to P7 of v2, 17 March 2026, what v1 had
 * in their place, and changes of v2 that nobody has posted (docs/proof.md). The code that a patch changes asks for it by name at the place where the kernel diff is.
 */
public enum Patch {
    /** Call done() only if the reset succeeded. */
    P1("done() only after a successful reset; prepare() of a blocked device succeeds"),
    /** {@code iommu_ops.reset_device_done}. */
    P2("iommu_ops.reset_device_done(): the driver lifts the quarantine"),
    /** {@code iommu_report_device_broken()}. */
    P3("iommu_report_device_broken(): queue the work that blocks the device in the core"),
    /** {@code cmdq->atc_sync_timeouts}. */
    P4("cmdq->atc_sync_timeouts: the issuer of a CMD_SYNC learns that it faulted"),
    /** {@code arm_smmu_inv.smmu} becomes {@code .master}. */
    P5("arm_smmu_inv.master: from a timed-out entry to the device (P7 builds on it)"),
    /** {@code master->ats_broken}. */
    P6("master->ats_broken: no further ATS, no further ATC_INV"),
    /** Block ATS upon an ATC invalidation timeout. */
    P7("retry per Stream ID, fence the STE, report the device"),
    /** The second patch of the first version, 4 March 2026. */
    V1_WORK("v1: the ISR takes the Stream ID from the entry before CONS and queues work that resets the device"),
    /** Not posted: an attach waits for the flushes that read an array without the device. */
    ATTACH_WAITS(
            "not posted: attach waits for a grace period after it has published the array, before it stores the STE"),
    /** Not posted: a detach waits for the flushes that read an array with the device. */
    DETACH_WAITS("not posted: detach waits for a grace period after it has purged the array"),
    /** Not posted: an attach does not turn ATS on for a device that does not answer. */
    RESULT("not posted: ATS stays off unless the ATC_INV of an attach was answered and ats_broken is not set after it"),
    /** Not posted: {@code master->fenced} beside {@code master->ats_broken}. */
    TWO_MARKS(
            "not posted: ats_broken, at which attaches look, before the fence; fenced, at which flushes look, after it"),
    /** Not posted, in the place of {@link #TWO_MARKS}: a spin lock per master, taken with interrupts disabled. */
    LOCK(
            "not posted, in the place of TWO_MARKS: flag and STE change under a lock per master, P7's and those of an attach");

    private final String summary;

    Patch(String summary) {
        this.summary = summary;
    }

    /** One line: what the patch does. */
    public String summary() {
        return summary;
    }
}
