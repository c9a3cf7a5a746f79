package cordon.engine.explore;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import cordon.engine.Asked;
import cordon.engine.RandomSystem;
import cordon.engine.property.Property;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What nothing puts to the test does not simply hold. */
class VacuousVerdictTest {

    /** A property of the second edge, in a ring that has no second edges. */
    @Test
    void aPropertyOfStepsThatAreNeverTakenIsVacuous() {
        RandomSystem ring = new RandomSystem(List.of(List.of(1), List.of(0)), 1);
        Property ofTheSecondEdge = Asked.step(action -> action == 1, (before, after) -> false);
        assertInstanceOf(Verdict.Vacuous.class, verdict(ring, ofTheSecondEdge));
        Property ofTheFirst = Asked.step(action -> action == 0, (before, after) -> true);
        assertInstanceOf(Verdict.Holds.class, verdict(ring, ofTheFirst));
    }

    private static Verdict verdict(RandomSystem system, Property property) {
        return BreadthFirst.check(system, List.of(property), Bounds.unlimited(), s -> {})
                .verdict(property);
    }
}
