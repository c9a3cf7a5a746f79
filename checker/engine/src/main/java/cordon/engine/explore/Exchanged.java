package cordon.engine.explore;

import cordon.engine.Successors;
import cordon.engine.TransitionSystem;
import cordon.engine.property.DeadlockFree;
import cordon.engine.property.Invariant;
import cordon.engine.property.Property;
import cordon.engine.property.Reachable;
import cordon.engine.property.StepInvariant;
import cordon.engine.reduction.AsymmetryException;
import cordon.engine.reduction.Symmetry;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Asks everything about a state once more with interchangeable things exchanged, and exchanged again: has it the same successors, exchanged as well, and does
 * each property say the same of it and of them? A search that keeps only canonical forms is right if the answer is yes for every state
 * and every exchange. The first states are asked about, and one of a thousand after them: a property that tells one member from another
 * mostly does so near the initial states.
 *
 * <p>For the use of one thread.
 */
final class Exchanged {
    private static final int FIRST = 256;
    private static final int INTERVAL = 1_000;
    private static final int ORBIT = 24; // states of an orbit, at most
    private static final Question NOTHING = (before, action, after, out) -> true;

    private final TransitionSystem system;
    private final List<Symmetry.Exchange> exchanges;
    private final Successors mine;
    private final Successors others;
    private long seen;
    private long asked;

    /** About the exchanges of {@code symmetry}. */
    Exchanged(TransitionSystem system, Symmetry symmetry) {
        this.system = system;
        this.exchanges = symmetry.exchanges();
        this.mine = new Successors(system.schema().words());
        this.others = new Successors(system.schema().words());
    }

    /** The number of states that were asked about. */
    long asked() {
        return asked;
    }

    /**
     * Asks about {@code state}, if it is one of those.
     *
     * @throws AsymmetryException if an exchange makes a difference to the system or to a property that is undecided
     */
    void look(long[] state, Questions questions) {
        if (seen++ >= FIRST && seen % INTERVAL != 0) {
            return;
        }
        asked++;
        Set<long[]> orbit = new TreeSet<>(Arrays::compare);
        Deque<long[]> queue = new ArrayDeque<>(List.of(state));
        orbit.add(state);
        while (!queue.isEmpty()) {
            long[] member = queue.remove();
            mine.clear();
            system.successors(member, mine);
            for (Symmetry.Exchange exchange : exchanges) {
                long[] other = exchanged(member, exchange);
                compare(member, other, exchange, questions);
                if (orbit.size() < ORBIT && orbit.add(other)) {
                    queue.add(other);
                }
            }
        }
    }

    private void compare(long[] state, long[] other, Symmetry.Exchange exchange, Questions questions) {
        others.clear();
        system.successors(other, others);
        if (!answers(NOTHING, state, mine, exchange).equals(answers(NOTHING, other, others, null))) {
            throw new AsymmetryException("what is declared interchangeable is not");
        }
        for (Property property : questions.undecided()) {
            Question question = questionOf(property);
            if (!answers(question, state, mine, exchange).equals(answers(question, other, others, null))) {
                throw AsymmetryException.ofProperty(property.name());
            }
        }
    }

    /** A question about a step; or about a state, in {@code after}, and what is possible in it, in {@code out}. */
    @FunctionalInterface
    private interface Question {
        boolean ask(long[] before, int action, long[] after, @Nullable Successors out);
    }

    private static Question questionOf(Property property) {
        if (property instanceof Invariant invariant) {
            return (before, action, after, out) -> invariant.holds(after);
        } else if (property instanceof StepInvariant step) {
            return (before, action, after, out) ->
                    out != null || !step.judges(action) || step.holds(before, action, after);
        } else if (property instanceof Reachable reachable) {
            return (before, action, after, out) ->
                    out == null && reachable.judges(action) && reachable.reached(before, action, after);
        } else if (property instanceof DeadlockFree deadlock) {
            return (before, action, after, out) -> out != null && deadlock.isAtRest(out, 0) && !deadlock.mayEnd(after);
        }
        return NOTHING; // an Eventually is not asked with symmetry
    }

    /** The answer for {@code state}, and each successor, after the exchange if there is one, with the answer for the step to it. */
    private static Set<long[]> answers(
            Question question, long[] state, Successors out, Symmetry.@Nullable Exchange exchange) {
        Set<long[]> answers = new TreeSet<>(Arrays::compare);
        answers.add(new long[] {question.ask(state, 0, state, out) ? 1 : 0});
        for (int i = 0; i < out.count(); i++) {
            long[] after = out.state(i);
            long[] target = exchange == null ? after : exchanged(after, exchange);
            long[] answer = Arrays.copyOf(target, target.length + 1);
            answer[target.length] = question.ask(state, out.action(i), after, null) ? 1 : 0;
            answers.add(answer);
        }
        return answers;
    }

    private static long[] exchanged(long[] state, Symmetry.Exchange exchange) {
        long[] other = state.clone();
        exchange.apply(other);
        return other;
    }
}
