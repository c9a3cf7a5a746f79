package cordon.specs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Maps;
import com.google.common.collect.Sets;
import cordon.engine.explore.Bounds;
import cordon.engine.explore.BreadthFirst;
import cordon.engine.explore.Report;
import cordon.engine.explore.Verdict;
import cordon.engine.expression.ExpressionException;
import cordon.engine.expression.Question;
import cordon.engine.property.Property;
import cordon.model.Choice.DeviceMode;
import cordon.model.Choice.Unmap;
import cordon.model.Choice.WorldKind;
import cordon.model.Parameter;
import cordon.model.Settings;
import cordon.model.World;
import cordon.specs.finding.Answer;
import cordon.specs.finding.Findings;
import cordon.specs.finding.Interrogation;
import cordon.specs.finding.Sighting;
import cordon.specs.question.PropertiesAsExpressions;
import cordon.specs.question.SavedQuestions;
import cordon.specs.question.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
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

    private static final SavedQuestions QUESTIONS = new SavedQuestions(DIRECTORY.resolveSibling("questions"));

    private static final Coverage COVERAGE = new Coverage();

    // The properties whose expressions were found to be violated, or to hold, in some run.
    private static final Pattern STEP = Pattern.compile("step (\\d+)");
    private static final Set<String> VIOLATED = ConcurrentHashMap.newKeySet();
    private static final Set<String> HOLDING = ConcurrentHashMap.newKeySet();

    /** A step that no scenario takes is not checked by anything. */
    @AfterAll
    static void everyStepIsTakenBySomeScenario() {
        assertEquals(List.of(), COVERAGE.neverTaken());
    }

    /** That each of them is violated by some wrong model is shown by {@link MutationTest}. */
    @AfterAll
    static void everyExpressionIsComparedInSomeScenario() {
        assertEquals(PropertiesAsExpressions.names(), Sets.union(VIOLATED, HOLDING));
        assertTrue(PropertiesAsExpressions.names().size() >= 20, PropertiesAsExpressions.names()::toString);
        assertTrue(VIOLATED.size() >= 10, VIOLATED::toString);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("runs")
    void theSearchFindsWhatIsCheckedIn(String title, Run run) throws IOException, ExpressionException {
        World world = run.world();
        ImmutableList<Property> properties = run.properties(world);
        Map<String, Question> saved = QUESTIONS.questions(run, world);
        Map<String, Question> expressions = PropertiesAsExpressions.of(world, properties);
        Map<String, Question> questions = new LinkedHashMap<>(saved);
        questions.putAll(expressions);
        Subject subject = Subject.of(world, questions);
        Interrogation interrogation = Interrogation.behind(subject, subject.with(properties), Findings.ALL);
        Report report =
                BreadthFirst.check(interrogation.system(), interrogation.questions(), Bounds.unlimited(), s -> {});
        synchronized (COVERAGE) {
            COVERAGE.add(run, world, report);
        }
        Map<String, Answer> all = Maps.uniqueIndex(
                interrogation.answers(report), answer -> answer.property().name());
        assertTheExpressionsSayTheSame(properties, all);
        List<Answer> answers = all.values().stream()
                .filter(answer -> !expressions.containsKey(answer.property().name()))
                .toList();
        answers.forEach(ExpectedVerdictsTest::assertTheExplanationStaysInTheTrace);
        answers.forEach(answer -> answer.sightings().forEach(ExpectedVerdictsTest::assertTheTraceHasWhatTheWordsSay));
        ExpectedRun found = ExpectedRun.of(run, report.statistics(), answers);
        assertEquals(List.of(), Expectations.differences(expected(run), found));
    }

    /** A property and the expression of it have one verdict, and shortest traces of one length. */
    private static void assertTheExpressionsSayTheSame(List<Property> properties, Map<String, Answer> answers) {
        for (Property property : properties) {
            Answer asked = answers.get(PropertiesAsExpressions.nameOf(property.name()));
            if (asked != null) {
                Verdict verdict =
                        Objects.requireNonNull(answers.get(property.name())).verdict();
                boolean violated = Agreement.requireOn(property, verdict, asked.property(), asked.verdict());
                (violated ? VIOLATED : HOLDING).add(property.name());
            }
        }
    }

    /** Every step that an explanation names is one of the trace. */
    private static void assertTheExplanationStaysInTheTrace(Answer answer) {
        if (answer.verdict() instanceof Verdict.Violated violated) {
            violated.counterexample().ifPresent(trace -> {
                String text = answer.property().explain(trace);
                STEP.matcher(text).results().forEach(step -> {
                    int named = Integer.parseInt(step.group(1));
                    assertTrue(named <= trace.length(), text);
                });
            });
        }
    }

    /** The steps that the words of a finding speak of are in the trace, in the order in which they do. */
    private static void assertTheTraceHasWhatTheWordsSay(Sighting sighting) {
        if (sighting.trace().isPresent()) {
            List<Integer> steps = sighting.finding().words().events().stream()
                    .map(event -> sighting.steps().getOrDefault(event, -1))
                    .toList();
            assertEquals(steps.stream().sorted().toList(), steps, sighting.text());
            assertFalse(steps.contains(-1), sighting.text());
            assertFalse(sighting.text().matches("(?s).*[\\[{].*"), sighting.text());
        }
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
            expected.verdicts()
                    .forEach((property, verdict) -> assertFalse(
                            verdict.contains("unexplained"), run.title() + ": " + property + " " + verdict));
        }
    }

    /** {@code ./cordon check --record-expected} writes the page anew, and so does this test with {@code -Dcordon.record=true}. */
    @Test
    void thePageOfFindingsIsThatOfTheExpectedVerdicts() throws IOException {
        Path page = DIRECTORY.resolveSibling(Path.of("..", "docs", "findings.md"));
        Page.assertUpToDate(page, FindingsPage.of(Expectations.load(DIRECTORY)), "./cordon check --record-expected");
    }

    /** README shows a few rows of the page. */
    @Test
    void theReadmeShowsRowsOfThePageOfFindings() throws IOException {
        String page = FindingsPage.of(Expectations.load(DIRECTORY));
        List<String> rows = Files.readString(DIRECTORY.resolveSibling(Path.of("..", "README.md")))
                .replace("(docs/findings.md#", "(#")
                .lines()
                .filter(line -> line.contains("](#"))
                .toList();
        rows.forEach(row -> assertTrue(page.contains(row + "\n"), row));
        assertEquals(5, rows.size());
    }

    private static void assertViolated(ExpectedRun expected, String property) {
        String verdict = expected.verdicts().getOrDefault(property, "absent");
        assertTrue(verdict.startsWith("violated"), expected + ": " + verdict);
    }

    private static ExpectedRun expected(Run run) throws IOException {
        return Expectations.load(DIRECTORY).of(run).orElseThrow();
    }
}
