package cordon.engine.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cordon.engine.Asked;
import cordon.engine.RandomSystem;
import cordon.engine.explore.Bound;
import cordon.engine.explore.Bounds;
import cordon.engine.explore.BreadthFirst;
import cordon.engine.explore.ModelException;
import cordon.engine.explore.Options;
import cordon.engine.explore.Report;
import cordon.engine.explore.Verdict;
import cordon.engine.property.Properties;
import cordon.engine.property.Property;
import cordon.engine.schema.Field;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** The front door says what the search behind it says, and refuses what means nothing. */
class CheckerTest {

    /** A token goes round three places, or is lost on the way. */
    private static final class Token extends SimpleSystem {
        private final Field place = number("place", 3);

        Token(boolean mayBeLost) {
            step("token", "move", s -> place.get(s) < 3, s -> place.set(s, (place.get(s) + 1) % 3));
            if (mayBeLost) {
                step("thief", "steal", s -> place.get(s) == 2, s -> place.set(s, 3));
            }
        }
    }

    @net.jqwik.api.Property
    void itAnswersAsTheSearchDoes(@ForAll("systems") RandomSystem system) {
        Property invariant = Asked.invariant(s -> s[0] % 7 != 5);
        Report expected = BreadthFirst.check(system, List.of(invariant), Options.DEFAULT, Bounds.unlimited(), s -> {});
        Checker checker = Checker.of(system).always("invariant", "", s -> s[0] % 7 != 5);
        for (Report report : List.of(checker.check(), checker.workers(3).check())) {
            assertEquals(expected.statistics().states(), report.statistics().states());
            assertEquals(length(expected.verdict("invariant")), length(report.verdict("invariant")));
        }
        Report deep = Checker.of(system, new Strategy.Depth()).asking(invariant).check();
        assertEquals(
                expected.verdict("invariant").getClass(),
                deep.verdict("invariant").getClass());
    }

    @Provide
    Arbitrary<RandomSystem> systems() {
        return RandomSystem.arbitrary(40);
    }

    private static int length(Verdict verdict) {
        return verdict.trace().map(trace -> trace.length()).orElse(-1);
    }

    @Test
    void eachKindOfPropertyHoldsOrIsViolated() {
        assertEquals(
                List.of("Holds", "Holds", "Violated", "Holds", "Holds"),
                verdicts(all(new Token(false)).check()));
        assertEquals(
                List.of("Violated", "Violated", "Holds", "Violated", "Violated"),
                verdicts(all(new Token(true)).check()));
    }

    private static Checker all(Token token) {
        return Checker.of(token)
                .always("not-lost", "The token is somewhere.", s -> token.place.get(s) < 3)
                .everyStep(
                        "no-jump",
                        "The token goes on by one.",
                        (before, action, after) -> token.place.get(after) == (token.place.get(before) + 1) % 3)
                .reachable("lost", "The token can be lost.", s -> token.place.get(s) == 3)
                .deadlockFree(s -> false)
                .infinitelyOften("round", "The token comes round.", s -> token.place.get(s) == 0);
    }

    private static List<String> verdicts(Report report) {
        return report.verdicts().values().stream()
                .map(verdict -> verdict.getClass().getSimpleName())
                .toList();
    }

    @Test
    void whatFailsIsSaidWithItsSteps() {
        AssertionError failure =
                assertThrows(AssertionError.class, () -> all(new Token(true)).assertHolds());
        String text = String.valueOf(failure.getMessage());
        assertTrue(text.contains("not-lost is violated. The token is somewhere. After step 3 the state is place=3."));
        assertTrue(text.contains("   3  thief: Token: steal; place: 2 -> 3"), text);
        assertTrue(text.contains("round is violated. The token comes round. Nothing that has to happen is possible"));
        assertTrue(text.contains("and it rests for ever"), text);
    }

    @Test
    void whatIsCutDoesNotHold() {
        Checker cut = all(new Token(false)).maxStates(1);
        assertInstanceOf(Verdict.Incomplete.class, cut.check().verdict("not-lost"));
        AssertionError failure = assertThrows(AssertionError.class, cut::assertHolds);
        assertTrue(String.valueOf(failure.getMessage()).contains("not-lost is not decided: " + Bound.STATES.reason()));
    }

