package cordon.specs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cordon.engine.explore.Bounds;
import cordon.engine.explore.BreadthFirst;
import cordon.engine.explore.Report;
import cordon.engine.property.Property;
import cordon.model.Design;
import cordon.model.Parameter;
import cordon.model.QuarantineModel;
import cordon.model.Settings;
import cordon.model.machine.Effect;
import cordon.specs.property.Properties;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every property notices a model that is wrong where it looks. A property that nothing violates would be vacuous.
 *
 * <p>Each mutant is checked twice: the right model satisfies the property in the same scenario, the wrong one does not.
 */
class MutationTest {
    private static final Run STRICT_UNMAP = v2("strict-unmap");
    private static final Run TWO_ROUNDS = v2("strict-unmap", Parameter.ROUNDS, "2");
    private static final Run WORKER = v2("broken-worker");
    private static final Run SHARED_BATCH = v2("shared-batch");
    private static final Run OBEDIENT = v2("strict-unmap", Parameter.DEVICES, "obedient");
    private static final Run FULL_QUEUE =
            v2("strict-unmap", Parameter.QUEUE_LOG2, "1", Parameter.HW_TIMEOUT, "above-1s");

    private static final String APPEND = "arm_smmu_cmdq_issue_cmdlist P1-P12";
    private static final String FLUSH_BEGINS = "arm_smmu_domain_inv_range R1-R3";
    private static final String FENCE = "disable (patch 7) store";
    private static final String SKIP_ERR = "__arm_smmu_cmdq_skip_err act";
    private static final String ACK = "arm_smmu_gerror_handler ack";

