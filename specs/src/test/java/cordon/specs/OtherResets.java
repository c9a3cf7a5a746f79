package cordon.specs;

import static cordon.specs.Runs.base;
import static cordon.specs.Runs.v1;
import static cordon.specs.Runs.v2;
import static cordon.specs.Runs.without;
import static cordon.specs.mutation.Changes.having;
import static cordon.specs.mutation.Changes.keeping;
import static cordon.specs.mutation.Changes.leaving;
import static cordon.specs.mutation.Changes.pretending;

import com.google.common.collect.ImmutableList;
import cordon.model.Patch;
import cordon.specs.mutation.Mutant;

/** Resets, recoveries and removals that are wrong in another way than the findings say. */
final class OtherResets {
    private static final String ATTACH = "arm_smmu_attach_prepare A2-A6";
    private static final String ENABLE = "arm_smmu_attach_commit A10 enable";
    private static final String FLUSH = "arm_smmu_domain_inv_range R1-R3";
    private static final String SHARED = "devices=idle,idle tasks=reset:1 rounds=0";

    private static final Mutant STILL_SILENT = new Mutant(
            "a device is silent after a reset that succeeded",
            "quarantine-ends-with-recovery",
            base("reset", "resetOutcome=ok rounds=0"),
            "pcie_flr ok",
            leaving("device.mute", 1));
    private static final Mutant NO_SYNC = noSync(base("strict-unmap", "devices=obedient"));
    private static final Mutant NOT_BLOCKED = notBlocked(v2("reset", "rounds=0"));
    private static final Mutant NOT_BLOCKED_IN_GROUP = notBlocked(v2("second-member", SHARED));
    private static final Mutant HEALTHY_IS_BLAMED = new Mutant(
            "every retried Stream ID is taken for silent",
            "blame-is-exact",
            v2("shared-batch", ""),
            "retry (patch 7) result",
            having("list.ret", 1));
    private static final Mutant WORK_WITHOUT_ERROR = workWithoutError("devices=obedient");
    private static final Mutant NO_NEW_ARRAY = new Mutant(
            "attach publishes no new array",
            "users-are-exact",
            v2("re-attach", ""),
            ATTACH,
            keeping("invs", "domain.invs"));
    private static final Mutant NO_NEW_ARRAY_FOR_PASID = new Mutant(
            "attach publishes no new array",
            "users-are-exact",
            v2("set-pasid", ""),
            ATTACH,
            keeping("invs", "domain.invs"));
    private static final Mutant READERS_ARE_NOT_AWAITED = new Mutant(
            "unref does not wait for the readers",
            "no-freed-master",
            v2("remove", "devices=obedient"),
            "arm_smmu_attach_commit_invs A12 fence",
            pretending("inv.invs", 0));

    private static final Mutant ATS_STAYS_ON = new Mutant(
            "pci_disable_ats does not reach the device",
            "ats-mirror",
            v2("detach", ""),
            "arm_smmu_attach_prepare A7",
            leaving("device.ATS.E", 1));

