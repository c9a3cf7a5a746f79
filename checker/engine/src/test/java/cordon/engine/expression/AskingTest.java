package cordon.engine.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableMap;
import cordon.engine.Trace;
import cordon.engine.TransitionSystem;
import cordon.engine.explore.Bounds;
import cordon.engine.explore.BreadthFirst;
import cordon.engine.explore.DepthFirst;
import cordon.engine.explore.RandomWalks;
import cordon.engine.explore.Report;
import cordon.engine.explore.Verdict;
import cordon.engine.property.Property;
import cordon.engine.store.Exactly;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Questions asked of a {@link Workshop} by a search. */
class AskingTest {
    private final Workshop workshop = new Workshop();
    private final Vocabulary vocabulary = workshop.vocabulary();

    @Test
    void aShortestWayLeadsToWhatNeverHappens() throws Exception {
        Trace trace = violation("never machine.mode[machine 1] = BROKEN");
        assertEquals(3, trace.length(), "switch on, wear, wear");
        assertTrue(explanation("never machine.mode[machine 1] = BROKEN").contains("machine.mode[machine 1] = BROKEN"));
    }

    @Test
    void whatIsTrueAtTheStartIsReachedInNoStep() throws Exception {
        Verdict.Holds reached = assertInstanceOf(Verdict.Holds.class, verdict("reach store = 0"));
        assertEquals(0, reached.witness().orElseThrow().length());
        assertInstanceOf(Verdict.Violated.class, verdict("reach store = 1 & last = -"));
        Asking asking = Asking.of(vocabulary, Question.parse("reach store = 0", vocabulary));
        Property reach = asking.properties().get(0);
        Report deep = DepthFirst.check(
                workshop, List.of(reach), new Exactly(workshop.schema()), false, Bounds.unlimited(), s -> {});
        assertInstanceOf(Verdict.Holds.class, deep.verdict(reach));
        Report walks = RandomWalks.check(workshop, List.of(reach), 1, 1, false, Bounds.unlimited(), s -> {});
        assertInstanceOf(Verdict.Holds.class, walks.verdict(reach));
    }

    @Test
    void onlyWhatAQuestionNeedsIsRemembered() throws Exception {
        assertSame(
                workshop,
                Asking.of(vocabulary, Question.parse("never store = 3", vocabulary))
                        .system());
        Report plain = check(
                workshop,
                Asking.of(vocabulary, Question.parse("never false", vocabulary)).properties());
        Asking asking =
                Asking.of(vocabulary, Question.parse("never since(\"take\") & ! since(\"make: M1\")", vocabulary));
        Report remembering = check(asking.system(), asking.properties());
        assertEquals(plain.statistics().states(), remembering.statistics().states(), "states of the workshop");
        assertTrue(remembering.statistics().visited() > plain.statistics().visited());
        assertInstanceOf(
                Verdict.Holds.class, remembering.verdict(asking.properties().get(0)), "no piece before it is made");
    }

    @Test
    void aStepIsSeenWithTheStatesAroundIt() throws Exception {
        assertEquals(2, violation("step store = 0 & next.store = 1").length());
        assertInstanceOf(Verdict.Holds.class, verdict("step store = 0 & next.store = 2"));
        assertEquals(1, violation("step next.taken(\"switch\")").length(), "the step itself");
        assertEquals(2, violation("step taken(\"switch\")").length(), "the step before it");
    }

    /** The worker goes on in the end, and nobody else need. */
    @Test
    void whatIsBegunIsFollowedToItsEnd() throws Exception {
        assertInstanceOf(Verdict.Violated.class, verdict("leads-to lamp[machine 0] ~> machine.mode[machine 0] = WORN"));
        assertInstanceOf(Verdict.Holds.class, verdict("leads-to since(\"make: M1\") & store = 3 ~> store < 3"));
        assertInstanceOf(Verdict.Vacuous.class, verdict("leads-to store = 1 & last = - ~> rest"));
    }

    @Test
    void severalQuestionsShareOneSearch() throws Exception {
        Asking asking = Asking.of(
                vocabulary,
                ImmutableMap.of(
                        "full", Question.parse("reach store = 3", vocabulary),
                        "late", Question.parse("never taken(\"wear\") & store = 3", vocabulary),
                        "idle", Question.parse("leads-to since(\"wear\") ~> rest", vocabulary)));
        Report report = check(asking.system(), asking.properties());
        assertEquals(
                List.of("full", "late", "idle"),
                report.verdicts().keySet().stream().map(Property::name).toList());
        assertInstanceOf(Verdict.Holds.class, report.verdict(asking.properties().get(0)));
        assertInstanceOf(
                Verdict.Violated.class, report.verdict(asking.properties().get(1)));
        assertInstanceOf(
                Verdict.Violated.class, report.verdict(asking.properties().get(2)));
    }

    private Verdict verdict(String question) throws ExpressionException {
        Asking asking = Asking.of(vocabulary, Question.parse(question, vocabulary));
        return check(asking.system(), asking.properties())
                .verdict(asking.properties().get(0));
    }

    private Trace violation(String question) throws ExpressionException {
        return assertInstanceOf(Verdict.Violated.class, verdict(question))
                .counterexample()
                .orElseThrow();
    }

    private String explanation(String question) throws ExpressionException {
        Asking asking = Asking.of(vocabulary, Question.parse(question, vocabulary));
        return asking.properties().get(0).explain(violation(question));
    }

    private static Report check(TransitionSystem system, List<Property> properties) {
        return BreadthFirst.check(system, properties, Bounds.unlimited(), s -> {});
    }
}
