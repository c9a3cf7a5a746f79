package cordon.engine.reduction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cordon.engine.Asked;
import cordon.engine.RandomProcesses;
import cordon.engine.ToyFamily;
import cordon.engine.TransitionSystem;
import cordon.engine.explore.Bounds;
import cordon.engine.explore.BreadthFirst;
import cordon.engine.explore.DepthFirst;
import cordon.engine.explore.Options;
import cordon.engine.explore.Report;
import cordon.engine.property.Property;
import cordon.engine.store.Exactly;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Reduced searches against full ones. What is declared of the random processes is itself tried out first. */
class PartialOrderTest {

    @net.jqwik.api.Property(tries = 200)
    void footprintsOfRandomProcessesAreTrue(@ForAll long seed) {
        Footprints.assertTrueOf(new RandomProcesses(seed), seed);
    }

    @net.jqwik.api.Property(tries = 3000)
    void verdictsAreThoseOfTheFullSearch(
            @ForAll long seed,
            @ForAll @IntRange(max = 4) int one,
            @ForAll @IntRange(max = 4) int two,
            @ForAll @IntRange(max = 30) int statement,
            @ForAll @IntRange(max = 2) int value) {
        RandomProcesses system = new RandomProcesses(seed);
        for (Property property :
                List.of(system.notBoth(one, two, value), system.happens(statement, value), Asked.neverStuck())) {
            List<Property> asked = List.of(property);
            Report full = breadthFirst(system, asked, 1);
            TransitionSystem reduced = new PartialOrder(system, asked);
            Report breadth = breadthFirst(reduced, asked, 1);
            Report parallel = breadthFirst(reduced, asked, 2);
            Report depth =
                    DepthFirst.check(reduced, asked, new Exactly(system.schema()), false, Bounds.unlimited(), s -> {});
            for (Report report : List.of(breadth, parallel, depth)) {
                assertEquals(
                        full.verdict(property).getClass(),
                        report.verdict(property).getClass(),
                        property.name());
            }
            assertEquals(breadth.statistics().states(), parallel.statistics().states());
            if (full.exhaustive() && breadth.exhaustive()) {
                assertTrue(breadth.statistics().states() <= full.statistics().states());
            }
        }
    }

    @Test
    void whatMustHappenInTheEndIsRefused() {
        RandomProcesses system = new RandomProcesses(1);
        Property property = Asked.eventually(s -> true, s -> true);
        assertThrows(IllegalArgumentException.class, () -> new PartialOrder(system, List.of(property)));
    }

    @Test
    void aSystemWithoutFootprintsIsRefused() {
        ToyFamily toy = new ToyFamily(2, 2);
        assertThrows(IllegalArgumentException.class, () -> new PartialOrder(toy, toy.properties()));
    }

    private static Report breadthFirst(TransitionSystem system, List<Property> asked, int workers) {
        return BreadthFirst.check(system, asked, Options.DEFAULT.withWorkers(workers), Bounds.unlimited(), s -> {});
    }
}