    static final ImmutableList<OtherWay> ALL = ImmutableList.of(
            OtherWay.than("failed-reset-is-done", STILL_SILENT),
            OtherWay.than("done-after-enotty", STILL_SILENT),
            OtherWay.than("probe-ends-a-quarantine", STILL_SILENT),
            OtherWay.than("failed-reset-reopens-a-stale-atc", NO_SYNC),
            OtherWay.than("done-after-enotty-reopens-a-stale-atc", NO_SYNC),
            OtherWay.than("probe-reopens-a-stale-atc", NO_SYNC),
            OtherWay.than("probe-leaves-a-device-blocked", noAts(v2("re-attach", ""))),
            OtherWay.than("probe-unblocks-a-device-that-is-reset", NOT_BLOCKED),
            OtherWay.than("inner-done-attaches-before-the-outer-reset", NOT_BLOCKED),
            OtherWay.than("prepare-skips-the-second-device-of-a-group", NOT_BLOCKED_IN_GROUP),
            OtherWay.than("done-of-a-neighbour-takes-the-blockade", noAts(v2("second-member", SHARED))),
            OtherWay.than("failed-reset-blocks-the-whole-group", noAts(v2("second-member", SHARED))),
            OtherWay.than("resetting-domain-is-set-after-the-pasids", noSync(v2("pasids", "devices=obedient cpus=1"))),
            OtherWay.than(
                    "ats-is-on-before-pasid-enable-is-restored",
                    new Mutant(
                            "a reset does not clear ATS Control.E",
                            "pasid-enable-is-stable",
                            v2("reset-with-pasids", "devices=obedient resetOutcome=fail rounds=0"),
                            "pcie_flr reset",
                            leaving("device.ATS.E", 1))),
            OtherWay.than("pasid-is-removed-a-second-time", NO_NEW_ARRAY_FOR_PASID),
            OtherWay.than("bus-reset-loses-an-atc-inv", HEALTHY_IS_BLAMED),
            OtherWay.than("outer-reset-loses-an-atc-inv", HEALTHY_IS_BLAMED),
            OtherWay.than("atc-inv-outlives-prepare", HEALTHY_IS_BLAMED),
            OtherWay.than("reset-beside-a-pasid-loses-an-atc-inv", workWithoutError("devices=obedient pasid=on")),
            OtherWay.than("v1-work-outlives-the-recovery", WORK_WITHOUT_ERROR),
            OtherWay.than("reset-ends-before-the-blame", HEALTHY_IS_BLAMED),
            OtherWay.than("flag-is-set-after-the-reset", noAts(v2("re-attach", ""))),
            OtherWay.than(
                    "done-attaches-pasids-of-the-whole-group",
                    new Mutant(
                            "attach publishes no new array",
                            "users-are-exact",
                            base("set-pasid", "groups=shared devices=idle,idle rounds=0 queueLog2=4"),
                            ATTACH,
                            keeping("invs", "domain.invs"))),
            OtherWay.than("nobody-clears-ats-broken", noAts(without(Patch.P2, "re-attach", ""))),
            OtherWay.than(
                    "ats-broken-is-cleared-after-the-attach", noAts(v2("re-attach", "resetDoneOrder=after-attach"))),
            OtherWay.than("worker-blocks-a-recovered-device", noAts(v2("re-attach", "brokenWorker=on"))),
            OtherWay.than("v1-bus-master-stays-off", noAts(v1("re-attach", "brokenWorker=on"))),
            OtherWay.than("bus-reset-lifts-nothing", noAts(v2("re-attach", ""))),
            OtherWay.than("removal-detaches-a-blocked-device-again", NO_NEW_ARRAY),
            OtherWay.than("shared-asid-entry-keeps-a-freed-master", READERS_ARE_NOT_AWAITED),
            OtherWay.than("replaced-array-keeps-a-freed-master", READERS_ARE_NOT_AWAITED),
            OtherWay.than(
                    "report-beside-a-reset",
                    new Mutant(
                            "ats_broken is not looked at",
                            "reports-once",
                            v2("strict-unmap", "rounds=2"),
                            "__arm_smmu_domain_inv_range R4",
                            pretending("master.ats_broken", 0))),
            OtherWay.than(
                    "tlbi-of-a-detach-times-out",
                    new Mutant(
                            "TLBI removes nothing",
                            "asid-is-clean",
                            v2("detach", ""),
                            "SMMU 4.8 perform TLBI",
                            keeping("tlb", "tlb.generation"))),
            OtherWay.than(
                    "abort-entry-waits-in-a-stuck-queue",
                    new Mutant(
                            "CFGI_STE drops no copy",
                            "detached-device-is-silent",
                            v2("broken-worker", ""),
                            "SMMU 4.8 perform CFGI_STE",
                            keeping("steCache", "steCache.STE", "steCache.EATS"))),
            OtherWay.than(
                    "array-is-left-before-the-entry-is-seen",
                    new Mutant(
                            "attach publishes no new array",
                            "invs-cover-attached",
                            v2("re-attach", ""),
                            ATTACH,
                            keeping("invs", "domain.invs"))),
            OtherWay.than("ats-is-on-before-the-entry-is-seen", ATS_STAYS_ON),
            OtherWay.than("failed-aer-restores-nothing", ATS_STAYS_ON));

    private OtherResets() {}

    private static Mutant workWithoutError(String settings) {
        return new Mutant(
                "v1's work is queued without an error",
                "blame-is-exact",
                v1("strict-unmap", settings),
                FLUSH,
                leaving("v1.work", 1));
    }

    private static Mutant noSync(Run run) {
        return new Mutant("no SYNC between TLBI and ATC_INV", "no-stale-dma", run, FLUSH, leaving("list.sync", 0));
    }

    private static Mutant notBlocked(Run run) {
        return new Mutant(
                "prepare() returns without having blocked the device",
                "reset-is-bracketed",
                run,
                "pci_dev_reset_iommu_prepare lock",
                having("group.resetting_domain", 1));
    }

    private static Mutant noAts(Run run) {
        return new Mutant(
                "pci_enable_ats does not reach the device",
                "recovered-device-works",
                run,
                ENABLE,
                keeping("device.ATS.E", "pci.ats_enabled"));
    }
}
