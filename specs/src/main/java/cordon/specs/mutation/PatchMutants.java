package cordon.specs.mutation;

import static cordon.specs.Runs.locked;
import static cordon.specs.Runs.marked;
import static cordon.specs.Runs.v2;
import static cordon.specs.mutation.Changes.having;
import static cordon.specs.mutation.Changes.keeping;
import static cordon.specs.mutation.Changes.leaving;
import static cordon.specs.mutation.Changes.never;
import static cordon.specs.mutation.Changes.pretending;
import static cordon.specs.mutation.Changes.skipping;
import static cordon.specs.mutation.Changes.without;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import cordon.model.Patch;
import cordon.specs.Run;

/**
 * The series with one place of one patch missing, or with half of what a place does. The places that {@link DriverMutants} and
 * {@link CoreMutants} drop are not here again. Of each the property is among those that notice it first of all in the run, by
 * whatever the right model does not show there: not only by a violation.
 */
public final class PatchMutants {
    private static final Run STRICT_UNMAP = v2("strict-unmap", "");
    private static final Run MSI_POLLING = v2("msi-polling", "queueLog2=1 hwTimeout=above-1s");
    private static final Run WORKER_BESIDE_BUS_RESET = v2("bus-reset", "devices=mute resetOutcome=any brokenWorker=on");
    private static final Run TWO_RESETS = v2("second-member", "tasks=reset,reset:1 resetOutcome=any rounds=0");
    private static final Run REPLACE = locked("replace", "devices=mute");
    private static final String TEST_BIT = "arm_smmu_cmdq_issue_cmdlist P13 patch 4";
    private static final String RESULT = "__arm_smmu_domain_inv_range R4 result";

    /** All of them. */
    public static final ImmutableList<Mutant> ALL = ImmutableList.of(
            new Mutant(
                    "P1 without its change to the probe: done() whatever the answer",
                    "recovered-device-works",
                    v2("probe", "devices=obedient"),
                    "pci_reset_bus_function(probe) done",
                    without(Patch.P1)),
            new Mutant(
                    "P1 without its change to prepare(): it refuses a second time",
                    "prepare-refuses-nobody",
                    TWO_RESETS,
                    "pci_dev_reset_iommu_prepare lock",
                    without(Patch.P1)),
            new Mutant(
                    "P2 before the attach is never called",
                    "recovered-device-works",
                    v2("fallback-reset", ""),
                    "pci_dev_reset_iommu_done lock",
                    without(Patch.P2)),
            new Mutant(
                    new Fault(
                            "P2 after the attach is never called",
                            ImmutableMap.of(
                                    "pci_dev_reset_iommu_done attach",
                                    without(Patch.P2),
                                    "pci_dev_reset_iommu_done pasids",
                                    without(Patch.P2))),
                    "recovered-device-works",
                    v2("reset", "resetDoneOrder=after-attach")),
            new Mutant(
                    "P3 queues no work",
                    "reported-is-blocked",
                    v2("broken-worker", ""),
                    "disable (patch 7) report",
                    keeping("group.broken_work")),
            new Mutant(
                    "P3 queues work that never runs",
                    "no-deadlock",
                    WORKER_BESIDE_BUS_RESET,
                    "broken_work (patch 3) run",
                    never()),
            new Mutant(
                    "P4 is not asked by an issuer that saw its SYNC consumed",
                    "flush-contract",
                    STRICT_UNMAP,
                    "arm_smmu_cmdq_issue_cmdlist P13",
                    without(Patch.P4)),
            new Mutant(
                    "P4 is not asked by an issuer that gave up",
                    "tlbi-before-atc-inv",
                    MSI_POLLING,
                    "arm_smmu_cmdq_issue_cmdlist P13 timeout",
                    without(Patch.P4)),
            new Mutant(
                    "P4 tests the bit and leaves it set",
                    "mark-is-taken",
                    MSI_POLLING,
                    TEST_BIT,
                    keeping("cmdq.atc_sync_timeouts")),
            new Mutant(
                    "P4 clears the bit and returns 0", "flush-contract", STRICT_UNMAP, TEST_BIT, keeping("list.ret")),
            new Mutant(LateBit.FAULT, "flush-contract", STRICT_UNMAP),
            new Mutant(
                    "P6 without its first place in attach: ATS is decided without a look at ats_broken",
                    "quarantine-is-kept",
                    v2("re-attach", "devices=mute"),
                    "arm_smmu_attach_prepare A2-A6",
                    without(Patch.P6)),
            new Mutant(
                    "P6 without its second place in attach: ATC_INV in spite of ats_broken",
                    "no-atc-inv-in-quarantine",
                    WORKER_BESIDE_BUS_RESET,
                    "arm_smmu_attach_commit A10",
                    without(Patch.P6)),
            new Mutant("P7 ignores the result of the batch", "flush-contract", STRICT_UNMAP, RESULT, without(Patch.P7)),
            new Mutant(
                    "P7 retries a batch that has not timed out",
                    "flush-contract",
                    v2("split-batch", "queueLog2=1"),
                    RESULT,
                    (place, right, s, c) -> {
                        place.get("list.ret").set(s, c, 1);
                        return right.apply(s, c);
                    }),
            new Mutant(
                    "P7 takes no retried Stream ID for silent",
                    "flush-contract",
                    STRICT_UNMAP,
                    "retry (patch 7) result",
                    (place, right, s, c) -> {
                        place.get("list.ret").set(s, c, 0);
                        return right.apply(s, c);
                    }),
            new Mutant(
                    "P7 stores the STE, without CFGI_STE and SYNC",
                    "reported-is-fenced",
                    STRICT_UNMAP,
                    "disable (patch 7) store",
                    skipping("list.return")),
            new Mutant(
                    "ATTACH_WAITS does not wait",
                    "flush-contract",
                    marked("attach", ""),
                    "arm_smmu_attach_prepare A7 ATTACH_WAITS",
                    pretending("inv.return", 0)),
            new Mutant(
                    "DETACH_WAITS does not wait",
                    "no-atc-inv-after-detach",
                    marked("identity", "groups=shared devices=idle,idle"),
                    "arm_smmu_attach_commit_invs A12 DETACH_WAITS",
                    pretending("inv.return", 0)),
            new Mutant(
                    "RESULT takes every ATC_INV for answered",
                    "flush-contract",
                    REPLACE,
                    "arm_smmu_attach_commit A10 RESULT",
                    having("list.ret", 0)),
            new Mutant(
                    "RESULT leaves EATS on",
                    "ats-mirror",
                    REPLACE,
                    "arm_smmu_attach_commit A10 RESULT refuse",
                    skipping("entry.return")),
            new Mutant(
                    new Fault(
                            "TWO_MARKS sets both marks before the fence",
                            ImmutableMap.of(
                                    "disable (patch 7) flag",
                                    leaving("master.fenced", 1),
                                    "disable (patch 7) TWO_MARKS",
                                    keeping("master.fenced"))),
                    "no-atc-inv-in-quarantine",
                    marked("two-flushers", "")),
            new Mutant(
                    "LOCK is not taken by P7",
                    "quarantine-is-kept",
                    REPLACE,
                    "disable (patch 7) load",
                    pretending("master.lock", 0)),
            new Mutant(
                    "LOCK is given up by attach before it writes the STE",
                    "quarantine-is-kept",
                    REPLACE,
                    "arm_smmu_install_ste_for_dev A8 STE",
                    leaving("master.lock", 0)));

    private PatchMutants() {}
}
