package cordon.symbolic;

import com.google.common.collect.ImmutableList;
import cordon.engine.Successors;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Short runs of a protocol from one state to another: the steps that a step of a finer system stands for. A step that makes the state
 * differ from the end in more elements is not taken, which keeps the search small; a run that needs such a step is not found. Safe for
 * several threads.
 */
public final class Paths {
    private final FiniteSystem system;
    private final int longest;
    private final Map<Ends, Optional<ImmutableList<Integer>>> known = new ConcurrentHashMap<>();

    /** Compared by what is in the arrays. */
    private static final class Ends {
        private final long[] from;
        private final long[] to;

        Ends(long[] from, long[] to) {
            this.from = from;
            this.to = to;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Ends ends && Arrays.equals(from, ends.from) && Arrays.equals(to, ends.to);
        }

        @Override
        public int hashCode() {
            return 31 * Arrays.hashCode(from) + Arrays.hashCode(to);
        }
    }

    /** A state on the way, and the steps that led to it. */
    private record Way(State state, ImmutableList<Integer> actions, int distance) {}

    /** Compared by what is in the array. */
    private static final class State {
        private final long[] words;

        State(long[] words) {
            this.words = words;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof State state && Arrays.equals(words, state.words);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(words);
        }
    }

    /**
     * Runs of {@code system}.
     *
     * @param longest the number of steps that a run may have
     */
    public Paths(FiniteSystem system, int longest) {
        this.system = system;
        this.longest = longest;
    }

    /** The actions of a shortest run from {@code from} to {@code to}; none if the two are equal; empty if there is no run. */
    public Optional<ImmutableList<Integer>> between(long[] from, long[] to) {
        if (Arrays.equals(from, to)) {
            return Optional.of(ImmutableList.of());
        }
        return known.computeIfAbsent(new Ends(from.clone(), to.clone()), this::find);
    }

    private Optional<ImmutableList<Integer>> find(Ends ends) {
        Queue<Way> open = new ArrayDeque<>();
        Set<State> seen = new HashSet<>();
        open.add(new Way(new State(ends.from), ImmutableList.of(), distance(ends.from, ends.to)));
        Successors out = new Successors(system.schema().words());
        while (!open.isEmpty()) {
            Way way = open.remove();
            out.clear();
            system.successors(way.state().words, out);
            for (int i = 0; i < out.count(); i++) {
                int distance = distance(out.state(i), ends.to);
                if (distance > way.distance()) {
                    continue;
                }
                ImmutableList<Integer> actions = ImmutableList.<Integer>builder()
                        .addAll(way.actions())
                        .add(out.action(i))
                        .build();
                if (distance == 0) {
                    return Optional.of(actions);
                }
                State next = new State(out.state(i).clone());
                if (actions.size() < longest && seen.add(next)) {
                    open.add(new Way(next, actions, distance));
                }
            }
        }
        return Optional.empty();
    }

    private int distance(long[] state, long[] end) {
        return system.schema().diff(state, end).size();
    }
}