    static Stream<Mutant> mutants() {
        return Stream.of(
                new Mutant(
                        "P7 leaves EATS on in the STE",
                        "no-stale-dma",
                        STRICT_UNMAP,
                        FENCE,
                        MutationTest::leavesEatsOn),
                new Mutant(
                        "the SMMU forgets to drop its copy of the STE upon CFGI_STE",
                        "no-stale-dma",
                        STRICT_UNMAP,
                        "SMMU 4.8 perform CFGI_STE",
                        MutationTest::keepsCopy),
                new Mutant(
                        "no SYNC between TLBI and ATC_INV",
                        "no-stale-dma",
                        OBEDIENT,
                        FLUSH_BEGINS,
                        MutationTest::issuesNoSyncAfterTlbi),
                new Mutant(
                        "no SYNC between TLBI and ATC_INV",
                        "tlbi-before-atc-inv",
                        OBEDIENT,
                        FLUSH_BEGINS,
                        MutationTest::issuesNoSyncAfterTlbi),
                new Mutant(
                        "a waiter that gives up returns 0",
                        "sync-means-consumed",
                        FULL_QUEUE,
                        "arm_smmu_cmdq_issue_cmdlist P13 timeout",
                        (f, right, s, c) -> {
                            boolean taken = right.apply(s, c);
                            f.get("list.ret").set(s, c, 0);
                            return taken;
                        }),
                new Mutant(
                        "P7 leaves EATS on in the STE",
                        "flush-contract",
                        STRICT_UNMAP,
                        FENCE,
                        MutationTest::leavesEatsOn),
                new Mutant(
                        "a Translation Completion that may be stale is used",
                        "no-stale-dma",
                        OBEDIENT,
                        "PCIe 10.1 recvTC",
                        (f, right, s, device) -> {
                            f.get("tr.stale").set(s, device, 0);
                            return right.apply(s, device);
                        }),
                new Mutant(
                        "a device answers without dropping the entry",
                        "no-stale-dma",
                        OBEDIENT,
                        "PCIe 10.3 recvInv",
                        (f, right, s, variant) -> {
                            int entry = f.get("atc").get(s, variant);
                            boolean taken = right.apply(s, variant);
                            f.get("atc").set(s, variant, entry);
                            return taken;
                        }),
                new Mutant(
                        "the ISR does not set the bit of the faulting SYNC",
                        "no-stale-dma",
                        STRICT_UNMAP,
                        SKIP_ERR,
                        MutationTest::setsNoBit),
                new Mutant(
                        "ats_broken is not looked at when ATC_INVs are collected",
                        "no-atc-inv-in-quarantine",
                        TWO_ROUNDS,
                        "__arm_smmu_domain_inv_range R4",
                        (f, right, s, c) -> {
                            int broken = f.get("master.ats_broken").get(s, 0);
                            f.get("master.ats_broken").set(s, 0, 0);
                            boolean taken = right.apply(s, c);
                            f.get("master.ats_broken").set(s, 0, broken);
                            return taken;
                        }),
                new Mutant(
                        "every retried Stream ID is taken for silent",
                        "blame-is-exact",
                        SHARED_BATCH,
                        "retry (patch 7) result",
                        (f, right, s, c) -> {
                            f.get("list.ret").set(s, c, 1);
                            return right.apply(s, c);
                        }),
                new Mutant(
                        "the SMMU repeats the SYNC before software has acknowledged",
                        "gerror-protocol",
                        STRICT_UNMAP,
                        "SMMU 4.7.3 complete SYNC",
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
                new Mutant("the ISR acknowledges twice", "gerror-protocol", STRICT_UNMAP, ACK, (f, right, s, isr) -> {
                    int at = f.get("at").get(s, isr);
                    boolean taken = right.apply(s, isr);
                    f.get("at").set(s, isr, at);
                    return taken;
                }),
                new Mutant(
                        "the SMMU reports an error without a code",
                        "gerror-protocol",
                        STRICT_UNMAP,
                        "SMMU 7.1 report",
                        (f, right, s, unused) -> {
                            boolean taken = right.apply(s, unused);
                            f.get("CMDQ_CONS.ERR").set(s, 0);
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
                        "a timed-out waiter claims that its SYNC was consumed",
                        "queue-consistent",
                        FULL_QUEUE,
                        "arm_smmu_cmdq_issue_cmdlist P13 timeout",
                        (f, right, s, c) -> {
                            boolean taken = right.apply(s, c);
                            f.get("sync.cons").set(s, c, f.get("CMDQ_PROD").get(s));
                            return taken;
                        }),
                new Mutant(
                        "the ISR returns without acknowledging",
                        "no-deadlock",
                        STRICT_UNMAP,
                        ACK,
                        (f, right, s, isr) -> {
                            int gerrorn = f.get("GERRORN.CMDQ_ERR").get(s);
                            int err = f.get("CMDQ_CONS.ERR").get(s);
                            boolean taken = right.apply(s, isr);
                            f.get("GERRORN.CMDQ_ERR").set(s, gerrorn);
                            f.get("CMDQ_CONS.ERR").set(s, err);
                            return taken;
                        }),
                new Mutant(
                        "the worker writes EATS back into the STE",
                        "quarantine-is-kept",
                        WORKER,
                        "arm_smmu_write_entry W2",
                        (f, right, s, c) -> {
                            boolean taken = right.apply(s, c);
                            f.get("ste.EATS").set(s, 0, 1);
                            return taken;
                        }),
                new Mutant(
                        "the SMMU forgets to drop its copy of the STE upon CFGI_STE",
                        "blocked-device-is-silent",
                        WORKER,
                        "SMMU 4.8 perform CFGI_STE",
                        MutationTest::keepsCopy),
                new Mutant(
                        "a flush uses entries that are trash and does not look at ats_broken",
                        "no-atc-inv-after-detach",
                        WORKER,
                        "__arm_smmu_domain_inv_range R4",
                        (f, right, s, c) -> {
                            int users = f.get("invs.users").get(s, 0);
                            int broken = f.get("master.ats_broken").get(s, 0);
                            f.get("invs.users").set(s, 0, 1);
                            f.get("master.ats_broken").set(s, 0, 0);
                            boolean taken = right.apply(s, c);
                            f.get("invs.users").set(s, 0, users);
                            f.get("master.ats_broken").set(s, 0, broken);
                            return taken;
                        }),
                never("unmap-completes", "SMMU 4.7.3 complete SYNC"),
                never("page-reused", "page allocator reuse"),
                never("atc-hit", "SMMU 3.9.1 translate"),
                new Mutant(
                        "the ISR does not set the bit of the faulting SYNC",
                        "quarantine-happens",
                        STRICT_UNMAP,
                        SKIP_ERR,
                        MutationTest::setsNoBit));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mutants")
    void theMutantIsCaught(Mutant mutant) {
        assertEquals(false, violates(mutant.run().model(), mutant.property()), "the right model");
        assertEquals(true, violates(mutant.model(), mutant.property()), "the wrong model");
    }

    @Test
    void everyPropertyHasAMutant() {
        Set<String> caught = mutants().map(Mutant::property).collect(Collectors.toSet());
        Set<String> all = Run.defaultSuite().stream()
                .flatMap(run -> Properties.of(run.model()).stream())
                .map(Property::name)
                .collect(Collectors.toSet());
        assertEquals(all, caught);
    }

    private static boolean violates(QuarantineModel model, String property) {
        List<Property> asked = Properties.of(model).stream()
                .filter(p -> p.name().equals(property))
                .toList();
        Report report = BreadthFirst.check(model, asked, Bounds.unlimited(), s -> {});
        assertTrue(report.bound().isEmpty());
        return Outcome.of(asked.get(0), report.verdict(asked.get(0))).isViolation();
    }

    private static boolean setsNoBit(Mutant.Fields f, Effect right, long[] s, int isr) {
        boolean taken = right.apply(s, isr);
        for (int slot = 0; slot < f.get("cmdq.atc_sync_timeouts").size(); slot++) {
            f.get("cmdq.atc_sync_timeouts").set(s, slot, 0);
        }
        return taken;
    }

    private static boolean leavesEatsOn(Mutant.Fields f, Effect right, long[] s, int c) {
        int eats = f.get("ste.EATS").get(s, 0);
        boolean taken = right.apply(s, c);
        f.get("ste.EATS").set(s, 0, eats);
        return taken;
    }

    private static boolean issuesNoSyncAfterTlbi(Mutant.Fields f, Effect right, long[] s, int c) {
        boolean taken = right.apply(s, c);
        f.get("list.sync").set(s, c, 0);
        return taken;
    }

    private static boolean keepsCopy(Mutant.Fields f, Effect right, long[] s, int sid) {
        boolean pending = f.get("inflight.CFGI_STE").isSet(s, sid);
        f.get("inflight.CFGI_STE").set(s, sid, 0);
        return pending;
    }

    private static Mutant never(String property, String step) {
        return new Mutant("never: " + step, property, STRICT_UNMAP, step, (f, right, s, arg) -> false);
    }

    private static Run v2(String scenario) {
        return Run.of(find(scenario), Design.V2, find(scenario).settings());
    }

    private static Run v2(String scenario, Parameter<?> parameter, String value) {
        return Run.of(find(scenario), Design.V2, find(scenario).settings().with(parameter, value));
    }

    private static Run v2(String scenario, Parameter<?> p, String pValue, Parameter<?> q, String qValue) {
        Settings settings = find(scenario).settings().with(p, pValue).with(q, qValue);
        return Run.of(find(scenario), Design.V2, settings);
    }

    private static Scenario find(String name) {
        return Scenarios.ALL.stream()
                .filter(s -> s.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
