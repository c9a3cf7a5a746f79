package cordon.cli;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableSet;
import cordon.engine.explore.Bounds;
import cordon.engine.explore.Report;
import cordon.engine.explore.Verdict;
import cordon.model.Design;
import cordon.model.Parameter;
import cordon.model.Patch;
import cordon.model.Settings;
import cordon.prover.Answer;
import cordon.prover.Examination;
import cordon.prover.Examination.Proved;
import cordon.prover.Examination.Refuted;
import cordon.prover.Limits;
import cordon.prover.Prover;
import cordon.specs.Expectations;
import cordon.specs.Run;
import cordon.specs.proof.Assumptions;
import cordon.specs.proof.QuarantineProtocol;
import cordon.symbolic.Clause;
import cordon.symbolic.FiniteSystem;
import cordon.symbolic.Instance;
import cordon.symbolic.Protocol;
import cordon.symbolic.Step;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The two sides of the abstract protocol, proofs and searches, agree, and each part of a step is there for something. */
class ProofTest {
    static final Limits LIMITS = Limits.NONE.resources(200_000_000);
    private static final Protocol V2 = protocol(Design.V2.patches(), "");
    static final int[][] SIZES = {{1, 1, 1}, {1, 2, 2}, {2, 1, 1}};

    private static Protocol protocol(ImmutableSet<Patch> patches, String settings) {
        return new QuarantineProtocol(patches, Settings.DEFAULT.with(settings), ImmutableSet.of());
    }

    private static Map<String, Integer> outcomes(Design design, String settings) {
        return outcomes(protocol(design.patches(), settings));
    }

    /** The properties that are refuted, with the lengths of the runs; the others are proved. */
    private static Map<String, Integer> outcomes(Protocol protocol) {
        Map<String, Integer> outcomes = new LinkedHashMap<>();
        for (Examination.Row row : new Examination(
                        protocol, Examination.sizes(protocol, SIZES), LIMITS, Bounds.unlimited(), text -> {})
                .rows(protocol.properties())) {
            if (row.outcome() instanceof Refuted refuted) {
                outcomes.put(row.property().name(), refuted.run().length());
            } else {
                assertInstanceOf(Proved.class, row.outcome(), row.property().name());
            }
        }
        return outcomes;
    }

    @Test
    void everyClauseOfV2IsSoInEveryReachableState() {
        assertEquals(List.of(89L, 15_745L, 2_467L), statesInWhichEveryClauseIsSo(V2, SIZES));
    }

    private static List<Long> statesInWhichEveryClauseIsSo(Protocol protocol, int[]... instances) {
        return statesInWhichEveryClauseIsSo(protocol, Set.of(), instances);
    }

    /**
     * The numbers of reachable states of instances; in each of them every clause is so, and every step but those of {@code never} is taken
     * in one of them.
     */
    static List<Long> statesInWhichEveryClauseIsSo(Protocol protocol, Set<String> never, int[]... instances) {
        Set<String> taken = new TreeSet<>();
        List<Long> states = new ArrayList<>();
        for (int[] sizes : instances) {
            FiniteSystem system = new FiniteSystem(protocol, Instance.of(protocol, sizes));
            Report report = system.asking(protocol.clauses()).check();
            assertTrue(report.verdicts().values().stream().allMatch(Verdict.Holds.class::isInstance), report::toString);
            states.add(report.statistics().states());
            for (int action = 0; action < system.actionCount(); action++) {
                if (report.taken().get(action) > 0) {
                    taken.add(system.step(action).name());
                }
            }
        }
        Set<String> all =
                new TreeSet<>(protocol.steps().stream().map(Step::name).toList());
        all.removeAll(never);
        assertEquals(all, taken);
        return states;
    }

    @Test
    void fenceFirstIsProvedForFlushesAlone() {
        assertEquals(Map.of(), outcomes(Design.V2, ""));
    }

    /** As the explicit search says of two-flushers with fenceOrder=flag-first. */
    @Test
    void flagFirstIsRefutedByASecondFlush() {
        assertEquals(
                Map.of(
                        "no-stale-dma", 22,
                        "flush-contract", 22,
                        "flagged-is-fenced", 12),
                outcomes(Design.V2, "fenceOrder=flag-first"));
    }

    /** As the explicit search says of strict-unmap. */
    @Test
    void theBaseIsRefutedByASilentDevice() {
        assertEquals(Map.of("no-stale-dma", 12, "flush-contract", 12), outcomes(Design.BASE, ""));
    }

    /** A batch that is blamed as a whole is not asked again: shorter runs, and a device that answers is put into quarantine. */
    @Test
    void theRetrySparesDevicesThatAnswer() {
        assertEquals(Map.of("recovered-device-works", 14), outcomes(Design.V2, "retryStrategy=none"));
        assertEquals(
                Map.of(
                        "no-stale-dma", 21,
                        "flush-contract", 21,
                        "recovered-device-works", 14,
                        "flagged-is-fenced", 11),
                outcomes(Design.V2, "fenceOrder=flag-first retryStrategy=none"));
    }

