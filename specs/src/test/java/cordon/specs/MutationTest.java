package cordon.specs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import cordon.engine.explore.Bounds;
import cordon.engine.explore.BreadthFirst;
import cordon.engine.explore.Report;
import cordon.engine.expression.ExpressionException;
import cordon.engine.property.Property;
import cordon.model.World;
import cordon.specs.mutation.Cell;
import cordon.specs.mutation.Detector;
import cordon.specs.mutation.Mutant;
import cordon.specs.mutation.Mutants;
import cordon.specs.mutation.PatchMutants;
import cordon.specs.mutation.Records;
import cordon.specs.mutation.Score;
import cordon.specs.question.PropertiesAsExpressions;
import cordon.specs.question.Subject;
import java.io.IOException;
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
    private static final Path HOME = Path.of(System.getProperty("cordon.home", ".."));

    private static final Path MATRIX = HOME.resolve(Path.of("docs", "mutations.md"));

    private static final String HEADING = """
            # Mutations

            Wrong models, and what notices them: one for each property, those of `smmu.md` E.5 that the model has a place for, and the
            series with single places of its patches missing. A mutant has a name, which `./cordon mutate --mutant` takes: the words of
            the first column, in lower case, joined by hyphens. Written by
            `mvn -B test -pl specs -am -Dtest=MutationTest -Dsurefire.failIfNoSpecifiedTests=false -Dcordon.record=true`.

            ## One for each property

            Each runs in a scenario in which the right model satisfies the property. Everything was searched, so that the last column is
            complete: where it is empty, the property alone notices the mutant there.

            | what is wrong | step | scenario | noticed by | steps | what else is violated, and not by the right model |
            |---|---|---|---|---|---|
            """;

    private static final String PLACES = """

            ## The places of the patches

            v2 without one of the places that ask for a patch, or with half of what a place does. P1 is asked for at three places, P2 at
            two, P4 at two, P6 at three, P7 at one; what P3 and P7 do besides has steps of its own. Three of these mutants are in the
            table above: `pcie_flr done` without P1, `__arm_smmu_cmdq_skip_err act` without P4, `__arm_smmu_domain_inv_range R4`
            without P6. The places of P5 say what a flush looks at, for `no-freed-master`; no step does anything else without them.
            The place of P7 in `EntryModel` says whether there is a fence at all. The last column is what v2 does not show in the run,
            first of all.

            | what is missing | step | scenario | noticed by |
            |---|---|---|---|
            """;

    private static final String VANISHED = """

            A violation that has vanished is a notice too: a retry of every batch finds the device whose timeout was told to another
            waiter.
            """;

    private static final String SCORE = """

            ## The matrix

            `./cordon mutate` searches each mutant in each run of the default suite, of v2 and of the parts, in which it has a place. A
            search ends with the first thing that the right model does not show in that run: a violation that no finding covers, or one
            by another finding, a violation that has vanished, something reachable that is not, a property that nothing puts to the
            test. So a property scores where it is among the first. `./cordon mutate --record` writes `specs/mutations`; the command
            above writes this page from it.

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
        Page.assertUpToDate(
                MATRIX,
                matrix(),
                "mvn -B test -pl specs -am -Dtest='MutationTest#theMatrixIsUpToDate' "
                        + "-Dsurefire.failIfNoSpecifiedTests=false -Dcordon.record=true");
    }

    private static String matrix() throws IOException {
        Expectations expectations = Expectations.load(HOME.resolve(Path.of("specs", "expected")));
        ImmutableList<Cell> cells = Cell.all(Mutants.FAULTS, Cell.runs(), expectations);
        StringBuilder text = new StringBuilder(HEADING);
        properties(text);
        text.append(PLACES);
        for (Mutant mutant : PatchMutants.ALL) {
            Cell cell = new Cell(
                    mutant.fault(), mutant.run(), expectations.of(mutant.run()).orElseThrow());
            String notices = new Detector(Bounds.unlimited()).examine(cell).text();
            row(
                    text,
                    mutant.fault().wrong(),
                    mutant.fault().steps(),
                    mutant.run().title(),
                    notices);
        }
        Records records = Records.load(HOME.resolve(Path.of("specs", "mutations")));
        return text.append(VANISHED)
                .append(SCORE)
                .append(new Score(cells, records.of(cells)).page())
                .toString();
    }

    private static void row(StringBuilder text, Object... columns) {
        text.append("| ").append(Joiner.on(" | ").join(columns)).append(" |\n");
    }

    private static void properties(StringBuilder text) {
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
            row(
                    text,
                    mutant.fault().wrong(),
                    mutant.fault().steps(),
                    mutant.run().title(),
                    mutant.property(),
                    caught.steps() == null ? "-" : caught.steps(),
                    others.isEmpty() ? "-" : others);
        }
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
