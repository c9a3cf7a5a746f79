package cordon.specs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cordon.engine.explore.Bounds;
import cordon.engine.explore.BreadthFirst;
import cordon.engine.explore.Report;
import cordon.model.Choice.DeviceMode;
import cordon.model.Choice.Unmap;
import cordon.model.Choice.WorldKind;
import cordon.model.Parameter;
import cordon.model.Settings;
import cordon.model.World;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every search of the default suite finds what is checked in: verdicts, lengths of traces, numbers of states. A change of
 * the model shows up here; {@code ./cordon check --record-expected} writes the files anew.
 */
@Execution(ExecutionMode.CONCURRENT)
class ExpectedVerdictsTest {
    private static final Path DIRECTORY = Path.of(System.getProperty("cordon.home", ".."), "specs", "expected");

    private static final Coverage COVERAGE = new Coverage();

    /** A step that no scenario takes is not checked by anything. */
    @AfterAll
    static void everyStepIsTakenBySomeScenario() {
        assertEquals(List.of(), COVERAGE.neverTaken());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("runs")
    void theSearchFindsWhatIsCheckedIn(String title, Run run) throws IOException {
        World world = run.world();
        Report report = BreadthFirst.check(world, run.properties(world), Bounds.unlimited(), s -> {});
        synchronized (COVERAGE) {
            COVERAGE.add(run, world, report);
        }
        assertEquals(List.of(), Expectations.differences(expected(run), run, report));
    }

    static Stream<Object[]> runs() {
        return Run.defaultSuite().stream()
                .map(run -> new Object[] {run.scenario().name() + " " + run.design() + " " + run.parameters(), run});
    }

    /** K1 and K2 of smmu.md E.5: the reason for the series. */
    @Test
    void theBaseLetsASilentDeviceReachAReclaimedPageInEveryScenario() throws IOException {
        for (Run run : Run.defaultSuite()) {
            Settings settings = run.settings();
            if (run.design().equals("base")
                    && settings.get(Parameter.WORLD) == WorldKind.PROTOCOL
                    && settings.get(Parameter.ROUNDS) > 0
                    && settings.get(Parameter.UNMAP) == Unmap.STRICT
                    && settings.get(Parameter.DEVICES).contains(DeviceMode.MUTE)) {
                assertViolated(expected(run), "no-stale-dma");
            }
        }
    }

    @Test
    void everyViolationIsExplained() throws IOException {
        for (Run run : Run.defaultSuite()) {
            ExpectedRun expected = expected(run);
            expected.verdicts().forEach((property, verdict) -> {
                String finding = expected.findings().getOrDefault(property, "");
                boolean violation = verdict.startsWith("violated") || verdict.equals("unreachable");
                assertEquals(violation, !finding.isEmpty(), run + ": " + property);
                assertTrue(finding.isEmpty() || finding.length() > 80, "sentences, not a note: " + finding);
            });
        }
    }

    private static void assertViolated(ExpectedRun expected, String property) {
        String verdict = expected.verdicts().getOrDefault(property, "absent");
        assertTrue(verdict.startsWith("violated"), expected + ": " + verdict);
    }

    private static ExpectedRun expected(Run run) throws IOException {
        return Expectations.load(DIRECTORY).of(run).orElseThrow();
    }
}
