package cordon.specs.mutation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cordon.engine.explore.Bounds;
import cordon.engine.explore.BreadthFirst;
import cordon.engine.schema.Field;
import cordon.model.Patch;
import cordon.model.World;
import cordon.model.machine.Effect;
import cordon.model.machine.Step;
import cordon.specs.Run;
import cordon.specs.Runs;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every step that does something else without a patch has a mutant that drops its place. */
class PlaceTest {
    private static final long SOME_STATES = 60_000;

    /** The step of P3 cannot be compared where its worker runs, since the world without it has no worker. */
    private static final Set<String> CHANGED_OTHERWISE = Set.of("P3 disable (patch 7) report");

    @ParameterizedTest
    @CsvSource({
        "strict-unmap, '', P4 __arm_smmu_cmdq_skip_err act",
        "strict-unmap, hwTimeout=above-1s, P4 arm_smmu_cmdq_issue_cmdlist P13 timeout",
        "shared-batch, '', P7 __arm_smmu_domain_inv_range R4 result",
        "strict-unmap, rounds=2, P6 __arm_smmu_domain_inv_range R4",
        "reset, resetOutcome=fail rounds=0, P1 pcie_flr done",
        "reset, resetDoneOrder=after-attach rounds=0 resetOutcome=ok, P2 pci_dev_reset_iommu_done attach",
        "reset, rounds=0 resetOutcome=ok, P2 pci_dev_reset_iommu_done lock",
        "repeated-reset, resetOutcome=fail rounds=0, P1 pci_dev_reset_iommu_prepare lock",
        "probe, devices=obedient rounds=0, P1 pci_reset_bus_function(probe) done",
    })
    void everyStepThatAPatchChangesHasAMutant(String scenario, String settings, String one) {
        Run run = Runs.v2(scenario, settings);
        Set<String> found = new HashSet<>(placesOf(Patch.P7, run));
        for (Patch patch : run.patches()) {
            // What P7 needs cannot go without P7.
            placesOf(patch, run).stream()
                    .filter(step -> !found.contains(Patch.P7 + " " + step.substring(3)))
                    .forEach(found::add);
        }
        assertTrue(found.contains(one), found::toString);
        found.removeAll(droppedPlaces());
        found.removeAll(CHANGED_OTHERWISE);
        assertEquals(Set.of(), found);
    }

    @Test
    void aPlaceOfAPatchThatIsNotAppliedCannotBeDropped() {
        Run base = Runs.base("strict-unmap", "");
        Place place = new Place(base, base.world(), "__arm_smmu_cmdq_skip_err act");
        assertThrows(IllegalArgumentException.class, () -> place.without(Patch.P4));
        assertThrows(IllegalArgumentException.class, () -> place.get("no such field"));
    }

    /** Patch and step of each {@link Changes.Dropped} among the mutants. */
    private static Set<String> droppedPlaces() {
        return Mutants.FAULTS.stream()
                .flatMap(fault -> fault.changes().entrySet().stream())
                .filter(change -> change.getValue() instanceof Changes.Dropped)
                .map(change -> ((Changes.Dropped) change.getValue()).patch() + " " + change.getKey())
                .collect(Collectors.toSet());
    }

    /** The steps that do something else without {@code patch}, in some of the states of {@code run}. */
    private static Set<String> placesOf(Patch patch, Run run) {
        World right = run.world();
        Map<Step, Effect> others = new HashMap<>();
        for (Step step : right.steps()) {
            try {
                others.put(step, new Place(run, right, step.name()).without(patch));
            } catch (IllegalArgumentException otherShape) {
                return Set.of();
            }
        }
        Set<String> places = new HashSet<>();
        BreadthFirst.visit(
                right,
                (depth, state, out, first) -> {
                    for (int i = first; i < out.count(); i++) {
                        Step step = right.stepOf(out.action(i));
                        long[] other = state.clone();
                        boolean taken = Objects.requireNonNull(others.get(step)).apply(other, step.arg(out.action(i)));
                        if (!taken || !Arrays.equals(withoutGhost(right, other), withoutGhost(right, out.state(i)))) {
                            places.add(patch + " " + step.name());
                        }
                    }
                },
                1,
                Bounds.unlimited().withMaxStates(SOME_STATES),
                statistics -> {});
        return places;
    }

    /** Which devices owe an answer is kept for properties, and only where one can be blamed. */
    private static long[] withoutGhost(World world, long[] state) {
        long[] rest = state.clone();
        world.schema().fields().stream()
                .filter(field -> field.role() == Field.Role.GHOST)
                .forEach(field -> IntStream.range(0, field.size()).forEach(i -> field.set(rest, i, 0)));
        return rest;
    }
}
