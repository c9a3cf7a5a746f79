package cordon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cordon.cli.report.Place;
import cordon.model.machine.Step;
import cordon.specs.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the sources of the model declare its steps. */
class StepPlacesTest {
    /** One of each world, and those with most kinds of threads. */
    private static final Set<String> SCENARIOS = new TreeSet<>(
            List.of("strict-unmap", "reset", "attach", "remove", "insertion", "entry-update", "msi-polling"));

    @Test
    void everyStepIsDeclaredWhereItsNameStands() throws Exception {
        StepPlaces places = StepPlaces.in(Home.modelSources());
        Set<String> missing = new TreeSet<>();
        Set<String> seen = new TreeSet<>();
        for (Run run : Run.defaultSuite()) {
            if (SCENARIOS.remove(run.scenario().name())) {
                for (Step step : run.world().steps()) {
                    seen.add(step.name());
                    if (places.of(step.name()).isEmpty()) {
                        missing.add(step.name());
                    }
                }
            }
        }
        assertTrue(seen.size() > 100, seen.toString());
        assertEquals(Set.of(), missing);
    }

    @Test
    void thePlaceIsTheLineOfTheDeclaration() throws Exception {
        Place place = StepPlaces.in(Home.modelSources())
                .of("__arm_smmu_domain_inv_range R4 result")
                .orElseThrow();
        assertEquals("model/src/main/java/cordon/model/kernel/DomainInvRange.java", place.file());
        assertTrue(Files.readAllLines(Shell.CHECKOUT.resolve(place.file()))
                .get(place.line() - 1)
                .contains("R4 result"));
    }

    @Test
    void withoutSourcesThereAreNoPlaces(@TempDir Path empty) throws Exception {
        StepPlaces none = StepPlaces.in(empty.resolve("nowhere"));
        assertEquals(Optional.empty(), none.of("__arm_smmu_domain_inv_range R4 result"));
    }
}
