package cordon.symbolic;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
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

    private record Ends(ImmutableLongArray from, ImmutableLongArray to) {}

    /** A state on the way, and the steps that led to it. */
    private record Way(ImmutableLongArray state, ImmutableList<Integer> actions, int distance) {}

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
        return known.computeIfAbsent(
                new Ends(ImmutableLongArray.copyOf(from), ImmutableLongArray.copyOf(to)), this::find);
    }

    private Optional<ImmutableList<Integer>> find(Ends ends) {
        long[] end = ends.to().toArray();
        Queue<Way> open = new ArrayDeque<>();
        Set<ImmutableLongArray> seen = new HashSet<>();
        open.add(new Way(ends.from(), ImmutableList.of(), distance(ends.from().toArray(), end)));
        Successors out = new Successors(system.schema().words());
        while (!open.isEmpty()) {
            Way way = open.remove();
            out.clear();
            system.successors(way.state().toArray(), out);
            for (int i = 0; i < out.count(); i++) {
                int distance = distance(out.state(i), end);
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
                ImmutableLongArray next = ImmutableLongArray.copyOf(out.state(i));
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