    @Test
    void moreInitialStatesAreDeclaredOneByOne() {
        Token token = new Token(false);
        token.initially(s -> token.place.set(s, 1));
        token.initially(s -> token.place.set(s, 3));
        Report report = Checker.of(token)
                .reachable("lost", "", s -> token.place.get(s) == 3)
                .always("all", "", s -> true)
                .check();
        assertEquals(0, length(report.verdict("lost")));
        assertEquals(4, report.statistics().states());
    }

    @Test
    void numbersAndOptionsThatMeanNothingAreRefusedByName() {
        Checker walks = Checker.of(new Token(false), new Strategy.Walk(1, 1, false));
        List<String> messages = new ArrayList<>();
        Stream.<Executable>of(
                        () -> Checker.of(new Token(false)).workers(0),
                        () -> Checker.of(new Token(false)).maxStates(0),
                        () -> Checker.of(new Token(false)).timeout(Duration.ofSeconds(-1)),
                        () -> walks.workers(2),
                        walks::symmetry,
                        () -> new Strategy.Walk(0, 1, false),
                        () -> Bounds.unlimited().withMaxDepth(-1),
                        () -> Bounds.unlimited().withMemoryBytes(-1),
                        () -> Checker.of(new Token(false)).check(),
                        () -> all(new Token(false)).symmetry().check(),
                        () -> Checker.of(new Token(false))
                                .asking(Properties.always("twice", "", s -> true))
                                .asking(Properties.always("twice", "", s -> true))
                                .check())
                .forEach(wrong -> messages.add(String.valueOf(
                        assertThrows(IllegalArgumentException.class, wrong).getMessage())));
        assertEquals(
                List.of(
                        "workers: expected at least 1, not 0",
                        "maxStates: expected at least 1, not 0",
                        "time: expected no negative duration, not PT-1S",
                        "workers is an option of breadth-first search only",
                        "symmetry is an option of breadth-first search only",
                        "walks: expected at least 1, not 0",
                        "maxDepth: expected at least 0, not -1",
                        "memoryBytes: expected at least 0, not -1"),
                messages.subList(0, 8));
        assertTrue(messages.get(9).contains("symmetry"), messages.get(9));
        assertTrue(messages.get(10).contains("twice"), messages.get(10));
    }

    /** It would spoil the state for the property after it, which would hold of what is no state. */
    @Test
    void aPropertyThatWritesIsRefusedByName() {
        Token token = new Token(true);
        Checker writing = Checker.of(token)
                .always("writes", "", s -> {
                    token.place.set(s, 0);
                    return true;
                })
                .always("not-lost", "", s -> token.place.get(s) < 3);
        String message = String.valueOf(
                assertThrows(ModelException.class, writing::check).getMessage());
        assertTrue(message.contains("the property writes changes a state that it is asked about"), message);
    }

    @Test
    void aStepThatLeavesTheRangeOfANumberIsRefusedByName() {
        SimpleSystem counting = new SimpleSystem() {
            private final Field count = number("count", 2);

            {
                step("counter", "count", s -> true, s -> count.set(s, count.get(s) + 1));
            }
        };
        Checker checker = Checker.of(counting).deadlockFree(s -> false);
        String message = String.valueOf(
                assertThrows(ModelException.class, checker::check).getMessage());
        assertTrue(message.contains("count makes count 3, which is more than its maximum"), message);
    }

    @Test
    void whoStarvesIsSaid() {
        Token token = new Token(true);
        AssertionError failure = assertThrows(
                AssertionError.class,
                () -> Checker.of(token)
                        .infinitelyOften("visited", "Each place is visited.", 3, (s, i) -> token.place.get(s) == i)
                        .assertHolds());
        assertTrue(
                String.valueOf(failure.getMessage()).contains("is possible any more, without member 0. After step 3"),
                failure.getMessage());
    }
}
