package cordon.engine.outcome;

import cordon.engine.Trace;
import cordon.engine.property.DeadlockFree;

/**
 * The system does not come to rest with {@code outcome}: a state that has it counts as stuck, and no other does.
 *
 * @param name unique among the properties asked
 * @param question what was asked
 * @param rule when the system is at rest
 */
record NeverAtRest(String name, Question question, Outcome outcome, DeadlockFree rule) implements DeadlockFree {

    @Override
    public boolean mayEnd(long[] state) {
        return !Outcome.of(question.elements(), state, Moment.Rest.ending(rule, state))
                .equals(outcome);
    }

    @Override
    public boolean isProgress(int action) {
        return rule.isProgress(action);
    }

    @Override
    public String meaning() {
        return "This was asked: does the world ever " + verb() + " with " + question.format(outcome) + "?";
    }

    @Override
    public String explain(Trace trace) {
        return "After step " + trace.length() + " the world " + (outcome.ending() == Ending.ENDS ? "rests" : "is stuck")
                + " with " + question.format(outcome) + ".";
    }

    private String verb() {
        return outcome.ending() == Ending.ENDS ? "come to rest" : "get stuck";
    }
}
