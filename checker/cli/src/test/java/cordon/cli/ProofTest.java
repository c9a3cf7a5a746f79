package cordon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableSet;
import cordon.engine.explore.Bounds;
import cordon.engine.explore.Report;
import cordon.engine.explore.Verdict;
import cordon.model.Choice.DeviceMode;
import cordon.model.Choice.RetryStrategy;
import cordon.model.Design;
import cordon.model.Parameter;
import cordon.model.Patch;
import cordon.model.Settings;
import cordon.prover.Answer;
import cordon.prover.Examination;
import cordon.prover.Examination.Proved;
import cordon.prover.Examination.Refuted;
import cordon.prover.Induction;
import cordon.prover.Limits;
import cordon.prover.Prover;
import cordon.specs.Expectations;
import cordon.specs.Run;
import cordon.specs.proof.FlushProtocol;
import cordon.symbolic.FiniteSystem;
import cordon.symbolic.Instance;
import cordon.symbolic.Protocol;
import cordon.symbolic.Step;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** The two sides of the abstract protocol, proofs and searches, agree, and each part of a step is there for something. */
class ProofTest {
    private static final Limits LIMITS = Limits.NONE.resources(200_000_000);
    private static final Protocol V2 = protocol(Design.V2.patches(), "");
    private static final Map<String, Map<String, Integer>> OUTCOMES = new ConcurrentHashMap<>();
    private static final int PROVED = -1;
    private static final int[][] SIZES = {{1, 1, 1}, {1, 2, 2}, {2, 1, 1}};

    private static Protocol protocol(ImmutableSet<Patch> patches, String settings) {
        return new FlushProtocol(patches, Settings.DEFAULT.with(settings));
    }

    /** The outcomes of the properties: {@link #PROVED}, or the length of the run that refutes. */
    /** The same of a design; other settings than the two that the protocol has are as usual. */
    private static Map<String, Integer> outcomes(ImmutableSet<Patch> patches, Settings settings) {
        Settings known = Settings.DEFAULT
                .with(Parameter.FENCE_ORDER, settings.get(Parameter.FENCE_ORDER))
                .with(Parameter.RETRY_STRATEGY, settings.get(Parameter.RETRY_STRATEGY));
        return OUTCOMES.computeIfAbsent(
                patches + " " + known.differencesFrom(Settings.DEFAULT),
                key -> outcomes(new FlushProtocol(patches, known)));
    }

    private static Map<String, Integer> outcomes(Design design, String settings) {
        return outcomes(design.patches(), Settings.DEFAULT.with(settings));
    }

    private static Map<String, Integer> outcomes(Protocol protocol) {
        Map<String, Integer> outcomes = new LinkedHashMap<>();
        for (Examination.Row row : new Examination(
                        protocol, Examination.sizes(protocol, SIZES), LIMITS, Bounds.unlimited(), text -> {})
                .rows(protocol.properties())) {
            if (row.outcome() instanceof Refuted refuted) {
                outcomes.put(row.property().name(), refuted.run().length());
            } else {
                assertInstanceOf(Proved.class, row.outcome());
                outcomes.put(row.property().name(), PROVED);
            }
        }
        return outcomes;
    }

    @Test
    void everyClauseOfV2IsSoInEveryReachableState() {
        Set<String> taken = new TreeSet<>();
        List<Long> states = new ArrayList<>();
        for (int[] sizes : SIZES) {
            FiniteSystem system = new FiniteSystem(V2, Instance.of(V2, sizes));
            Report report = system.asking(V2.clauses()).check();
            assertTrue(report.verdicts().values().stream().allMatch(Verdict.Holds.class::isInstance), report::toString);
            states.add(report.statistics().states());
            for (int action = 0; action < system.actionCount(); action++) {
                if (report.taken().get(action) > 0) {
                    taken.add(system.step(action).name());
                }
            }
        }
        assertEquals(List.of(66L, 8_655L, 2_102L), states);
        assertEquals(new TreeSet<>(V2.steps().stream().map(Step::name).toList()), taken);
    }

    @Test
    void fenceFirstIsProvedForFlushesAlone() {
        assertEquals(
                Map.of(
                        "no-stale-dma", PROVED,
                        "flush-contract", PROVED,
                        "flagged-is-fenced", PROVED,
                        "reported-is-fenced", PROVED),
                outcomes(Design.V2, ""));
    }

