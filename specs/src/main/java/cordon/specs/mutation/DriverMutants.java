package cordon.specs.mutation;

import static cordon.specs.Runs.v2;
import static cordon.specs.mutation.Changes.having;
import static cordon.specs.mutation.Changes.keeping;
import static cordon.specs.mutation.Changes.leaving;
import static cordon.specs.mutation.Changes.never;
import static cordon.specs.mutation.Changes.swapping;
import static cordon.specs.mutation.Changes.without;

import com.google.common.collect.ImmutableList;
import cordon.model.Patch;
import cordon.specs.Run;

/** Wrong flushes, interrupt handlers and fences. */
final class DriverMutants {
    private static final Run STRICT_UNMAP = v2("strict-unmap", "");
    private static final Run ILLEGAL_COMMAND = v2("illegal-command", "");
    private static final Run TWO_ROUNDS = v2("strict-unmap", "rounds=2");
    private static final Run OBEDIENT = v2("strict-unmap", "devices=obedient");
    private static final Run FULL_QUEUE = v2("strict-unmap", "queueLog2=1 hwTimeout=above-1s");
    private static final Run SHORT_QUEUE = v2("strict-unmap", "queueLog2=2");
    private static final Run SHARED_BATCH = v2("shared-batch", "");
    private static final Run WORKER = v2("broken-worker", "");
    private static final Run STORE_BUFFERS = v2("store-buffers", "");
    private static final Run LAZY = v2("lazy-unmap", "devices=obedient");
    private static final Run ENDS = v2("termination", "tasks=none");
    private static final Run ENDS_STUCK = v2("termination", "tasks=none hwSyncPolicy=hang");
    private static final String APPEND = "arm_smmu_cmdq_issue_cmdlist P1-P12";
    private static final String FLUSH_BEGINS = "arm_smmu_domain_inv_range R1-R3";
    private static final String COLLECT = "__arm_smmu_domain_inv_range R4";
    private static final String FENCE = "disable (patch 7) store";
    private static final String FLAG = "disable (patch 7) flag";
    private static final String SKIP_ERR = "__arm_smmu_cmdq_skip_err act";
    private static final String ACK = "arm_smmu_gerror_handler ack";

