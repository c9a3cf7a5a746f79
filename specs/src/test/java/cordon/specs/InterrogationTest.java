package cordon.specs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableList;
import cordon.engine.explore.Bounds;
import cordon.engine.explore.BreadthFirst;
import cordon.engine.explore.Options;
import cordon.engine.explore.Report;
import cordon.engine.property.Property;
import cordon.model.World;
import cordon.specs.finding.Answer;
import cordon.specs.finding.Findings;
import cordon.specs.finding.Interrogation;
import cordon.specs.question.Subject;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a search says of the model does not depend on whether it goes on behind the known findings. */
class InterrogationTest {
    private static final Path DIRECTORY = Path.of(System.getProperty("cordon.home", ".."), "specs", "expected");
    private static final long SMALL = 5_000; // states

    static Stream<Run> smallRuns() throws Exception {
        Expectations expectations = Expectations.load(DIRECTORY);
        return Run.defaultSuite().stream()
                .filter(run -> expectations
                        .of(run)
                        .filter(expected -> expected.states() <= SMALL)
                        .isPresent());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("smallRuns")
    void goingBehindChangesNoVerdictNoLengthAndNoNumberOfStates(Run run) {
        World world = run.world();
        ImmutableList<Property> asked = run.properties(world);
        Found behind = search(Interrogation.behind(world, asked, Findings.ALL), 1);
        assertEquals(search(Interrogation.plain(Subject.of(world), asked, Findings.ALL), 1), behind);
        assertEquals(search(Interrogation.behind(world, asked, Findings.ALL), 2), behind, "with two workers");
    }

    /** Of the model, without its findings. */
    private record Found(long states, int depth, Map<String, String> verdicts) {}

    private static Found search(Interrogation interrogation, int workers) {
        Report report = BreadthFirst.check(
                interrogation.system(),
                interrogation.questions(),
                Options.DEFAULT.withWorkers(workers),
                Bounds.unlimited(),
                s -> {});
        Map<String, String> verdicts = new LinkedHashMap<>();
        for (Answer answer : interrogation.answers(report)) {
            verdicts.put(
                    answer.property().name(),
                    Outcome.of(answer.property(), answer.verdict()).toString());
        }
        return new Found(report.statistics().states(), report.statistics().depth(), verdicts);
    }
}
