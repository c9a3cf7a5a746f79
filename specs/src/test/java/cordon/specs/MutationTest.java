package cordon.specs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Joiner;
import cordon.engine.explore.Bounds;
import cordon.engine.explore.BreadthFirst;
import cordon.engine.explore.Report;
import cordon.engine.expression.ExpressionException;
import cordon.engine.property.Property;
import cordon.model.World;
import cordon.specs.question.PropertiesAsExpressions;
import cordon.specs.question.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    private static final Path MATRIX = Path.of(System.getProperty("cordon.home", ".."), "docs", "mutations.md");

    private static final String HEADING = """
            # Mutations

            Wrong models, and what notices them: one for each property, and those of `smmu.md` E.5 that the model has a place
            for. Each runs in a scenario in which the right model satisfies the property. Written by
            `mvn -B test -pl specs -am -Dtest=MutationTest -Dsurefire.failIfNoSpecifiedTests=false -Dcordon.record=true`.

            | what is wrong | step | scenario | noticed by | steps | what else is violated, and not by the right model |
            |---|---|---|---|---|---|
            """;

    static Stream<Mutant> mutants() {
        return Mutants.ALL.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mutants")
    void theMutantIsCaught(Mutant mutant) throws ExpressionException {
        assertEquals(false, outcome(mutant, mutant.run().world()).isViolation(), "the right model");
        assertEquals(true, outcome(mutant, mutant.world()).isViolation(), "the wrong model");
    }

    @Test
    void everyPropertyHasAMutant() {
        Set<String> caught = mutants().map(Mutant::property).collect(Collectors.toSet());
        Set<String> all = Run.defaultSuite().stream()
                .flatMap(run -> run.properties(run.world()).stream())
                .map(Property::name)
                .collect(Collectors.toSet());
        assertEquals(all, caught);
    }

    /** {@code docs/mutations.md} is what this run finds; with {@code -Dcordon.record=true} it is written anew. */
    @Test
    void theMatrixIsUpToDate() throws IOException {
        String matrix = matrix();
        if (Boolean.getBoolean("cordon.record")) {
            Files.writeString(MATRIX, matrix);
        }
        assertEquals(Files.readString(MATRIX), matrix);
    }

    private static String matrix() {
        StringBuilder text = new StringBuilder(HEADING);
        for (Mutant mutant : Mutants.ALL) {
            Map<String, Outcome> right = outcomes(mutant.run(), mutant.run().world());
            Map<String, Outcome> wrong = outcomes(mutant.run(), mutant.world());
            Outcome caught = wrong.getOrDefault(mutant.property(), new Outcome("absent", null, ""));
            String others = wrong.entrySet().stream()
                    .filter(e -> !e.getKey().equals(mutant.property()))
                    .filter(e -> e.getValue().isViolation())
                    .filter(e -> !right.getOrDefault(e.getKey(), e.getValue()).isViolation())
                    .map(Map.Entry::getKey)
                    .collect(Collectors.joining(", "));
            text.append("| ")
                    .append(Joiner.on(" | ")
                            .join(
                                    mutant.wrong(),
                                    "`" + mutant.step() + "`",
                                    mutant.run().title(),
                                    mutant.property(),
                                    caught.steps() == null ? "-" : caught.steps(),
                                    others.isEmpty() ? "-" : others))
                    .append(" |\n");
        }
        return text.toString();
    }

    private static Map<String, Outcome> outcomes(Run run, World world) {
        List<Property> properties = run.properties(world);
        Report report = BreadthFirst.check(world, properties, Bounds.unlimited(), s -> {});
        return properties.stream()
                .collect(Collectors.toMap(
                        Property::name, p -> Outcome.of(p, report.verdict(p)), (a, b) -> a, LinkedHashMap::new));
    }

    /** Asked besides, where it can be, as an expression, which says the same. */
    private static Outcome outcome(Mutant mutant, World world) throws ExpressionException {
        List<Property> wanted = mutant.run().properties(world).stream()
                .filter(p -> p.name().equals(mutant.property()))
                .toList();
        Subject subject = Subject.of(world, PropertiesAsExpressions.of(world, wanted));
        List<Property> asked = subject.with(wanted);
        Report report = BreadthFirst.check(subject.system(), asked, Bounds.unlimited(), s -> {});
        assertTrue(report.bound().isEmpty());
        Property property = asked.get(0);
        asked.stream()
                .skip(1)
                .forEach(question ->
                        Agreement.requireOn(property, report.verdict(property), question, report.verdict(question)));
        return Outcome.of(property, report.verdict(property));
    }
}
