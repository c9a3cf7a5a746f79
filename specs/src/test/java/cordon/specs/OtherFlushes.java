package cordon.specs;

import static cordon.specs.Runs.base;
import static cordon.specs.Runs.v1;
import static cordon.specs.Runs.v2;
import static cordon.specs.mutation.Changes.having;
import static cordon.specs.mutation.Changes.leaving;

import com.google.common.collect.ImmutableList;
import cordon.specs.mutation.Mutant;

/** Flushes that are wrong in another way than the findings say. */
final class OtherFlushes {
    private static final String RECEIVES = "PCIe 10.1 recvTC";

    static final ImmutableList<OtherWay> ALL = ImmutableList.of(
            OtherWay.than("sync-fault-is-hidden", noSync(base("strict-unmap", "devices=obedient"))),
            OtherWay.than(
                    "sync-timeout-is-ignored", noSync(base("strict-unmap", "hwTimeout=above-1s devices=obedient"))),
            OtherWay.than("v1-worker-is-too-late", noSync(v1("strict-unmap", "devices=obedient"))),
            OtherWay.than("v1-misses-the-silent-device", noSync(v1("shared-batch", "devices=obedient,obedient"))),
            OtherWay.than("v1-ignores-a-timeout", noSync(v1("strict-unmap", "hwTimeout=above-1s devices=obedient"))),
            OtherWay.than("v1-gets-no-interrupt", noSync(v1("strict-unmap", "hwSyncPolicy=hang devices=dies"))),
            OtherWay.than("smmu-hides-a-timeout", noSync(v2("strict-unmap", "hwSyncPolicy=silent devices=dies"))),
            OtherWay.than("device-answers-unsupported-request", usesStaleCompletion("devices=ur,obedient queueLog2=4")),
            OtherWay.than(
                    "device-keeps-what-it-was-to-drop", usesStaleCompletion("devices=rogue,obedient queueLog2=4")),
            OtherWay.than(
                    "fault-is-told-to-another-waiter", noSync(v2("split-batch", "cpus=1 devices=obedient,idle"))));

    private OtherFlushes() {}

    private static Mutant noSync(Run run) {
        return new Mutant(
                "no SYNC between TLBI and ATC_INV",
                "no-stale-dma",
                run,
                "arm_smmu_domain_inv_range R1-R3",
                leaving("list.sync", 0));
    }

    private static Mutant usesStaleCompletion(String devices) {
        return new Mutant(
                "a Translation Completion that may be stale is used",
                "no-stale-dma",
                v2("bad-answers", devices),
                RECEIVES,
                having("tr.stale", 0));
    }
}
