package cordon.specs;

import static cordon.specs.Runs.base;
import static cordon.specs.Runs.v2;
import static cordon.specs.mutation.Changes.having;
import static cordon.specs.mutation.Changes.keeping;
import static cordon.specs.mutation.Changes.leaving;
import static cordon.specs.mutation.Changes.never;

import com.google.common.collect.ImmutableList;
import cordon.specs.mutation.Mutant;

/** Queues that are stuck, or lost track of, in another way than the findings say. */
final class OtherQueues {
    static final ImmutableList<OtherWay> ALL = ImmutableList.of(
            OtherWay.than(
                    "cons-is-guessed-without-its-msi",
                    new Mutant(
                            "a waiter that gives up claims that everything was consumed",
                            "queue-consistent",
                            v2("msi-polling", "hwTimeout=above-1s"),
                            "arm_smmu_cmdq_issue_cmdlist P13 timeout",
                            (f, right, s, c) -> {
                                boolean taken = right.apply(s, c);
                                f.get("sync.cons").set(s, c, f.get("CMDQ_PROD").get(s));
                                return taken;
                            })),
            OtherWay.than(
                    "overtaken-queue-loses-commands",
                    new Mutant(
                            "pci_disable_ats does not reach the device",
                            "ats-mirror",
                            v2("detach", "syncPoll=msi"),
                            "arm_smmu_attach_prepare A7",
                            leaving("device.ATS.E", 1))),
            OtherWay.than(
                    "late-msi-ends-another-wait",
                    new Mutant(
                            "an MSI is not waited for",
                            "sync-means-consumed",
                            v2("msi-polling", "rounds=1"),
                            "arm_smmu_cmdq_issue_cmdlist P13",
                            having("msi.arrived", 1))),
            OtherWay.than("tlbi-timeout-is-ignored", noSync("tlbi-before-atc-inv")),
            OtherWay.than("tlb-keeps-an-unmapped-page", noSync("no-stale-dma")),
            OtherWay.than(
                    "tlb-outlives-the-flush",
                    new Mutant(
                            "TLBI removes nothing",
                            "no-early-iova-reuse",
                            base("lazy-unmap", "devices=obedient"),
                            "SMMU 4.8 perform TLBI",
                            keeping("tlb", "tlb.generation"))),
            OtherWay.than(
                    "atc-is-filled-again-from-the-tlb",
                    new Mutant(
                            "a Translation Completion that may be stale is used",
                            "no-stale-dma",
                            base("strict-unmap", "devices=obedient"),
                            "PCIe 10.1 recvTC",
                            having("tr.stale", 0))),
            OtherWay.than(
                    "full-queue-keeps-the-isr-off",
                    new Mutant(
                            "a poll has no limit of 1 s",
                            "no-deadlock",
                            v2("strict-unmap", "gerrIrqCpu=cpu0"),
                            "arm_smmu_cmdq_issue_cmdlist P13 timeout",
                            never())),
            OtherWay.than(
                    "full-queue-behind-a-stuck-sync", neverCompletes("no-deadlock", "hwSyncPolicy=hang queueLog2=1")),
            OtherWay.than("sync-never-completes", neverCompletes("queue-drains", "hwSyncPolicy=hang")),
            OtherWay.than("sync-faults-for-ever", neverCompletes("queue-drains", "hwSyncPolicy=sticky")));

    private OtherQueues() {}

    private static Mutant noSync(String property) {
        return new Mutant(
                "no SYNC between TLBI and ATC_INV",
                property,
                base("strict-unmap", "devices=obedient"),
                "arm_smmu_domain_inv_range R1-R3",
                leaving("list.sync", 0));
    }

    private static Mutant neverCompletes(String property, String differences) {
        return new Mutant(
                "no SYNC ever completes",
                property,
                v2("termination", "tasks=none devices=obedient " + differences),
                "SMMU 4.7.3 complete SYNC",
                never());
    }
}
