package cordon.specs.mutation;

import static cordon.specs.Runs.v2;
import static cordon.specs.mutation.Changes.having;
import static cordon.specs.mutation.Changes.keeping;
import static cordon.specs.mutation.Changes.leaving;
import static cordon.specs.mutation.Changes.never;
import static cordon.specs.mutation.Changes.pretending;

import com.google.common.collect.ImmutableList;
import cordon.specs.Run;

/** Wrong SMMUs and devices. */
final class HardwareMutants {
    private static final Run STRICT_UNMAP = v2("strict-unmap", "");
    private static final Run OBEDIENT = v2("strict-unmap", "devices=obedient");
    private static final Run WORKER = v2("broken-worker", "");
    private static final Run DETACH = v2("detach", "");
    private static final Run REPLACE = v2("replace", "");
    private static final Run REATTACH = v2("re-attach", "");
    private static final Run ENDS = v2("termination", "tasks=none");
    private static final Run POSTED_WRITES = v2("posted-writes", "");
    private static final Run LAZY = v2("lazy-unmap", "devices=obedient");
    private static final String PERFORM_CFGI = "SMMU 4.8 perform CFGI_STE";
    private static final String PERFORM_TLBI = "SMMU 4.8 perform TLBI";
    private static final String COMPLETE_SYNC = "SMMU 4.7.3 complete SYNC";
    private static final int LOST = 2; // the number of Progress.LOST in a state
    private static final String[] COPY = {"steCache", "steCache.STE", "steCache.EATS", "cdCache", "cdCache.CD"};

    static final ImmutableList<Mutant> ALL = ImmutableList.of(
            new Mutant("CFGI_STE drops no copy", "no-stale-dma", STRICT_UNMAP, PERFORM_CFGI, keeping(COPY)),
            new Mutant("CFGI_STE drops no copy", "flagged-is-fenced", STRICT_UNMAP, PERFORM_CFGI, keeping(COPY)),
            new Mutant("CFGI_STE drops no copy", "detached-device-is-silent", WORKER, PERFORM_CFGI, keeping(COPY)),
            new Mutant("TLBI removes nothing", "asid-is-clean", DETACH, PERFORM_TLBI, keeping("tlb", "tlb.generation")),
            new Mutant(
                    "TLBI removes nothing",
                    "no-early-iova-reuse",
                    LAZY,
                    PERFORM_TLBI,
                    keeping("tlb", "tlb.generation")),
            new Mutant(
                    "a Translation Completion that may be stale is used",
                    "no-stale-dma",
                    OBEDIENT,
                    "PCIe 10.1 recvTC",
                    having("tr.stale", 0)),
            new Mutant(
                    "a device answers without dropping the entry",
                    "no-stale-dma",
                    OBEDIENT,
                    "PCIe 10.3 recvInv",
                    keeping("atc", "atc.generation")),
            new Mutant(
                    "a SYNC completes while DMA is on its way",
                    "no-stale-dma",
                    POSTED_WRITES,
                    COMPLETE_SYNC,
                    pretending("wire", 0)),
            new Mutant(
                    "the SMMU repeats the SYNC before software has acknowledged",
                    "gerror-protocol",
                    STRICT_UNMAP,
                    COMPLETE_SYNC,
                    (f, right, s, unused) -> {
                        int gerrorn = f.get("GERRORN.CMDQ_ERR").get(s);
                        int err = f.get("CMDQ_CONS.ERR").get(s);
                        f.get("GERRORN.CMDQ_ERR")
                                .set(s, f.get("GERROR.CMDQ_ERR").get(s));
                        f.get("CMDQ_CONS.ERR").set(s, 0);
                        boolean taken = right.apply(s, unused);
                        f.get("GERRORN.CMDQ_ERR").set(s, gerrorn);
                        f.get("CMDQ_CONS.ERR").set(s, err);
                        return taken;
                    }),
            new Mutant(
                    "the SMMU reports an error without a code",
                    "gerror-protocol",
                    STRICT_UNMAP,
                    "SMMU 7.1 report",
                    leaving("CMDQ_CONS.ERR", 0)),
            new Mutant(
                    "CFGI_CD drops nothing",
                    "detached-device-is-silent",
                    REPLACE,
                    "SMMU 4.8 perform CFGI_CD",
                    keeping("cdCache", "cdCache.CD")),
            new Mutant(
                    "a TLBI drops nothing", "flushes-are-isolated", OBEDIENT, "SMMU 4.8 perform TLBI", keeping("tlb")),
            new Mutant(
                    "Translated transactions pass whatever EATS is",
                    "translated-obeys-ste",
                    STRICT_UNMAP,
                    "PCIe 10.1 dma",
                    pretending("steCache.EATS", 1)),
            new Mutant(
                    "a device ignores an Invalidate Request that reaches it with ATS off",
                    "blame-is-exact",
                    REATTACH,
                    "PCIe 10.3 recvInv",
                    (f, right, s, request) -> {
                        boolean taken = right.apply(s, request);
                        if (taken && !f.get("device.ATS.E").isSet(s, 0)) {
                            f.get("atcInv").set(s, 0, request, LOST);
                        }
                        return taken;
                    }),
            new Mutant("no SYNC ever completes", "queue-drains", ENDS, COMPLETE_SYNC, never()),
            new Mutant("no SYNC ever completes", "unmap-completes", STRICT_UNMAP, COMPLETE_SYNC, never()),
            new Mutant("no page is used again", "page-reused", STRICT_UNMAP, "page allocator reuse", never()),
            new Mutant("no request is translated", "atc-hit", STRICT_UNMAP, "SMMU 3.9.1 translate", never()));

    private HardwareMutants() {}
}
