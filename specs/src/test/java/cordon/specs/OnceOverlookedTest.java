package cordon.specs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import cordon.engine.explore.Bounds;
import cordon.engine.explore.BreadthFirst;
import cordon.engine.explore.Verdict;
import cordon.engine.property.Property;
import cordon.model.Design;
import cordon.model.Settings;
import cordon.model.World;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What no property noticed until somebody read its code beside what it promises, where the default suite does not show it. */
class OnceOverlookedTest {

    /** {@code quarantine-ends-with-recovery} asked whether the device was mute; while it is being reset it does not answer either. */
    @Test
    void theProbeOfAMethodLiftsTheQuarantineInTheMiddleOfAReset() {
        Run run = Run.of(
                Scenarios.ALL.get(0), Design.V2, Settings.DEFAULT.with("tasks=reset,probe devices=obedient rounds=0"));
        World world = run.world();
        Property property = run.properties(world).stream()
                .filter(p -> p.name().equals("quarantine-ends-with-recovery"))
                .findFirst()
                .orElseThrow();
        Verdict verdict = BreadthFirst.check(world, List.of(property), Bounds.unlimited(), s -> {})
                .verdict(property);
        Verdict.Violated violated = assertInstanceOf(Verdict.Violated.class, verdict);
        assertEquals(
                "At step 125 the quarantine of device 0 is lifted, although it is being reset.",
                property.explain(violated.counterexample().orElseThrow()));
    }
}
