package cordon.specs.mutation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import cordon.specs.ExpectedRun;
import cordon.specs.Runs;
import cordon.specs.mutation.Records.Recorded;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The score of properties and scenarios. */
class ScoreTest {
    private static final Cell SINK_IN_STRICT = cell("the sink leaks", "strict-unmap");
    private static final Cell SINK_IN_LAZY = cell("the sink leaks", "lazy-unmap");
    private static final Cell TAP_IN_STRICT = cell("the tap drips", "strict-unmap");
    private static final Cell TAP_IN_LAZY = cell("the tap drips", "lazy-unmap");
    private static final Cell DOOR_IN_LAZY = cell("the door creaks", "lazy-unmap");

    private static final Score SCORE = new Score(
            ImmutableList.of(SINK_IN_STRICT, SINK_IN_LAZY, TAP_IN_STRICT, TAP_IN_LAZY, DOOR_IN_LAZY),
            ImmutableMap.of(
                    SINK_IN_STRICT, recorded(7, "no-stale-dma violated @3"),
                    SINK_IN_LAZY, recorded(8, "no-stale-dma violated @4", "page-reused unreachable"),
                    TAP_IN_STRICT, recorded(9),
                    TAP_IN_LAZY, recorded(10, "page-reused vacuous")));

    @Test
    void aPropertyScoresWhereItIsAmongTheFirst() {
        assertEquals(
                Map.of(
                        "the-sink-leaks",
                        List.of("no-stale-dma", "page-reused"),
                        "the-tap-drips",
                        List.of("page-reused")),
                Map.copyOf(Maps.transformValues(SCORE.properties().asMap(), ImmutableList::copyOf)));
        assertTrue(SCORE.idleProperties().containsAll(List.of("atc-hit", "no-early-iova-reuse")));
        assertFalse(SCORE.idleProperties().contains("no-stale-dma"));
    }

    /** The cell of the door in lazy-unmap was not searched. */
    @Test
    void aScenarioScoresWhatNoOtherNotices() {
        assertEquals(List.of("strict-unmap"), SCORE.idleScenarios().asList());
        assertEquals(List.of("lazy-unmap"), SCORE.unfinishedScenarios().asList());
    }

    @Test
    void whatNobodyNoticesIsNamed() {
        assertEquals(List.of(DOOR_IN_LAZY.fault()), SCORE.survivors());
    }

    @Test
    void thePageHasItAll() {
        String page = SCORE.page();
        assertTrue(page.contains("3 mutants, 2 runs, and 5 cells"), page);
        assertTrue(page.contains("Searched to an end: 4"), page);
        assertTrue(page.contains("| no-stale-dma | 1 | - |\n| page-reused | 2 | the-tap-drips |\n"), page);
        assertTrue(page.contains("| lazy-unmap | 2 | the-tap-drips |\n| strict-unmap | 1 | - |\n"), page);
        assertTrue(page.contains("Noticed nowhere so far: the-door-creaks.\n"), page);
    }

    private static Recorded recorded(long states, String... notices) {
        return new Recorded(ImmutableList.copyOf(notices), states, "");
    }

    private static Cell cell(String wrong, String scenario) {
        return new Cell(
                new Fault(wrong, ImmutableMap.of()),
                Runs.v2(scenario, ""),
                new ExpectedRun("v2", Map.of(), 1, 1, Map.of()));
    }
}
