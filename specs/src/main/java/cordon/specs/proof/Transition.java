package cordon.specs.proof;

import cordon.model.machine.Step;

/** A step that the model takes. */
final class Transition {
    final long[] before;
    final long[] after;
    private final int action;

    Transition(long[] before, int action, long[] after) {
        this.before = before;
        this.action = action;
        this.after = after;
    }

    /** Whether it is {@code step}. */
    boolean is(Step step) {
        return step.is(action);
    }

    /** Whether it is {@code step}, taken by {@code thread}. */
    boolean is(Step step, int thread) {
        return step.is(action) && step.arg(action) == thread;
    }
}
