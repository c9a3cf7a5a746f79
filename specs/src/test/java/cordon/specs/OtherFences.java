package cordon.specs;

import static cordon.specs.Runs.v1;
import static cordon.specs.Runs.v2;
import static cordon.specs.mutation.Changes.having;
import static cordon.specs.mutation.Changes.keeping;
import static cordon.specs.mutation.Changes.leaving;
import static cordon.specs.mutation.Changes.pretending;

import com.google.common.collect.ImmutableList;
import cordon.specs.mutation.Mutant;

/** Fences that are not up, and blame that is wrong, in another way than the findings say. */
final class OtherFences {
    private static final String STORE = "disable (patch 7) store";

    static final ImmutableList<OtherWay> ALL = ImmutableList.of(
            OtherWay.than("fence-times-out", leavesEatsOn("hwSyncPolicy=hang")),
            OtherWay.than("fence-waits-for-a-held-off-isr", leavesEatsOn("gerrIrqCpu=cpu0")),
            OtherWay.than("flag-is-trusted-before-the-fence", leavesEatsOn("fenceOrder=flag-first")),
            OtherWay.than("flag-of-a-failed-fence-is-trusted", leavesEatsOn("rounds=2")),
            OtherWay.than(
                    "batch-is-collected-before-the-flag",
                    new Mutant(
                            "ats_broken is not looked at",
                            "no-atc-inv-in-quarantine",
                            v2("strict-unmap", "rounds=2"),
                            "__arm_smmu_domain_inv_range R4",
                            pretending("master.ats_broken", 0))),
            OtherWay.than("slow-device-is-blamed", blamesEverybody("devices=slow,obedient", "hwTimeout=above-1s")),
            OtherWay.than(
                    "quarantine-outlives-a-late-answer",
                    new Mutant(
                            "every retried Stream ID is taken for silent",
                            "recovered-device-works",
                            v2("shared-batch", "devices=slow,obedient hwTimeout=above-1s"),
                            "retry (patch 7) result",
                            having("list.ret", 1))),
            OtherWay.than("retry-waits-behind-a-stuck-sync", blamesEverybody("devices=mute,obedient", "")),
            OtherWay.than(
                    "whole-batch-is-blamed",
                    blamesEverybody(
                            "devices=obedient,obedient",
                            "retryStrategy=none",
                            "__arm_smmu_domain_inv_range R4 result")),
            OtherWay.than(
                    "retry-takes-the-fault-of-another-batch", blamesEverybody("devices=mute,obedient", "batchMax=1")),
            OtherWay.than(
                    "v1-takes-the-last-of-the-batch",
                    new Mutant(
                            "the worker runs for a device that no item was queued for",
                            "blame-is-exact",
                            v1("shared-batch", "devices=obedient,obedient"),
                            "v1 worker run",
                            having("v1.work", 1))),
            OtherWay.than("writer-overwrites-the-fence", noCfgi("cdtable,abort")),
            OtherWay.than("writer-does-not-know-of-the-fence", noCfgi("cdtable,s1dss-terminate")),
            OtherWay.than(
                    "fence-stores-an-old-word",
                    new Mutant(
                            "the critical word is stored first",
                            "no-mixed-entry",
                            v2("entry-fence", "entries=cdtable,bypass"),
                            "arm_smmu_write_entry W1",
                            leaving("writer.phase", 1))));

    private OtherFences() {}

    private static Mutant leavesEatsOn(String differences) {
        return new Mutant(
                "P7 leaves EATS on in the STE",
                "flush-contract",
                v2("strict-unmap", differences),
                STORE,
                keeping("ste.EATS"));
    }

    private static Mutant blamesEverybody(String devices, String differences) {
        return blamesEverybody(devices, differences, "retry (patch 7) result");
    }

    private static Mutant blamesEverybody(String devices, String differences, String step) {
        return new Mutant(
                "every Stream ID is taken for silent",
                "blame-is-exact",
                v2("shared-batch", (devices + " " + differences).strip()),
                step,
                having("list.ret", 1));
    }

    private static Mutant noCfgi(String entries) {
        return new Mutant(
                "P7 issues no CFGI_STE",
                "fence-stays-up",
                v2("entry-fence", "entries=" + entries),
                STORE,
                keeping("inflight.CFGI"));
    }
}
