package cordon.engine.outcome;

import cordon.engine.Trace;
import cordon.engine.property.StepInvariant;
import java.util.Set;

/**
 * No step by one of {@code actions} leads to {@code outcome}.
 *
 * @param name unique among the properties asked
 * @param question what was asked
 */
record NeverAfter(String name, Question question, Outcome outcome, Set<Integer> actions) implements StepInvariant {

    @Override
    public boolean judges(int action) {
        return actions.contains(action);
    }

    @Override
    public boolean holds(long[] before, int action, long[] after) {
        return !Outcome.of(question.elements(), after, Ending.AFTER).equals(outcome);
    }

    @Override
    public String meaning() {
        return "This was asked: does such a step ever lead to " + question.format(outcome) + "?";
    }

    @Override
    public String explain(Trace trace) {
        return "Step " + trace.length() + " leads to " + question.format(outcome) + ".";
    }
}
