package cordon.engine.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cordon.engine.Trace;
import cordon.engine.expression.Question.Kind;
import cordon.engine.property.Eventually;
import cordon.engine.property.Invariant;
import cordon.engine.property.StepInvariant;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Expressions against {@link NaiveEvaluator}, and every way to write one wrongly. */
class ExpressionTest {
    private final Workshop workshop = new Workshop();
    private final Vocabulary vocabulary = workshop.vocabulary();

    @Property(tries = 1000)
    void aStateIsJudgedAsByALookAtTheWholePath(
            @ForAll long seed, @ForAll @Size(max = 25) List<@IntRange(max = 6) Integer> choices) throws Exception {
        Expression expression = new RandomExpressions(workshop, new Random(seed), false).next(4);
        Question question = Question.of(Kind.NEVER, vocabulary, expression.text());
        Asking asking = Asking.of(vocabulary, question);
        Trace path = workshop.path(choices);
        Trace followed = asking.follow(path);
        Invariant never = (Invariant) asking.properties().get(0);

        for (int n = 0; n <= path.length(); n++) {
            boolean expected = new NaiveEvaluator(workshop, path, n).holds(expression);
            assertEquals(!expected, never.holds(followed.state(n)), "state " + n + ": " + expression.text());
        }
    }

    @Property(tries = 1000)
    void aStepIsJudgedAsByALookAtTheWholePath(
            @ForAll long seed, @ForAll @Size(max = 25) List<@IntRange(max = 6) Integer> choices) throws Exception {
        Expression expression = new RandomExpressions(workshop, new Random(seed), true).next(4);
        Question question = Question.of(Kind.STEP, vocabulary, expression.text());
        Asking asking = Asking.of(vocabulary, question);
        Trace path = workshop.path(choices);
        Trace followed = asking.follow(path);
        StepInvariant step = (StepInvariant) asking.properties().get(0);

        for (int n = 1; n <= path.length(); n++) {
            boolean expected = new NaiveEvaluator(workshop, path, n - 1).holds(expression);
            boolean holds = step.holds(followed.state(n - 1), path.action(n), followed.state(n));
            assertEquals(!expected, holds, "step " + n + ": " + expression.text());
            assertTrue(holds || step.judges(path.action(n)), "step " + n + " is not judged: " + expression.text());
        }
    }

    /** Of a step that cannot be as asked, whatever the states, nothing is asked in a search. */
    @Test
    void onlyTheStepsThatALabelAllowsAreJudged() throws Exception {
        BitSet switching = vocabulary.fitting("switch the lamp");
        BitSet all = new BitSet();
        all.set(0, vocabulary.actionCount());
        BitSet others = (BitSet) all.clone();
        others.andNot(switching);

        assertEquals(switching, judged("next.taken(\"switch the lamp\") & !lamp[machine 0]"));
        assertEquals(switching, judged("!(lamp[machine 0] | !next.taken(\"switch the lamp\"))"));
        assertEquals(switching, judged("!(next.taken(\"switch the lamp\") -> lamp[machine 0])"));
        assertEquals(others, judged("lamp[machine 0] & !next.taken(\"switch the lamp\")"));
        assertEquals(all, judged("next.taken(\"switch the lamp\") | lamp[machine 0]"));
        assertEquals(all, judged("taken(\"switch the lamp\")"));
        assertEquals(new BitSet(), judged("lamp[machine 0] & false"));
    }

    private BitSet judged(String expression) throws ExpressionException {
        StepInvariant step = (StepInvariant) Asking.of(vocabulary, Question.of(Kind.STEP, vocabulary, expression))
                .properties()
                .get(0);
        return IntStream.range(0, vocabulary.actionCount())
                .filter(step::judges)
                .collect(BitSet::new, BitSet::set, BitSet::or);
    }

    /** An obligation is open from a state like the first expression on, up to one like the second. */
    @Property(tries = 1000)
    void anObligationIsOpenFromTheFirstToTheSecond(
            @ForAll long seed, @ForAll @Size(max = 25) List<@IntRange(max = 6) Integer> choices) throws Exception {
        RandomExpressions random = new RandomExpressions(workshop, new Random(seed), false);
        Expression first = random.next(2);
        Expression second = random.next(2);
        Question question = Question.of(Kind.LEADS_TO, vocabulary, first.text(), second.text());
        Asking asking = Asking.of(vocabulary, question);
        Trace path = workshop.path(choices);
        Trace followed = asking.follow(path);
        Eventually leadsTo = (Eventually) asking.properties().get(0);

        boolean open = false;
        for (int n = 0; n <= path.length(); n++) {
            NaiveEvaluator here = new NaiveEvaluator(workshop, path, n);
            open = (open || here.holds(first)) && !here.holds(second);
            assertEquals(open, leadsTo.open(followed.state(n), 0), "state " + n + ": " + question.text());
        }
    }

