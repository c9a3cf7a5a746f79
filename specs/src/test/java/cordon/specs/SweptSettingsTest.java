package cordon.specs;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cordon.engine.explore.Bounds;
import cordon.engine.explore.BreadthFirst;
import cordon.engine.explore.Report;
import cordon.engine.property.Property;
import cordon.model.Design;
import cordon.model.World;
import cordon.specs.finding.Answer;
import cordon.specs.finding.Findings;
import cordon.specs.finding.Interrogation;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** What a sweep reported once is explained by a finding, or gone since a fault of a property was mended. */
class SweptSettingsTest {
    private static final Bounds BOUNDS = Bounds.unlimited().withMaxStates(150_000);

    @ParameterizedTest(name = "{0} {1} {2}: {3}")
    @CsvFileSource(resources = "swept.txt", delimiter = '|')
    void itIsExplained(String design, String scenario, String settings, String name, String finding) {
        Scenario around = Scenarios.ALL.stream()
                .filter(candidate -> candidate.name().equals(scenario))
                .findFirst()
                .orElseThrow();
        Run run = Run.of(
                around,
                Design.valueOf(design.toUpperCase(Locale.ROOT)),
                around.settings().with(settings));
        World world = run.world();
        Property property = run.properties(world).stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow();
        Interrogation interrogation = Interrogation.behind(world, List.of(property), Findings.ALL);
        Report report = BreadthFirst.check(interrogation.system(), interrogation.questions(), BOUNDS, s -> {});
        Answer answer = interrogation.answers(report).get(0);
        assertFalse(answer.isUnexplained(), () -> "new: " + answer.beyond());
        assertTrue(
                finding.equals("-")
                        || answer.sightings().stream()
                                .anyMatch(sighting -> sighting.finding().name().equals(finding)),
                () -> "seen: " + answer.sightings());
    }
}
