package cordon.specs.finding;

import cordon.engine.Trace;
import cordon.engine.property.DeadlockFree;
import cordon.engine.property.Invariant;
import cordon.engine.property.Property;
import cordon.engine.property.StepInvariant;

/**
 * Some of the violations of a property: those that a finding explains, or those that none does. It is asked like a property of
 * its own, so that the search finds the shortest of each.
 */
final class Part {
    private Part() {}

    /** Which violations of a property a part is about. */
    @FunctionalInterface
    interface Choice {
        /** Whether a violation by this step is; of a state, {@code before} and {@code after} are the state, and there is no action. */
        boolean isOf(long[] before, int action, long[] after);
    }

    /** In place of an action, of a property of states. */
    static final int NO_ACTION = -1;

    /** Whether the violations of {@code property} can be told apart while a search goes on. */
    static boolean canBeMadeOf(Property property) {
        return property instanceof Invariant || property instanceof StepInvariant || property instanceof DeadlockFree;
    }

    /** The part of {@code property} of violations that are of {@code choice}. */
    static Property of(Property property, String name, Choice choice) {
        if (property instanceof Invariant whole) {
            return new OfInvariant(whole, name, choice);
        } else if (property instanceof StepInvariant whole) {
            return new OfStepInvariant(whole, name, choice);
        } else if (property instanceof DeadlockFree whole) {
            return new OfDeadlockFree(whole, name, choice);
        }
        throw new IllegalArgumentException(property.name() + " has no parts");
    }

    private record OfInvariant(Invariant whole, String name, Choice choice) implements Invariant {
        @Override
        public String meaning() {
            return whole.meaning();
        }

        @Override
        public String explain(Trace trace) {
            return whole.explain(trace);
        }

        @Override
        public boolean holds(long[] state) {
            return whole.holds(state) || !choice.isOf(state, NO_ACTION, state);
        }
    }

    private record OfStepInvariant(StepInvariant whole, String name, Choice choice) implements StepInvariant {
        @Override
        public String meaning() {
            return whole.meaning();
        }

        @Override
        public String explain(Trace trace) {
            return whole.explain(trace);
        }

        @Override
        public boolean judges(int action) {
            return whole.judges(action);
        }

        @Override
        public boolean tests(int action) {
            return whole.tests(action);
        }

        @Override
        public boolean holds(long[] before, int action, long[] after) {
            return whole.holds(before, action, after) || !choice.isOf(before, action, after);
        }
    }

    private record OfDeadlockFree(DeadlockFree whole, String name, Choice choice) implements DeadlockFree {
        @Override
        public String meaning() {
            return whole.meaning();
        }

        @Override
        public String explain(Trace trace) {
            return whole.explain(trace);
        }

        @Override
        public boolean mayEnd(long[] state) {
            return whole.mayEnd(state) || !choice.isOf(state, NO_ACTION, state);
        }

        @Override
        public boolean isProgress(int action) {
            return whole.isProgress(action);
        }
    }
}