    @Property(tries = 2000)
    void whatIsPrintedIsReadAgain(@ForAll long seed, @ForAll boolean steps) throws Exception {
        Expression expression = new RandomExpressions(workshop, new Random(seed), steps).next(5);
        String text = expression.text();
        Expression read = steps ? Parser.ofStep(text, vocabulary) : Parser.ofState(text, vocabulary);
        assertEquals(expression, read, text);
        assertEquals(text, read.text());
    }

    @Property(tries = 500)
    void aQuestionIsReadAgain(@ForAll long seed, @ForAll Kind kind) throws Exception {
        RandomExpressions random = new RandomExpressions(workshop, new Random(seed), kind == Kind.STEP);
        String text = kind == Kind.LEADS_TO
                ? kind.word() + " " + random.next(2).text() + " ~> "
                        + random.next(2).text()
                : kind.word() + " " + random.next(3).text();
        assertEquals(text, Question.parse(text, vocabulary).text());
    }

    @Test
    void namesAndValuesAreThoseOfATrace() throws Exception {
        assertReads("lamp[machine 0]");
        assertReads("machine.mode[machine 1] = BROKEN");
        assertReads("last = machine 0");
        assertReads("last != -");
        assertReads("store >= least & !(store = 0) & !rest");
        assertReads("made[machine 0, shelf 1] = \"c & d\"");
        assertReads("for some machine m: lamp[machine m] -> taken(\"take \\\"one\\\"\")");
        assertReads("for some machine m: store = m & !(least < m)");
        assertEquals("lamp[machine 0] & rest", read("( lamp[machine 0] )&&rest").text());
        assertEquals("last = -", read("last=='-'").text());
    }

    @Test
    void aFaultIsPointedAt() {
        assertFault("lampe[machine 0]", 1, "no field 'lampe'; did you mean lamp?");
        assertFault("lamp[machine 2]", 14, "lamp has machine 0 to 1");
        assertFault("lamp[device 0]", 6, "lamp has no index 'device' here; did you mean lamp[machine 0]?");
        assertFault("rest & lamp", 8, "lamp has 1 index, not 0; did you mean lamp[machine 0]?");
        assertFault("machine.mode[machine 0] = BROKE", 27, "did you mean BROKEN? expected one of FINE, WORN, BROKEN");
        assertFault("store = 4", 9, "expected 0 to 3");
        assertFault("machine.mode[machine 0] < WORN", 27, "machine.mode has no order");
        assertFault("machine.mode[machine 0] = store", 27, "have different values");
        assertFault("store", 1, "store is no flag: expected store = VALUE");
        assertFault(
                "taken(\"switch the lmap\")", 7, "did you mean a part of \"machine 0: switch: S1: switch the lamp\"?");
        assertFault("taken(switch)", 7, "in quotation marks");
        assertFault("taken(\"swich\")", 7, "no step here has \"swich\" in its label; did you mean \"switch\"?");
        assertFault("mode[machine 0] = FINE", 1, "no field 'mode'; did you mean machine.mode?");
        assertFault("lamp[0]", 6, "expected an index and a number or a variable, as in lamp[machine 0]");
        assertFault("not rest", 1, "expected ! for 'not'");
        assertFault("store = 1 and rest", 11, "expected & for 'and'");
        assertFault("rest or rest", 6, "expected | for 'or'");
        assertFault("next.rest", 1, "only for an expression about a step");
        assertFault(
                "for some machin m: rest",
                10,
                "no index 'machin'; expected 'for some INDEX VARIABLE:' with one of machine, shelf");
        assertFault("for some machine m: lamp[machine n]", 34, "expected a number from 0 to 1 or a variable");
        assertFault("for some machine m: for all machine m: rest", 37, "stands for something else");
        assertFault("for some machine m: made[machine 0, shelf m] = a", 48, "no value of made");
        assertFault("for some machine m: last = m", 28, "no value of last");
        assertFault("for some machine m: store = \"m\"", 29, "no value of store");
        assertFault("store = m", 9, "no value of store");
        assertFault("rest rest", 6, "expected an operator or the end, not 'rest'");
        assertFault("(rest", 6, "expected ')', not the end");
        assertFault("", 1, "expected a field");
        assertFault("rest & \u0000", 8, "unexpected character U+0000");
        assertFault("last = \"machine 0", 8, "a quotation mark opens here");
        assertFault("rest & §", 8, "unexpected character U+00A7");
        assertFault("lamp[machine 0] = ", 19, "expected a value or a field, not the end");
    }