    static final ImmutableList<Mutant> ALL = ImmutableList.of(
            new Mutant("P7 leaves EATS on in the STE", "no-stale-dma", STRICT_UNMAP, FENCE, keeping("ste.EATS")),
            new Mutant("P7 leaves EATS on in the STE", "flush-contract", STRICT_UNMAP, FENCE, keeping("ste.EATS")),
            new Mutant("P7 leaves EATS on in the STE", "reported-is-fenced", STRICT_UNMAP, FENCE, keeping("ste.EATS")),
            new Mutant(
                    "the issuer of a CMD_SYNC leaves its bit set",
                    "mark-is-taken",
                    SHORT_QUEUE,
                    "arm_smmu_cmdq_issue_cmdlist P13 patch 4",
                    keeping("cmdq.atc_sync_timeouts")),
            new Mutant(
                    "no SYNC between TLBI and ATC_INV",
                    "no-stale-dma",
                    OBEDIENT,
                    FLUSH_BEGINS,
                    leaving("list.sync", 0)),
            new Mutant(
                    "no SYNC between TLBI and ATC_INV",
                    "tlbi-before-atc-inv",
                    OBEDIENT,
                    FLUSH_BEGINS,
                    leaving("list.sync", 0)),
            new Mutant(
                    "no SYNC between TLBI and ATC_INV",
                    "tlbi-before-atc-inv",
                    LAZY,
                    FLUSH_BEGINS,
                    leaving("list.sync", 0)),
            new Mutant(
                    "no smp_mb before the array is read",
                    "no-stale-dma",
                    STORE_BUFFERS,
                    FLUSH_BEGINS,
                    keeping("buffer.pte", "pte")),
            new Mutant(
                    "the ISR does not set the bit of the faulting SYNC",
                    "no-stale-dma",
                    STRICT_UNMAP,
                    SKIP_ERR,
                    without(Patch.P4)),
            new Mutant(
                    "the ISR does not set the bit of the faulting SYNC",
                    "quarantine-happens",
                    STRICT_UNMAP,
                    SKIP_ERR,
                    without(Patch.P4)),
            new Mutant(
                    "the ISR acknowledges an illegal command without replacing it",
                    "illegal-command-skipped",
                    ILLEGAL_COMMAND,
                    "__arm_smmu_cmdq_skip_err replace",
                    keeping("cmdq")),
            new Mutant(
                    "the ISR returns without acknowledging",
                    "error-is-acknowledged",
                    ENDS,
                    ACK,
                    keeping("GERRORN.CMDQ_ERR", "CMDQ_CONS.ERR")),
            new Mutant(
                    "a poll has no limit of 1 s",
                    "issue-cmdlist-returns",
                    ENDS_STUCK,
                    "arm_smmu_cmdq_issue_cmdlist P13 timeout",
                    never()),
            new Mutant(
                    "a poll has no limit of 1 s",
                    "flush-returns",
                    ENDS_STUCK,
                    "arm_smmu_cmdq_issue_cmdlist P13 timeout",
                    never()),
            new Mutant("the ISR acknowledges twice", "gerror-protocol", STRICT_UNMAP, ACK, keeping("at")),
            new Mutant(
                    "the ISR returns without acknowledging",
                    "no-deadlock",
                    STRICT_UNMAP,
                    ACK,
                    keeping("GERRORN.CMDQ_ERR", "CMDQ_CONS.ERR")),
            new Mutant(
                    "a waiter that gives up returns 0",
                    "sync-means-consumed",
                    FULL_QUEUE,
                    "arm_smmu_cmdq_issue_cmdlist P13 timeout",
                    leaving("list.ret", 0)),
            new Mutant(
                    "a waiter that gives up claims that its SYNC was consumed",
                    "queue-consistent",
                    FULL_QUEUE,
                    "arm_smmu_cmdq_issue_cmdlist P13 timeout",
                    (f, right, s, c) -> {
                        boolean taken = right.apply(s, c);
                        f.get("sync.cons").set(s, c, f.get("CMDQ_PROD").get(s));
                        return taken;
                    }),
            new Mutant(
                    "commands are appended without looking for space",
                    "queue-consistent",
                    FULL_QUEUE,
                    APPEND,
                    (f, right, s, c) -> {
                        int believed = f.get("llq.cons").get(s);
                        f.get("llq.cons").set(s, f.get("CMDQ_PROD").get(s));
                        boolean taken = right.apply(s, c);
                        f.get("llq.cons").set(s, believed);
                        return taken;
                    }),
            new Mutant(
                    "ats_broken is not looked at", "no-atc-inv-in-quarantine", TWO_ROUNDS, COLLECT, without(Patch.P6)),
            new Mutant("ats_broken is not looked at", "reports-once", TWO_ROUNDS, COLLECT, without(Patch.P6)),
            new Mutant(
                    "every retried Stream ID is taken for silent",
                    "blame-is-exact",
                    SHARED_BATCH,
                    "retry (patch 7) result",
                    having("list.ret", 1)),
            new Mutant(
                    "every retried Stream ID is taken for silent",
                    "recovered-device-works",
                    SHARED_BATCH,
                    "retry (patch 7) result",
                    having("list.ret", 1)),
            new Mutant(
                    "P7 fences the device, and never sets ats_broken",
                    "no-spurious-ats-error",
                    STRICT_UNMAP,
                    FLAG,
                    keeping("master.ats_broken")),
            new Mutant(
                    "P7 fences the device, and never sets ats_broken",
                    "quarantine-happens",
                    STRICT_UNMAP,
                    FLAG,
                    keeping("master.ats_broken")),
            new Mutant(
                    "P7 fences the STE of another device", "blame-is-exact", SHARED_BATCH, FENCE, swapping("ste.EATS")),
            new Mutant(
                    "P7 fences the STE of another device",
                    "healthy-device-is-not-blocked",
                    SHARED_BATCH,
                    FENCE,
                    swapping("ste.EATS")),
            new Mutant(
                    "P7 fences the STE of another device",
                    "no-spurious-ats-error",
                    SHARED_BATCH,
                    FENCE,
                    swapping("ste.EATS")),
            new Mutant(
                    "P7 flags another device than the one that it fenced",
                    "blame-is-exact",
                    SHARED_BATCH,
                    FLAG,
                    swapping("master.ats_broken")),
            new Mutant(
                    "the worker writes EATS back into the STE",
                    "quarantine-is-kept",
                    WORKER,
                    "arm_smmu_write_entry W2",
                    leaving("ste.EATS", 1)));

    private DriverMutants() {}
}
