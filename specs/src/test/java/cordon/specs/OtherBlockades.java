package cordon.specs;

import static cordon.specs.Runs.base;
import static cordon.specs.Runs.v2;
import static cordon.specs.Runs.without;
import static cordon.specs.mutation.Changes.having;
import static cordon.specs.mutation.Changes.keeping;
import static cordon.specs.mutation.Changes.leaving;

import com.google.common.collect.ImmutableList;
import cordon.model.Patch;
import cordon.specs.mutation.Mutant;

/** Blockades, refusals and marks that are wrong in another way than the findings say. */
final class OtherBlockades {
    private static final String TWO_RESETS = "devices=obedient rounds=0";

    static final ImmutableList<OtherWay> ALL = ImmutableList.of(
            OtherWay.than(
                    "prepare-restores-the-old-entry",
                    new Mutant(
                            "prepare() returns without having blocked the device",
                            "reset-is-fenced",
                            v2("reset-with-pasids", "devices=obedient resetOutcome=ok rounds=0"),
                            "pci_dev_reset_iommu_prepare lock",
                            having("group.resetting_domain", 1))),
            OtherWay.than(
                    "mark-outlives-its-issuer",
                    new Mutant(
                            "the issuer of a CMD_SYNC leaves its bit set",
                            "mark-is-taken",
                            v2("strict-unmap", "queueLog2=2"),
                            "arm_smmu_cmdq_issue_cmdlist P13 patch 4",
                            keeping("cmdq.atc_sync_timeouts"))),
            OtherWay.than("old-word-of-the-fence-stays", noEntry(v2("identity", "devices=idle"))),
            OtherWay.than(
                    "core-forgets-which-device-is-blocked",
                    noEntry(v2("second-member", "devices=idle,idle tasks=identity rounds=0"))),
            OtherWay.than(
                    "probe-blocks-a-live-device",
                    new Mutant(
                            "every retried Stream ID is taken for silent",
                            "healthy-device-is-not-blocked",
                            v2("shared-batch", ""),
                            "retry (patch 7) result",
                            having("list.ret", 1))),
            OtherWay.than("inner-prepare-is-refused", isNotLifted(base("repeated-reset", TWO_RESETS))),
            OtherWay.than(
                    "blockade-of-the-worker-refuses-every-reset",
                    isNotLifted(without(Patch.P1, "repeated-reset", TWO_RESETS + " brokenWorker=on"))),
            OtherWay.than("prepare-finds-the-blockade-of-another", warns(base("re-attach", ""))),
            OtherWay.than("owner-is-refused-while-blocked", warns(v2("re-attach", ""))),
            OtherWay.than(
                    "pasid-returns-while-blocked",
                    noEntry(v2("detach-beside-pasid", "devices=idle tasks=identity rounds=0"))),
            OtherWay.than(
                    "worker-is-refused-beside-a-reset", losesReport(without(Patch.P1, "broken-worker", "rounds=1"))),
            OtherWay.than(
                    "worker-leaves-a-shared-group-alone",
                    losesReport(v2("second-member", "tasks=none brokenWorker=on"))));

    private OtherBlockades() {}

    private static Mutant noEntry(Run run) {
        return new Mutant(
                "the STE is not written for the identity domain",
                "entry-is-right",
                run,
                "arm_smmu_write_entry W2",
                keeping("ste", "ste.EATS"));
    }

    private static Mutant losesReport(Run run) {
        return new Mutant(
                "P7 fences the device, and its report is lost",
                "reported-is-blocked",
                run,
                "disable (patch 7) report",
                keeping("group.broken_work"));
    }

    private static Mutant isNotLifted(Run run) {
        return new Mutant(
                "done() leaves resetting_domain set",
                "prepare-refuses-nobody",
                run,
                "pci_dev_reset_iommu_done clear",
                leaving("group.resetting_domain", 1));
    }

    private static Mutant warns(Run run) {
        return new Mutant(
                "pci_disable_ats is not called",
                "no-kernel-warning",
                run,
                "arm_smmu_attach_prepare A7",
                keeping("pci.ats_enabled", "device.ATS.E"));
    }
}
