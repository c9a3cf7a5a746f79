package cordon.engine;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import cordon.engine.schema.Schema;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * A path through a transition system: {@code length()} transitions through {@code length()+1} states, the first of which
 * is an initial state. Steps are numbered from 1; step {@code n} leads from {@code state(n-1)} to {@code state(n)}.
 */
public final class Trace {
    private final TransitionSystem system;
    private final ImmutableList<long[]> states;
    private final ImmutableIntArray actions;
    private final OptionalInt loopStart;

    /**
     * A path.
     *
     * @param system the system it is a path of
     * @param states the states passed, one more than actions; not to be modified afterwards
     * @param actions the ids of the actions taken
     * @throws IllegalArgumentException if the numbers of states and actions do not fit together
     */
    public Trace(TransitionSystem system, Iterable<long[]> states, List<Integer> actions) {
        this(system, states, ImmutableIntArray.copyOf(actions), OptionalInt.empty());
    }

    /** The path without a step that begins in {@code state}, an initial state of {@code system}. */
    public static Trace at(TransitionSystem system, long[] state) {
        return new Trace(system, List.of(state), List.of());
    }

    private Trace(TransitionSystem system, Iterable<long[]> states, ImmutableIntArray actions, OptionalInt loopStart) {
        this.system = system;
        this.states = ImmutableList.copyOf(states);
        this.actions = actions;
        this.loopStart = loopStart;
        if (this.states.size() != actions.length() + 1) {
            throw new IllegalArgumentException(this.states.size() + " states for " + actions.length() + " actions");
        }
    }

    /** The system that this is a path of. */
    public TransitionSystem system() {
        return system;
    }

    /** The number of transitions. */
    public int length() {
        return actions.length();
    }

    /** The state after {@code n} transitions, {@code 0 <= n <= length()}. Not to be modified. */
    public long[] state(int n) {
        return states.get(n);
    }

    /** What is done in step {@code n}, {@code 1 <= n <= length()}, for people. */
    public Action step(int n) {
        return system.action(action(n), state(n - 1));
    }

    /** The id of the action of step {@code n}, {@code 1 <= n <= length()}. */
    public int action(int n) {
        return actions.get(n - 1);
    }

    /**
     * The number of steps before the loop of a lasso; empty for a finite path. A lasso is an infinite path: it goes on from its
     * last state with the first step of the loop, or rests for ever in its last state if that is where the loop starts.
     */
    public OptionalInt loopStart() {
        return loopStart;
    }

    /** The last state. */
    public long[] last() {
        return state(length());
    }

    /**
     * The step since which {@code condition} has been true of every state: 0 if it always was, {@code length()+1} if it
     * is not true of the last.
     */
    public int since(Predicate<long[]> condition) {
        int step = length() + 1;
        while (step > 0 && condition.test(state(step - 1))) {
            step--;
        }
        return step;
    }

    /** A finite path without its last step; it must have one. */
    public Trace withoutLast() {
        return new Trace(
                system,
                states.subList(0, length()),
                actions.subArray(0, length() - 1).trimmed(),
                OptionalInt.empty());
    }

    /** This path as one of {@code other}, a system with the same states and actions that has it too. */
    public Trace in(TransitionSystem other) {
        return new Trace(other, states, actions, loopStart);
    }

    /** This path as one of {@code other}, whose states are {@code image} of those of this system, by the same actions. */
    public Trace in(TransitionSystem other, UnaryOperator<long[]> image) {
        return new Trace(other, states.stream().map(image).toList(), actions, loopStart);
    }

    /** This path as a lasso whose loop starts after {@code start} steps. */
    public Trace looping(int start) {
        return new Trace(system, states, actions, OptionalInt.of(start));
    }

    /** Writes a finite path, for {@link #read}. */
    public void write(DataOutput out) throws IOException {
        out.writeInt(length());
        for (int n = 0; n <= length(); n++) {
            for (long word : state(n)) {
                out.writeLong(word);
            }
            if (n > 0) {
                out.writeInt(action(n));
            }
        }
    }

    /** Reads a path of {@code system} that was written. */
    public static Trace read(DataInput in, TransitionSystem system) throws IOException {
        int length = in.readInt();
        List<long[]> states = new ArrayList<>();
        ImmutableIntArray.Builder actions = ImmutableIntArray.builder();
        for (int n = 0; n <= length; n++) {
            long[] state = new long[system.schema().words()];
            for (int w = 0; w < state.length; w++) {
                state[w] = in.readLong();
            }
            states.add(state);
            if (n > 0) {
                actions.add(in.readInt());
            }
        }
        return new Trace(system, states, actions.build(), OptionalInt.empty());
    }

    /**
     * All steps, a line each: number, action and the elements that it changed; before them the first state, and after them where a
     * lasso goes on.
     */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("   0  ").append(system.schema().format(state(0)));
        for (int n = 1; n <= length(); n++) {
            text.append(String.format(Locale.ROOT, "%n%4d  %s", n, step(n)));
            for (Schema.Change change : system.schema().diff(state(n - 1), state(n))) {
                text.append("; ").append(change);
            }
        }
        loopStart.ifPresent(start -> text.append(
                start == length()
                        ? String.format(Locale.ROOT, "%n      and it rests for ever")
                        : String.format(Locale.ROOT, "%n      and again from step %d, for ever", start + 1)));
        return text.toString();
    }

    /** This path and one more step. */
    public Trace then(int action, long[] after) {
        return new Trace(
                system,
                ImmutableList.<long[]>builder().addAll(states).add(after).build(),
                ImmutableIntArray.builder().addAll(actions).add(action).build(),
                OptionalInt.empty());
    }
}
