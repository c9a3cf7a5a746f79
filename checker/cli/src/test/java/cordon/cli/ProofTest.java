package cordon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableSet;
import cordon.engine.explore.Bounds;
import cordon.engine.explore.Report;
import cordon.engine.explore.Verdict;
import cordon.model.Choice.DeviceMode;
import cordon.model.Choice.RetryStrategy;
import cordon.model.Choice.Worker;
import cordon.model.Design;
import cordon.model.Parameter;
import cordon.model.Patch;
import cordon.model.Settings;
import cordon.model.Task;
import cordon.prover.Answer;
import cordon.prover.Examination;
import cordon.prover.Examination.Proved;
import cordon.prover.Examination.Refuted;
import cordon.prover.Limits;
import cordon.prover.Prover;
import cordon.specs.Expectations;
import cordon.specs.Run;
import cordon.specs.proof.Beside;
import cordon.specs.proof.QuarantineProtocol;
import cordon.specs.proof.Surroundings;
import cordon.symbolic.Clause;
import cordon.symbolic.FiniteSystem;
import cordon.symbolic.Instance;
import cordon.symbolic.Protocol;
import cordon.symbolic.Step;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The two sides of the abstract protocol, proofs and searches, agree, and each part of a step is there for something. */
class ProofTest {
    static final Limits LIMITS = Limits.NONE.resources(200_000_000);
    private static final Protocol V2 = protocol(Design.V2.patches(), "");
    private static final int PROVED = -1;
    static final int[][] SIZES = {{1, 1, 1}, {1, 2, 2}, {2, 1, 1}};

    private static Protocol protocol(ImmutableSet<Patch> patches, String settings) {
        return new QuarantineProtocol(patches, Settings.DEFAULT.with(settings), Surroundings.NONE);
    }

    private static Map<String, Integer> outcomes(Design design, String settings) {
        return outcomes(protocol(design.patches(), settings));
    }

    /** The outcomes of the properties: {@link #PROVED}, or the length of the run that refutes. */
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
        assertEquals(List.of(66L, 8_655L, 2_102L), statesInWhichEveryClauseIsSo(V2, SIZES));
    }

    /** The numbers of reachable states of instances; in each of them every clause is so, and every step is taken in one of them. */
    static List<Long> statesInWhichEveryClauseIsSo(Protocol protocol, int[]... instances) {
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
        assertEquals(new TreeSet<>(protocol.steps().stream().map(Step::name).toList()), taken);
        return states;
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
            Parameter.RETRY_STRATEGY,
            Parameter.DOMAINS,
            Parameter.TASKS,
            Parameter.RESET_OUTCOME,
            Parameter.BROKEN_WORKER);

    /** What a task is in the protocol; it has no others. A device that another domain gets leaves this one. */
    private static final Map<Task.Kind, Beside> TASKS = Map.of(
            Task.Kind.ATTACH, Beside.ATTACH,
            Task.Kind.DETACH, Beside.ATTACH,
            Task.Kind.REATTACH, Beside.ATTACH,
            Task.Kind.REPLACE, Beside.ATTACH,
            Task.Kind.RESET, Beside.RESET);

    /** Devices that answer although they keep what they hold. */
    private static final Set<DeviceMode> LIARS = Set.of(DeviceMode.UR, DeviceMode.ROGUE);

    private static boolean isAssumed(Settings settings) {
        return Parameter.ALL.stream()
                        .filter(parameter -> !OPEN.contains(parameter) && parameter != Parameter.DEVICES)
                        .allMatch(parameter -> settings.get(parameter).equals(parameter.defaultValue()))
                && settings.get(Parameter.TASKS).stream().map(Task::kind).allMatch(TASKS::containsKey)
                && settings.get(Parameter.DEVICES).stream().noneMatch(LIARS::contains);
    }

    private static Surroundings surroundings(Settings settings) {
        Set<Beside> beside = EnumSet.noneOf(Beside.class);
        settings.get(Parameter.TASKS).forEach(task -> beside.add(TASKS.get(task.kind())));
        if (settings.get(Parameter.BROKEN_WORKER) == Worker.ON) {
            beside.add(Beside.WORKER);
        }
        return new Surroundings(ImmutableSet.copyOf(beside), ImmutableSet.of());
    }

    /** Of the runs of the suite that keep the assumptions: what the model violates, a run of the protocol violates. */
    @Test
    void whatTheModelViolatesIsRefuted() throws IOException {
        Expectations expectations = Expectations.load(Shell.CHECKOUT.resolve("specs/expected"));
        Map<String, Set<String>> refuted = new HashMap<>();
        Set<String> compared = new TreeSet<>();
        Set<String> missing = new TreeSet<>();
        for (Run run : Run.defaultSuite()) {
            if (!isAssumed(run.settings())
                    || run.patches().contains(Patch.V1_WORK)
                    || !run.posted()
                    || run.settings().get(Parameter.RETRY_STRATEGY) == RetryStrategy.BISECT) {
                continue;
            }
            Settings known = Settings.DEFAULT
                    .with(Parameter.FENCE_ORDER, run.settings().get(Parameter.FENCE_ORDER))
                    .with(Parameter.RETRY_STRATEGY, run.settings().get(Parameter.RETRY_STRATEGY));
            Surroundings surroundings = surroundings(run.settings());
            Protocol protocol = new QuarantineProtocol(run.patches(), known, surroundings);
            expectations.of(run).orElseThrow().verdicts().forEach((property, verdict) -> {
                if (verdict.startsWith("violated")
                        && protocol.properties().stream()
                                .anyMatch(clause -> clause.name().equals(property))) {
                    String key = run.patches() + " " + known.differencesFrom(Settings.DEFAULT) + " " + surroundings;
                    String row = run.title() + ": " + property;
                    compared.add(row);
                    if (!refuted.computeIfAbsent(key, any -> refuted(protocol)).contains(property)) {
                        missing.add(row + " " + verdict);
                    }
                }
            });
        }
        assertEquals(Set.of(), missing);
        assertEquals(84, compared.size(), compared::toString);
    }

    /** The properties that a run of a small instance violates. */
    private static Set<String> refuted(Protocol protocol) {
        Set<String> refuted = new TreeSet<>();
        for (int[] sizes : SIZES) {
            List<Clause> open = protocol.properties().stream()
                    .filter(clause -> !refuted.contains(clause.name()))
                    .toList();
            if (!open.isEmpty()) {
                new FiniteSystem(protocol, Instance.of(protocol, sizes))
                        .asking(open)
                        .check()
                        .verdicts()
                        .forEach((property, verdict) -> verdict.trace().ifPresent(run -> refuted.add(property.name())));
            }
        }
        return refuted;
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

    /**
     * Of each step some part is needed: without it, a clause is not kept, and Z3 has an example of that. Only a refetch without a part is
     * one that changes less.
     */
    static void assertEachStepHasAPartThatIsNeeded(Protocol protocol) {
        List<String> harmless = new ArrayList<>();
        try (Prover prover = new Prover(protocol, LIMITS)) {
            List<Clause> clauses = protocol.clauses();
            for (Step step : protocol.steps()) {
                if (step.withoutOnePart().stream()
                        .map(without -> prover.consecution(without, clauses, clauses))
                        .noneMatch(Answer.Failed.class::isInstance)) {
                    harmless.add(step.name());
                }
            }
        }
        assertEquals(List.of("refetch"), harmless);
    }

    @Test
    void eachStepHasAPartWithoutWhichAProofFails() {
        assertEachStepHasAPartThatIsNeeded(V2);
    }
}