    /** Of the runs of the suite that keep the assumptions: what the model violates, a run of the protocol violates. */
    @Test
    void whatTheModelViolatesIsRefuted() throws IOException {
        Expectations expectations = Expectations.load(Shell.CHECKOUT.resolve("specs/expected"));
        Map<String, Boolean> refuted = new HashMap<>();
        Set<String> compared = new TreeSet<>();
        Set<String> missing = new TreeSet<>();
        for (Run run : Run.defaultSuite()) {
            if (Assumptions.refusal(run.patches(), run.settings()).isPresent()) {
                continue;
            }
            QuarantineProtocol protocol = Assumptions.protocol(run.patches(), run.settings());
            String known = Stream.of(
                            Parameter.FENCE_ORDER,
                            Parameter.RETRY_STRATEGY,
                            Parameter.BATCH_MAX,
                            Parameter.HW_TIMEOUT,
                            Parameter.SW_TIMEOUT,
                            Parameter.SYNC_POLICY)
                    .map(parameter -> run.settings().get(parameter).toString())
                    .collect(joining(" "));
            expectations.of(run).orElseThrow().verdicts().forEach((property, verdict) -> {
                if (verdict.startsWith("violated")
                        && protocol.properties().stream()
                                .anyMatch(clause -> clause.name().equals(property))) {
                    String key = run.patches() + " " + known + " " + protocol.beside();
                    String row = run.title() + ": " + property;
                    compared.add(row);
                    if (!refuted.computeIfAbsent(key + " " + property, any -> isRefuted(protocol, property))) {
                        missing.add(row + " " + verdict);
                    }
                }
            });
        }
        assertEquals(Set.of(), missing);
        assertEquals(183, compared.size(), compared::toString);
    }

    /** Whether a run of a small instance violates it. */
    private static boolean isRefuted(Protocol protocol, String property) {
        List<Clause> asked = protocol.properties().stream()
                .filter(clause -> clause.name().equals(property))
                .toList();
        return Stream.concat(Stream.of(SIZES), Stream.of(new int[] {2, 2, 2}))
                .anyMatch(sizes -> new FiniteSystem(protocol, Instance.of(protocol, sizes))
                        .asking(asked).check().verdicts().values().stream()
                                .anyMatch(Verdict.Violated.class::isInstance));
    }

    @Test
    void whatTheProtocolDoesNotHaveIsNamed() {
        assertEquals(
                "the abstract protocol has nothing of the patch V1_WORK",
                assertThrows(IllegalArgumentException.class, () -> protocol(Design.V1.patches(), ""))
                        .getMessage());
        assertEquals(
                "the abstract protocol has no pasid",
                assertThrows(IllegalArgumentException.class, () -> protocol(ImmutableSet.of(), "pasid=on"))
                        .getMessage());
        assertEquals(
                "P7 builds on P4, which is missing",
                assertThrows(IllegalArgumentException.class, () -> protocol(ImmutableSet.of(Patch.P6, Patch.P7), ""))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> protocol(Design.V2.patches(), "retryStrategy=bisect"));
        assertEquals(
                "ATTACH_WAITS builds on P7, which is missing",
                assertThrows(IllegalArgumentException.class, () -> protocol(ImmutableSet.of(Patch.ATTACH_WAITS), ""))
                        .getMessage());
        assertEquals(
                "TWO_MARKS has a flag before the fence and another after it; leave fenceOrder at its default",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> protocol(Design.MARKED.patches(), "fenceOrder=flag-first"))
                        .getMessage());
    }

    /**
     * Of each step but {@code harmless} some part is needed: without it, a clause is not kept, and Z3 has an example of that. A harmless
     * step only forgets something that nobody relies on, or changes less without a part.
     */
    static void assertEachStepHasAPartThatIsNeeded(Protocol protocol, String... harmless) {
        List<String> withoutNeed = new ArrayList<>();
        try (Prover prover = new Prover(protocol, LIMITS)) {
            List<Clause> clauses = protocol.clauses();
            for (Step step : protocol.steps()) {
                if (step.withoutOnePart().stream()
                        .map(without -> prover.consecution(without, clauses, clauses))
                        .noneMatch(Answer.Failed.class::isInstance)) {
                    withoutNeed.add(step.name());
                }
            }
        }
        assertEquals(List.of(harmless), withoutNeed);
    }

    @Test
    void eachStepHasAPartWithoutWhichAProofFails() {
        assertEachStepHasAPartThatIsNeeded(V2, "evict", "drop", "refetch", "fault");
    }
}
