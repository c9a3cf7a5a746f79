package cordon.specs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import cordon.engine.TransitionSystem;
import cordon.engine.explore.Bounds;
import cordon.engine.explore.BreadthFirst;
import cordon.engine.explore.Report;
import cordon.engine.property.Eventually;
import cordon.engine.property.Property;
import cordon.engine.reduction.PartialOrder;
import cordon.model.Design;
import cordon.model.Settings;
import cordon.model.World;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the suite searches in full, wherever the steps say what they look at, has the same verdicts in a partial order. */
class PartialOrderTest {
    @Test
    void theVerdictsOfTheInsertionAreTheSame() {
        Scenario scenario = Scenarios.ALL.stream()
                .filter(s -> s.name().equals("insertion"))
                .findFirst()
                .orElseThrow();
        for (Settings settings : scenario.posted().usual()) {
            Run run = Run.of(scenario, Design.V2, settings);
            World world = run.world();
            ImmutableList<Property> asked = run.properties(world).stream()
                    .filter(property -> !(property instanceof Eventually))
                    .collect(ImmutableList.toImmutableList());
            Report full = search(world, asked);
            Report reduced = search(new PartialOrder(world, asked), asked);
            for (Property property : asked) {
                assertEquals(
                        full.verdict(property).getClass(),
                        reduced.verdict(property).getClass(),
                        run.title() + ": " + property.name());
            }
            assertTrue(reduced.statistics().states() <= full.statistics().states());
        }
    }

    private static Report search(TransitionSystem system, List<Property> asked) {
        return BreadthFirst.check(system, asked, Bounds.unlimited(), s -> {});
    }
}
