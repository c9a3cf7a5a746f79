package cordon.engine.outcome;

import com.google.common.collect.ImmutableList;
import cordon.engine.Successors;
import cordon.engine.TransitionSystem;
import cordon.engine.history.Automaton;
import cordon.engine.history.Automaton.Event;
import cordon.engine.history.Remembering;
import cordon.engine.property.DeadlockFree;
import cordon.engine.property.Property;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;

/** When a state is looked at. */
public sealed interface Moment {

    /** {@code system}, so that such moments can be told from a state and its successors alone. */
    Watched watch(TransitionSystem system);

    /** The property, called {@code name}, that {@code outcome}, an answer to {@code question}, never comes about. */
    Property never(Question question, Outcome outcome, String name);

    /**
     * When the system is at rest: no action is enabled that counts as progress.
     *
     * @param rule which actions those are, and where the system may rest
     */
    record Rest(DeadlockFree rule) implements Moment {
        @Override
        public Watched watch(TransitionSystem system) {
            return new Watched(
                    system,
                    (state, out, first) ->
                            rule.isAtRest(out, first) ? Optional.of(ending(rule, state)) : Optional.empty());
        }

        @Override
        public Property never(Question question, Outcome outcome, String name) {
            return new NeverAtRest(name, question, outcome, rule);
        }

        /** What becomes of {@code state}, in which the system is at rest. */
        static Ending ending(DeadlockFree rule, long[] state) {
            return rule.mayEnd(state) ? Ending.ENDS : Ending.STUCK;
        }
    }

    /**
     * Right after a step by one of some actions.
     *
     * @param actions their ids
     */
    record After(Set<Integer> actions) implements Moment {
        @Override
        public Watched watch(TransitionSystem system) {
            Automaton last = new Automaton(
                    "last",
                    1,
                    ImmutableList.of(new Taken(actions::contains)),
                    ImmutableList.of(new Taken(action -> !actions.contains(action))),
                    system.actionCount());
            Remembering remembering = new Remembering(system, ImmutableList.of(last));
            return new Watched(
                    remembering,
                    (state, out, first) ->
                            remembering.hasSeenAll(last, state, 0) ? Optional.of(Ending.AFTER) : Optional.empty());
        }

        @Override
        public Property never(Question question, Outcome outcome, String name) {
            return new NeverAfter(name, question, outcome, actions);
        }

        /** One of the {@code wanted} actions is taken. */
        private record Taken(IntPredicate wanted) implements Event {
            @Override
            public boolean judges(int action) {
                return wanted.test(action);
            }

            @Override
            public boolean happens(int binding, long[] before, int action, long[] after) {
                return true;
            }
        }
    }

    /** Looks at the states of a system that is searched; for use by several threads. */
    @FunctionalInterface
    interface Look {
        /** What becomes of {@code state}, whose successors are those from number {@code first} on; empty if it is not the moment. */
        Optional<Ending> at(long[] state, Successors out, int first);
    }

    /**
     * A system that is to be searched for all such moments, and how to find them in it.
     *
     * @param system the system that was asked about, or one that remembers more
     * @param look tells the moments from other states
     */
    record Watched(TransitionSystem system, Look look) {}
}
