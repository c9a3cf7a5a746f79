package cordon.specs.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import cordon.engine.explore.Bounds;
import cordon.model.Design;
import cordon.specs.Scenario;
import cordon.specs.Scenarios;
import cordon.specs.suite.Searches;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Sweeps over the smallest scenario there is. */
class SweepTest {
    private static final Scenario FENCE = Scenarios.ALL.stream()
            .filter(scenario -> scenario.name().equals("entry-fence"))
            .findFirst()
            .orElseThrow();

    /** Keeps what is finished, in memory. */
    private static final class Kept implements Searches.Log<Examination> {
        final Map<String, Examination> finished = new LinkedHashMap<>();
        int added;

        @Override
        public Optional<Examination> find(String title) {
            return Optional.ofNullable(finished.get(title));
        }

        @Override
        public void add(Examination examination) {
            finished.put(examination.title(), examination);
            added++;
        }
    }

    @Test
    void whatIsFinishedIsNotSearchedAgain() throws IOException {
        ImmutableList<Setting> settings = Setting.all(List.of(FENCE), List.of(Design.BASE), 1, () -> {});
        Kept kept = new Kept();
        Map<Setting, Examination> all = new Sweep(settings, kept, 2).execute(Bounds.unlimited());
        assertEquals(settings, ImmutableList.copyOf(all.keySet()));
        assertTrue(all.values().stream().allMatch(Examination::isComplete));
        assertEquals(settings.size(), kept.added);
        assertEquals(all, new Sweep(settings, kept, 1).execute(Bounds.unlimited()));
        assertEquals(settings.size(), kept.added);
    }

    @Test
    void anInterruptedSweepKeepsNothingOfTheSearchItInterrupts() throws IOException {
        Kept kept = new Kept();
        ImmutableList<Setting> settings = Setting.all(List.of(FENCE), List.of(Design.BASE), 1, () -> {});
        Bounds interrupted = Bounds.unlimited().withInterrupt(() -> true);
        assertEquals(Map.of(), new Sweep(settings, kept, 1).execute(interrupted));
        assertEquals(0, kept.added);
    }

    @Test
    void aSearchThatIsCutClaimsNothing() throws IOException {
        ImmutableList<Setting> settings = Setting.all(List.of(FENCE), List.of(Design.BASE), 1, () -> {});
        Bounds tiny = Bounds.unlimited().withMaxStates(1);
        for (Examination examination :
                new Sweep(settings, new Kept(), 1).execute(tiny).values()) {
            assertEquals("the limit on the number of states was reached", examination.cut());
            assertEquals(List.of(), examination.vacuous());
        }
    }
}
