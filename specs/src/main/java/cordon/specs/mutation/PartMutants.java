package cordon.specs.mutation;

import static cordon.specs.Runs.base;
import static cordon.specs.Runs.v2;
import static cordon.specs.mutation.Changes.keeping;
import static cordon.specs.mutation.Changes.leaving;
import static cordon.specs.mutation.Changes.never;
import static cordon.specs.mutation.Changes.pretending;

import com.google.common.collect.ImmutableList;
import cordon.specs.Run;

/** What is wrong with the insertion of commands, and with the writing of one entry. */
final class PartMutants {
    private static final Run INSERTION = base("insertion", "");
    private static final Run INSERTION_UNSYNCED = base("insertion", "lists=2,1s");
    private static final Run ENTRY_UPDATE = base("entry-update", "");
    private static final Run ENTRY_CHAIN = base("entry-update", "entries=abort,cdtable,bypass");
    private static final Run ENTRY_FENCE = v2("entry-fence", "entries=cdtable,cdtable-noats");
    private static final String FENCE = "disable (patch 7) store";

    static final ImmutableList<Mutant> ALL = ImmutableList.of(
            new Mutant(
                    "cmpxchg succeeds although somebody else was faster",
                    "no-slot-overwritten",
                    INSERTION,
                    "arm_smmu_cmdq_issue_cmdlist P3",
                    (f, right, s, c) -> {
                        f.get("llq.prod").set(s, f.get("L.prod").get(s, c));
                        f.get("llq.cons").set(s, f.get("L.cons").get(s, c));
                        f.get("llq.prod.OWNED").set(s, f.get("L.owned").get(s, c));
                        return right.apply(s, c);
                    }),
            new Mutant(
                    "the owner does not wait until all slots are valid",
                    "executed-exactly-once",
                    INSERTION,
                    "arm_smmu_cmdq_issue_cmdlist P10",
                    pretending("valid_map", 1)),
            new Mutant(
                    "llq.cons is set to PROD instead of CONS",
                    "pointers-advance",
                    INSERTION_UNSYNCED,
                    "arm_smmu_cmdq_issue_cmdlist P2 refresh",
                    (f, right, s, c) -> {
                        boolean taken = right.apply(s, c);
                        f.get("llq.cons").set(s, f.get("CMDQ_PROD").get(s));
                        return taken;
                    }),
            new Mutant(
                    "a waiter takes PROD for CONS",
                    "waiter-sees-its-sync",
                    INSERTION,
                    "arm_smmu_cmdq_issue_cmdlist P13",
                    (f, right, s, c) -> {
                        int cons = f.get("CMDQ_CONS.RD").get(s);
                        f.get("CMDQ_CONS.RD").set(s, f.get("CMDQ_PROD").get(s));
                        boolean taken = right.apply(s, c);
                        f.get("CMDQ_CONS.RD").set(s, cons);
                        return taken;
                    }),
            new Mutant("the SMMU consumes nothing", "sync-returns", INSERTION, "SMMU 4.1 consume", never()),
            new Mutant(
                    "the critical word is stored first",
                    "no-mixed-entry",
                    ENTRY_UPDATE,
                    "arm_smmu_write_entry W1",
                    leaving("writer.phase", 1)),
            new Mutant(
                    "no CFGI after the stores",
                    "no-mixed-entry",
                    ENTRY_CHAIN,
                    "arm_smmu_write_entry W2 store",
                    keeping("inflight.CFGI")),
            new Mutant(
                    "no SYNC of write_entry ever completes",
                    "entry-written",
                    ENTRY_UPDATE,
                    "arm_smmu_write_entry W2 sync",
                    never()),
            new Mutant("P7 issues no CFGI_STE", "fence-stays-up", ENTRY_FENCE, FENCE, keeping("inflight.CFGI")));

    private PartMutants() {}
}
