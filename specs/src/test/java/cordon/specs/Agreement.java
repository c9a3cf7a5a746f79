package cordon.specs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cordon.engine.explore.Verdict;
import cordon.engine.property.Property;
import cordon.engine.property.Reachable;
import java.util.Optional;

/** A property in Java and the question that says the same find the same. */
final class Agreement {
    private Agreement() {}

    /**
     * Asserts that both verdicts are the same, and the traces of a violation equally long. A question does not know for want of which
     * steps it is true, so that a property which is vacuous only holds. A step that can be taken violates the question that it never is.
     *
     * @return whether both are violated
     */
    static boolean requireOn(Property property, Verdict verdict, Property question, Verdict answer) {
        Verdict java = verdict instanceof Verdict.Vacuous ? new Verdict.Holds(Optional.empty()) : verdict;
        Outcome plain = Outcome.of(property, java);
        boolean opposite = property instanceof Reachable && !(question instanceof Reachable);
        Outcome outcome = opposite ? opposite(plain) : plain;
        assertEquals(outcome, Outcome.of(question, answer), () -> property.name() + ": " + question.meaning());
        return plain.isViolation();
    }

    private static Outcome opposite(Outcome outcome) {
        return new Outcome(outcome.isViolation() ? "holds" : "violated", outcome.steps(), "");
    }
}