    /** As the explicit search says of two-flushers with fenceOrder=flag-first. */
    @Test
    void flagFirstIsRefutedByASecondFlush() {
        assertEquals(
                Map.of(
                        "no-stale-dma", 19,
                        "flush-contract", 19,
                        "flagged-is-fenced", 10,
                        "reported-is-fenced", PROVED),
                outcomes(Design.V2, "fenceOrder=flag-first"));
    }

    /** As the explicit search says of strict-unmap. */
    @Test
    void theBaseIsRefutedByASilentDevice() {
        assertEquals(Map.of("no-stale-dma", 11, "flush-contract", 11), outcomes(Design.BASE, ""));
    }

    /** A batch that is blamed as a whole is not asked again: shorter runs. */
    @Test
    void theRetryMakesNoDifferenceToVerdicts() {
        assertEquals(outcomes(Design.V2, ""), outcomes(Design.V2, "retryStrategy=none"));
        assertEquals(
                Map.of(
                        "no-stale-dma", 18,
                        "flush-contract", 18,
                        "flagged-is-fenced", 9,
                        "reported-is-fenced", PROVED),
                outcomes(Design.V2, "fenceOrder=flag-first retryStrategy=none"));
    }

    /** The parameters that may have any value: they change nothing that the protocol assumes. The others must be as usual. */
    private static final Set<Parameter<?>> OPEN = Set.of(
            Parameter.CPUS,
            Parameter.QUEUE_LOG2,
            Parameter.ITAGS,
            Parameter.FETCH_ABORTS,
            Parameter.READ_AHEAD,
            Parameter.FLUSH_CONTEXT,
            Parameter.ROUNDS,
            Parameter.GROUPS,
            Parameter.FENCE_ORDER,
            Parameter.RETRY_STRATEGY);

    /** Devices that answer although they keep what they hold. */
    private static final Set<DeviceMode> LIARS = Set.of(DeviceMode.UR, DeviceMode.ROGUE);

    private static boolean isAssumed(Settings settings) {
        return Parameter.ALL.stream()
                        .filter(parameter -> !OPEN.contains(parameter) && parameter != Parameter.DEVICES)
                        .allMatch(parameter -> settings.get(parameter).equals(parameter.defaultValue()))
                && settings.get(Parameter.DEVICES).stream().noneMatch(LIARS::contains);
    }

    /** Of the runs of the suite that keep the assumptions: what the model violates, the protocol does not prove. */
    @Test
    void nothingIsProvedThatTheModelViolates() throws IOException {
        Expectations expectations = Expectations.load(Shell.CHECKOUT.resolve("specs/expected"));
        Set<String> compared = new TreeSet<>();
        for (Run run : Run.defaultSuite()) {
            if (!isAssumed(run.settings()) || run.patches().contains(Patch.V1_WORK)) {
                continue;
            }
            if (run.settings().get(Parameter.RETRY_STRATEGY) == RetryStrategy.BISECT) {
                continue;
            }
            Map<String, Integer> outcomes = outcomes(run.patches(), run.settings());
            expectations.of(run).orElseThrow().verdicts().forEach((property, verdict) -> {
                if (verdict.startsWith("violated") && outcomes.containsKey(property)) {
                    assertNotEquals(PROVED, outcomes.get(property), run.title() + ": " + property + " " + verdict);
                    compared.add(run.title() + ": " + property);
                }
            });
        }
        assertEquals(16, compared.size(), compared::toString);
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
    }

    /** Of each step some part is needed: without it, a clause is not kept, and Z3 has an example of that. */
    @Test
    void eachStepHasAPartWithoutWhichAProofFails() {
        List<String> harmless = new ArrayList<>();
        for (Step step : V2.steps()) {
            if (step.withoutOnePart().stream().noneMatch(without -> fails(V2.replacing(step, without)))) {
                harmless.add(step.name());
            }
        }
        assertEquals(List.of(), harmless);
    }

    private static boolean fails(Protocol mutant) {
        try (Prover prover = new Prover(mutant, LIMITS)) {
            return new Induction(mutant, prover, text -> {})
                    .largest(mutant.clauses()).lost().stream()
                            .map(Induction.Loss::why)
                            .anyMatch(Answer.Failed.class::isInstance);
        }
    }
}
