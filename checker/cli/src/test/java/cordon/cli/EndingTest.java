package cordon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import cordon.command.Ending;
import cordon.command.SearchOptions.Order;
import cordon.engine.Trace;
import cordon.engine.explore.Bound;
import cordon.engine.explore.Phase;
import cordon.engine.explore.Report;
import cordon.engine.explore.Statistics;
import cordon.engine.explore.Verdict;
import cordon.engine.property.Eventually;
import cordon.engine.property.Property;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Advice names only options that the search at hand takes, and that change what it is short of. */
class EndingTest {
    private static final Pattern OPTION = Pattern.compile("--[a-z-]+");

    @TempDir
    private Path home;

    private static Report report(Bound bound, boolean exhaustive) {
        return report(ImmutableMap.of(), bound, exhaustive);
    }

    private static Report report(ImmutableMap<Property, Verdict> verdicts, Bound bound, boolean exhaustive) {
        return new Report(
                verdicts,
                new Statistics(Phase.SEARCH, 1, 1, 1, 1, 1, 0, 0, 0, ImmutableSet.of(), Duration.ZERO),
                Optional.of(bound),
                exhaustive,
                0,
                List.of(),
                List.of(),
                List.of(),
                1,
                0,
                0);
    }

    private static List<String> options(String advice) {
        return OPTION.matcher(advice).results().map(MatchResult::group).toList();
    }

    /** Neither the disk nor another order helps a graph that does not fit. */
    @Test
    void aGraphThatDoesNotFitNeedsMemoryOrNoGraph() {
        Ending ending = new Ending(Order.BREADTH, false, false, false, false);
        assertEquals(List.of("--workers", "--property"), options(ending.advice(report(Bound.MEMORY, true), "more")));
    }

    @Test
    void nothingIsAdvisedTwiceOrToNobody() {
        assertEquals(
                List.of("--property"),
                options(new Ending(Order.BREADTH, false, false, true, true)
                        .advice(report(Bound.MEMORY, true), "more")));
        assertEquals(
                "", new Ending(Order.BREADTH, false, false, false, false).advice(report(Bound.TIME, false), "more"));
        assertFalse(new Ending(Order.BREADTH, false, false, true, false)
                .advice(report(Bound.MEMORY, false), "more")
                .contains("--"));
        assertFalse(new Ending(Order.DEPTH, false, false, true, false)
                .advice(report(Bound.MEMORY, false), "more")
                .contains("--"));
    }

    /** Only the first of these has a queue of states. */
    @Test
    void whatIsNotKnownIsNotCounted() {
        for (Order order : Order.values()) {
            String stopped = new Ending(order, false, false, false, false)
                    .stopped(report(Bound.INTERRUPT, false), Bound.INTERRUPT);
            assertEquals(order == Order.BREADTH, stopped.contains(" not expanded."), stopped);
        }
    }

    /** The search for what never happens, and the one for what must happen in the end, are two. */
    @Test
    void whatWasCutIsNamed() {
        Ending ending = new Ending(Order.BREADTH, false, false, false, false);
        assertEquals(
                "INCOMPLETE: the question about fair runs, what must happen in the end, was cut because the time limit was "
                        + "reached. The search for what must never happen had finished: Every reachable state was visited.",
                ending.stopped(asked(Bound.TIME, true), Bound.TIME));
        String early = ending.stopped(asked(Bound.TIME, false), Bound.TIME);
        assertTrue(early.startsWith("INCOMPLETE: the search stopped because the time limit was reached. "), early);
        assertTrue(early.endsWith("what must happen in the end, was not begun: it needs every state."), early);
        assertFalse(ending.stopped(report(Bound.TIME, false), Bound.TIME).contains("fair runs"));
    }

    private static Report asked(Bound bound, boolean exhaustive) {
        Property ends = new Eventually() {
            @Override
            public String name() {
                return "ends";
            }

            @Override
            public String meaning() {
                return "everything ends";
            }

            @Override
            public String explain(Trace trace) {
                return "it does not end";
            }

            @Override
            public int obligations() {
                return 1;
            }

            @Override
            public boolean open(long[] state, int obligation) {
                return true;
            }
        };
        return report(ImmutableMap.of(ends, new Verdict.Incomplete(bound)), bound, exhaustive);
    }

    /** The values are what a user would put there. */
    @ParameterizedTest
    @CsvSource({
        "BREADTH, check entry-fence, --spill DIR, --search depth, --search depth --bitstate 20",
        "DEPTH, check entry-fence --search depth, --hash 45, --bitstate 20,",
        "WALK, check entry-fence --search walk --walks 9, --max-depth 5,,",
    })
    void whatIsAdvisedIsTaken(Order order, String command, String first, String second, String third) throws Exception {
        String advice = new Ending(order, false, false, false, false).advice(report(Bound.MEMORY, false), "more");
        List<String> tried = new ArrayList<>();
        for (String more : new String[] {first, second, third}) {
            if (more != null) {
                tried.addAll(options(more));
                String line = command + " " + more.replace("DIR", home.toString());
                Shell.Result result = new Shell(home)
                        .cordon(Splitter.on(' ').splitToList(line).toArray(new String[0]));
                assertNotEquals(2, result.code(), result.err());
            }
        }
        assertTrue(tried.containsAll(options(advice)), advice);
    }
}
