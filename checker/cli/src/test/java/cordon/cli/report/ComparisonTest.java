package cordon.cli.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableMap;
import cordon.specs.Expectations;
import cordon.specs.ExpectedRun;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is new, known, vanished, shorter, longer, changed and incomplete. */
class ComparisonTest {
    private static final Optional<String> STOPPED = Optional.of("the time limit was reached");

    private static ExpectedRun run(Map<String, String> verdicts) {
        return new ExpectedRun("v2", ImmutableMap.of(), 100, 10, verdicts);
    }

    private static List<Item> compare(ExpectedRun expected, ExpectedRun found) {
        return Comparison.of(Optional.of(expected), new Found(found, true, true, Optional.empty()));
    }

    private static String kinds(List<Item> items) {
        return items.stream().map(item -> item.kind().word()).collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "violated @30: a @30, nothing else       | violated @30: a @30, nothing else            | known",
                "violated @30: a @30, nothing else       | violated @28: a @28, nothing else            | shorter",
                "violated @30: a @30, nothing else       | violated @33: a @33, nothing else            | longer",
                "violated @30: a @30, nothing else       | holds                                        | vanished",
                "holds                                   | violated @30: a @30, nothing else            | new",
                "holds                                   | violated @30: unexplained @30                | new",
                "violated @30: a @30, nothing else       | violated @30: a @30, unexplained @31         | known new",
                "violated @30: a @30, nothing else       | violated @30: b @30, nothing else            | new vanished",
                "violated @30: a @30, b @31, nothing else| violated @29: a @29, b @32, nothing else     | shorter longer",
                "violated @30: a @30, unexplained @31    | violated @30: a @30, nothing else            | known vanished",
                "unreachable: a, nothing else            | unreachable: a, nothing else                 | known",
                "unreachable: a, nothing else            | reachable @3                                 | vanished",
                "reachable @24                           | reachable @24                                | ''",
                "reachable @24                           | reachable @25                                | changed",
                "holds                                   | vacuous                                      | changed",
                "violated @7                             | violated @7                                  | known",
                "violated @7                             | violated @6                                  | shorter",
                "-                                       | holds                                        | changed",
                "-                                       | violated @30: a @30, nothing else            | new",
            })
    void oneVerdict(String expected, String found, String kinds) {
        ExpectedRun before = run(expected == null ? ImmutableMap.of() : ImmutableMap.of("p", expected));
        assertEquals(kinds, kinds(compare(before, run(ImmutableMap.of("p", found)))));
    }

    @Test
    void itSaysWhichFindingAndHowLong() {
        List<Item> items = compare(
                run(ImmutableMap.of("p", "violated @30: a @30, b @40, nothing else")),
                run(ImmutableMap.of("p", "violated @28: a @28, nothing else")));
        assertEquals(
                List.of(
                        "p: finding a @28, expected @30",
                        "p: finding b @40 is expected and was not found; found: violated @28: a @28, nothing else"),
                items.stream().map(Item::text).toList());
    }

    /** The finding accepts the trace: that explains it, whoever searched first. */
    @Test
    void whereNobodyHasSaidWhatToExpectAFindingIsKnownAndTheRestIsNew() {
        Found found = new Found(
                run(ImmutableMap.of("p", "violated @30: a @30, unexplained @31", "q", "holds")),
                true,
                true,
                Optional.empty());
        assertEquals("known new", kinds(Comparison.of(Optional.empty(), found)));
    }

    @Test
    void aSearchThatEndedEarlySaysIncompleteAndNotVanished() {
        ExpectedRun expected = run(ImmutableMap.of(
                "p", "violated @30: a @30, nothing else",
                "q", "violated @30: a @30, b @40, nothing else",
                "r", "reachable @3",
                "s", "holds"));
        ExpectedRun found = new ExpectedRun(
                "v2",
                ImmutableMap.of(),
                7,
                3,
                ImmutableMap.of(
                        "p", "incomplete",
                        "q", "violated @30: a @30, nothing else",
                        "r", "reachable @3",
                        "s", "incomplete"));
        List<Item> items = Comparison.of(Optional.of(expected), new Found(found, true, true, STOPPED));
        assertEquals("incomplete known incomplete incomplete incomplete", kinds(items));
        assertEquals(
                "p: not decided: the search ended early because the time limit was reached",
                items.get(0).text());
    }

    /** A search in depth finds any trace, and a property alone says nothing of the others. */
    @Test
    void anotherWayOfSearchingSaysOnlyWhatItKnows() {
        ExpectedRun expected = run(ImmutableMap.of(
                "p", "violated @30: a @30, b @31, nothing else",
                "q", "holds",
                "r", "reachable @24"));
        ExpectedRun found = new ExpectedRun(
                "v2",
                ImmutableMap.of(),
                7,
                3,
                ImmutableMap.of("p", "violated @50: a @50, not searched behind", "r", "reachable @60"));
        assertEquals(
                "known", kinds(Comparison.of(Optional.of(expected), new Found(found, false, false, Optional.empty()))));
    }

    @Test
    void theSizeOfTheGraphIsCompared() {
        ExpectedRun smaller = new ExpectedRun("v2", ImmutableMap.of(), 99, 9, ImmutableMap.of());
        assertEquals(
                List.of("states: expected 100, found 99", "depth: expected 10, found 9"),
                compare(run(ImmutableMap.of()), smaller).stream()
                        .map(Item::text)
                        .toList());
    }

    @Provide
    Arbitrary<ExpectedRun> runs() {
        Arbitrary<String> verdict = Arbitraries.of(
                "holds",
                "vacuous",
                "reachable @2",
                "reachable @3",
                "unreachable: a, nothing else",
                "violated @2",
                "violated @2: a @2, nothing else",
                "violated @3: a @3, nothing else",
                "violated @2: a @2, b @3, nothing else",
                "violated @2: b @2, unexplained @4",
                "violated @4: unexplained @4");
        Arbitrary<Map<String, String>> verdicts =
                Arbitraries.maps(Arbitraries.of("p", "q", "r"), verdict).ofMaxSize(3);
        return verdicts.flatMap(map -> Arbitraries.longs()
                .between(1, 2)
                .map(states -> new ExpectedRun("v2", ImmutableMap.of(), states, 1, map)));
    }

    /** What a report lists besides the known is what the suite calls a difference. */
    @Property
    void thereIsSomethingElseThanTheKnownExactlyWhereVerdictsDiffer(
            @ForAll("runs") ExpectedRun expected, @ForAll("runs") ExpectedRun found) {
        boolean differs = compare(expected, found).stream().anyMatch(item -> item.kind() != Kind.KNOWN);
        assertEquals(!Expectations.differences(expected, found).isEmpty(), differs);
    }

    @Property
    void nothingVanishesInASearchThatEndedEarly(
            @ForAll("runs") ExpectedRun expected, @ForAll("runs") ExpectedRun found) {
        List<Item> items = Comparison.of(Optional.of(expected), new Found(found, true, true, STOPPED));
        for (Item item : items) {
            if (item.kind() == Kind.VANISHED) {
                String verdict = found.verdicts().getOrDefault(item.property().orElseThrow(), "");
                assertTrue(verdict.matches("holds|vacuous|reachable.*"), item.text());
            }
        }
    }

    @Property
    void onlyShortestTracesAreLonger(@ForAll("runs") ExpectedRun expected, @ForAll("runs") ExpectedRun found) {
        assertTrue(Comparison.of(Optional.of(expected), new Found(found, true, false, Optional.empty())).stream()
                .noneMatch(item -> item.kind() == Kind.LONGER));
    }
}