    @Test
    void whatIsTooLargeIsRefusedAtOnce() {
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            assertFault("rest & ".repeat(20_000) + "rest", Lexer.MAX_LENGTH + 1, "longer than 10000 characters");
            assertFault("(".repeat(4_000) + "rest" + ")".repeat(4_000), Parser.MAX_DEPTH + 1, "nested deeper than 100");
            assertFault("!".repeat(9_000) + "rest", Parser.MAX_DEPTH + 1, "nested deeper than 100");
            assertFault("rest -> ".repeat(1_000) + "rest", 801, "nested deeper than 100");
            assertFault("x".repeat(9_000), 1, "no field '" + "x".repeat(59) + "...");
            StringBuilder nested = new StringBuilder();
            for (int i = 0; i < 20; i++) {
                nested.append("for some machine m").append(i).append(": ");
            }
            Question large = Question.of(Kind.NEVER, vocabulary, nested + "lamp[machine m7]");
            IllegalArgumentException e =
                    assertThrows(IllegalArgumentException.class, () -> Asking.of(vocabulary, large));
            assertTrue(message(e).contains("more than 20000 comparisons"), message(e));
        });
    }

    /** Whatever is written, a message in one line is the worst that happens. */
    @Property(tries = 2000)
    void noTextIsWorseThanAMessage(@ForAll long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder(
                new RandomExpressions(workshop, random, true).next(3).text());
        for (int i = 0; i < 1 + random.nextInt(4); i++) {
            int at = random.nextInt(text.length() + 1);
            if (random.nextBoolean() || at == text.length()) {
                text.insert(at, "()[]!&|=<>-,:\"'\\ x0.\u0000\n\u00e9".charAt(random.nextInt(22)));
            } else {
                text.deleteCharAt(at);
            }
        }
        try {
            Parser.ofState(text.toString(), vocabulary);
        } catch (ExpressionException e) {
            assertFalse(message(e).matches("(?s).*\\p{Cntrl}.*"), message(e));
            assertTrue(e.column() >= 1 && e.column() <= text.length() + 1, message(e));
        }
    }

    @Test
    void theFieldsOfASchemaSpeakOfNoSteps() throws Exception {
        Vocabulary fields = Vocabulary.of(workshop.schema());
        assertEquals("store = 1", Parser.ofState("store = 1", fields).text());
        ExpressionException e =
                assertThrows(ExpressionException.class, () -> Parser.ofState("store = 1 & rest", fields));
        assertEquals("column 13: 'rest' needs a system, and only its fields are known here", message(e));
    }

    @Test
    void aQuestionBeginsWithItsKind() {
        ExpressionException kind =
                assertThrows(ExpressionException.class, () -> Question.parse("ever rest", vocabulary));
        assertTrue(message(kind).contains("expected never, reach, step or leads-to"), message(kind));
        ExpressionException then =
                assertThrows(ExpressionException.class, () -> Question.parse("leads-to rest", vocabulary));
        assertTrue(message(then).contains("expected '~>'"), message(then));
        ExpressionException second =
                assertThrows(ExpressionException.class, () -> Question.parse("leads-to rest ~> rast", vocabulary));
        assertEquals(18, second.column(), "of the whole text");
    }

    private Expression read(String text) throws ExpressionException {
        return Parser.ofState(text, vocabulary);
    }

    private void assertReads(String text) throws ExpressionException {
        assertEquals(text, read(text).text());
    }

    private static String message(Exception e) {
        return String.valueOf(e.getMessage());
    }

    private void assertFault(String text, int column, String message) {
        ExpressionException e = assertThrows(ExpressionException.class, () -> read(text), text);
        assertTrue(message(e).startsWith("column " + column + ": "), message(e));
        assertTrue(message(e).contains(message), message(e));
    }
}
