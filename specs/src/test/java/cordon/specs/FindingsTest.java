package cordon.specs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cordon.engine.explore.Bounds;
import cordon.engine.explore.BreadthFirst;
import cordon.engine.explore.Report;
import cordon.engine.property.Property;
import cordon.model.World;
import cordon.specs.finding.Answer;
import cordon.specs.finding.Finding;
import cordon.specs.finding.Findings;
import cordon.specs.finding.Interrogation;
import cordon.specs.mutation.Mutant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A finding explains what it is about and nothing else. */
class FindingsTest {

    static Stream<OtherWay> otherWays() {
        return OtherWays.ALL.stream();
    }

    /** The right model shows nothing but findings; the wrong one violates the same property in a way that none of them explains. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("otherWays")
    void anotherWayToTheSameViolationIsNotExplained(OtherWay way) {
        assertTrue(way.finding().properties().contains(way.mutant().property()), "a property of the finding");
        assertTrue(
                way.finding().basis().stream()
                        .allMatch(basis -> basis.holds().test(way.mutant().run().world())),
                "a run that has what the finding rests on");
        assertFalse(answer(way.mutant(), way.mutant().run().world()).isUnexplained(), "the right model");
        assertTrue(answer(way.mutant(), way.mutant().world()).isUnexplained(), "the wrong model");
    }

    @Test
    void everyFindingHasOne() {
        assertEquals(
                names(Findings.ALL),
                names(OtherWays.ALL.stream().map(OtherWay::finding).toList()));
    }

    @Test
    void noTwoFindingsHaveTheSameName() {
        assertEquals(Findings.ALL.size(), names(Findings.ALL).size());
    }

    @Test
    void theWordsAreThere() {
        for (Finding finding : Findings.ALL) {
            assertTrue(finding.words().withoutTrace().length() > 80, finding.name());
            assertTrue(finding.words().repair().length() > 20, finding.name());
            assertFalse(finding.properties().isEmpty(), finding.name());
        }
    }

    /** A step that no world has would be an event that never happens. */
    @Test
    void everyStepOfAPatternIsAStepOfSomeWorld() {
        List<World> worlds = Run.defaultSuite().stream().map(Run::world).toList();
        Set<String> steps = worlds.stream()
                .flatMap(world -> world.steps().stream())
                .map(step -> step.name())
                .collect(Collectors.toSet());
        Set<String> awaited = new HashSet<>();
        for (Finding finding : Findings.ALL) {
            worlds.forEach(world -> awaited.addAll(finding.steps(world)));
        }
        awaited.removeAll(steps);
        assertEquals(Set.of(), awaited);
    }

    private static Answer answer(Mutant mutant, World world) {
        List<Property> asked = mutant.run().allProperties(world).stream()
                .filter(property -> property.name().equals(mutant.property()))
                .toList();
        Interrogation interrogation = Interrogation.behind(world, asked, Findings.ALL);
        Report report =
                BreadthFirst.check(interrogation.system(), interrogation.questions(), Bounds.unlimited(), s -> {});
        return interrogation.answers(report).get(0);
    }

    private static Set<String> names(List<Finding> findings) {
        return findings.stream().map(Finding::name).collect(Collectors.toSet());
    }
}
