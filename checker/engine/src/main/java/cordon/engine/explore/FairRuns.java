package cordon.engine.explore;

import com.google.common.primitives.ImmutableIntArray;
import cordon.engine.Fairness;
import cordon.engine.Successors;
import cordon.engine.TransitionSystem;
import cordon.engine.property.Eventually;
import cordon.engine.store.StateStore;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Looks for a fair run on which an obligation stays open for ever, in the graph of all reachable states: the emptiness check
 * of a Streett automaton (Emerson and Lei, "Modalities for Model Checking", 1987), on the strongly connected components of
 * Tarjan, "Depth-First Search and Linear Graph Algorithms", 1972.
 *
 * <p>Why the answer is right. What a run passes infinitely often is, from some point on, a set of states in which the
 * obligation is open and each of which leads to each other: part of a strongly connected component of the graph of such
 * states, or a single state in which the run rests. Of a component {@code C}
 *
 * <ul>
 *   <li>if a weakly fair class is enabled in all of {@code C} and not taken inside, no run that stays in {@code C} is fair;
 *   <li>if a strongly fair class is enabled in some state of {@code C} and not taken inside, no fair run that stays in {@code
 *       C} passes such a state again and again: the search goes on in what is left of {@code C} without them;
 *   <li>otherwise the run that passes all of {@code C} again and again is fair.
 * </ul>
 *
 * <p>Linear in the graph, but for strongly fair classes, each of which can split a component once more.
 */
final class FairRuns {
    private static final int OUTSIDE = -1;

    private final Fairness fairness;
    private final int[] numbers;
    private final int[] firstEdge;
    private final int[] targets;
    private final int[] actions;
    private final boolean[] offends;

    /** The part of {@code store}, which has all reachable states, in which {@code obligation} is open. */
    private FairRuns(TransitionSystem system, StateStore store, Eventually property, int obligation) {
        fairness = system.fairness();
        int states = Math.toIntExact(store.size());
        int[] nodeOf = new int[states];
        long[] state = new long[system.schema().words()];
        int nodes = 0;
        for (int number = 0; number < states; number++) {
            store.read(number, state);
            nodeOf[number] = property.open(state, obligation) ? nodes++ : OUTSIDE;
        }
        numbers = new int[nodes];
        firstEdge = new int[nodes + 1];
        offends = new boolean[nodes];
        int[] to = new int[4 * nodes + 16];
        int[] by = new int[to.length];
        int edges = 0;
        Successors successors = new Successors(system.schema().words());
        for (int number = 0; number < states; number++) {
            int node = nodeOf[number];
            if (node == OUTSIDE) {
                continue;
            }
            store.read(number, state);
            numbers[node] = number;
            offends[node] = property.offends(state, obligation);
            successors.clear();
            system.successors(state, successors);
            if (edges + successors.count() > to.length) {
                int larger = Math.toIntExact(2L * to.length + successors.count());
                to = Arrays.copyOf(to, larger);
                by = Arrays.copyOf(by, larger);
            }
            for (int i = 0; i < successors.count(); i++) {
                to[edges] = nodeOf[(int) store.find(successors.state(i))];
                by[edges++] = successors.action(i);
            }
            firstEdge[node + 1] = edges;
        }
        targets = to;
        actions = by;
    }

    /** Bytes that a search in a graph of this size may need beside the store. */
    static long bytes(long states, long transitions) {
        return 48 * states + 16 * transitions;
    }

    /**
     * An infinite run.
     *
     * @param start the number of the state in which the loop starts
     * @param loop the numbers of the states after it, the last of which is {@code start} again; empty if the run rests there
     * @param actions the actions of the loop
     */
    record Loop(long start, List<Long> loop, ImmutableIntArray actions) {}

    /** A fair run on which some obligation of {@code property} stays open for ever, if there is one. */
    static Optional<Loop> find(TransitionSystem system, StateStore store, Eventually property) {
        for (int obligation = 0; obligation < property.obligations(); obligation++) {
            Optional<Loop> loop = new FairRuns(system, store, property, obligation).find();
            if (loop.isPresent()) {
                return loop;
            }
        }
        return Optional.empty();
    }

    private Optional<Loop> find() {
        Deque<int[]> regions = new ArrayDeque<>();
        int[] all = new int[numbers.length];
        Arrays.setAll(all, node -> node);
        regions.add(all);
        Components components = new Components(firstEdge, targets);
        while (!regions.isEmpty()) {
            for (int[] component : components.of(regions.remove())) {
                Classes classes = new Classes(component);
                if (classes.someWeakIsStarved()) {
                    continue;
                }
                int[] rest = classes.withoutStarvedStrong();
                if (rest.length < component.length) {
                    if (rest.length > 0) {
                        regions.add(rest);
                    }
                } else if (Arrays.stream(component).anyMatch(node -> offends[node])) {
                    return Optional.of(classes.loop());
                }
            }
        }
        return Optional.empty();
    }

    private int classOf(int edge) {
        return fairness.classOf().get(actions[edge]);
    }

    /** How one component treats the classes. */
    private final class Classes {
        private final int[] component;
        private final BitSet members = new BitSet();
        private final BitSet taken = new BitSet();
        private final BitSet everywhere = new BitSet();
        private final BitSet somewhere = new BitSet();

        Classes(int[] component) {
            this.component = component;
            for (int node : component) {
                members.set(node);
            }
            everywhere.set(0, fairness.strong().size());
            for (int node : component) {
                BitSet enabled = enabled(node);
                everywhere.and(enabled);
                somewhere.or(enabled);
                for (int edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++) {
                    if (isInside(edge) && classOf(edge) != Fairness.NONE) {
                        taken.set(classOf(edge));
                    }
                }
            }
        }

        boolean someWeakIsStarved() {
            return fairClasses(false).anyMatch(f -> everywhere.get(f) && !taken.get(f));
        }

        int[] withoutStarvedStrong() {
            BitSet starved = new BitSet();
            fairClasses(true).filter(f -> somewhere.get(f) && !taken.get(f)).forEach(starved::set);
            return starved.isEmpty()
                    ? component
                    : Arrays.stream(component)
                            .filter(node -> !enabled(node).intersects(starved))
                            .toArray();
        }

        /** A loop from the state that was found first, on which every class is treated fairly and some state offends. */
        Loop loop() {
            int start = Arrays.stream(component).min().orElseThrow();
            BitSet owed = new BitSet();
            fairClasses(true).filter(taken::get).forEach(owed::set);
            fairClasses(false).filter(f -> somewhere.get(f)).forEach(owed::set);
            int offence = fairness.strong().size();
            owed.set(offence);
            List<Integer> edges = new ArrayList<>();
            int at = start;
            pay(owed, at, offence);
            while (!owed.isEmpty()) {
                at = follow(at, edges, owed, offence, OUTSIDE);
            }
            if (at != start) {
                follow(at, edges, owed, offence, start);
            }
            return new Loop(
                    numbers[start],
                    edges.stream().map(edge -> (long) numbers[targets[edge]]).toList(),
                    ImmutableIntArray.copyOf(edges.stream().mapToInt(edge -> actions[edge])));
        }

        /** Takes a shortest path from {@code from} to {@code goal}, or if that is none to something owed; its end. */
        private int follow(int from, List<Integer> edges, BitSet owed, int offence, int goal) {
            int[] cameBy = new int[numbers.length];
            Arrays.fill(cameBy, OUTSIDE);
            Deque<Integer> queue = new ArrayDeque<>(List.of(from));
            while (true) {
                int node = queue.remove();
                for (int edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++) {
                    if (!isInside(edge)) {
                        continue;
                    }
                    int next = targets[edge];
                    if (goal == OUTSIDE ? pays(owed, edge, offence) : next == goal) {
                        List<Integer> path = new ArrayList<>(List.of(edge));
                        for (int back = node; back != from; back = source(cameBy[back])) {
                            path.add(0, cameBy[back]);
                        }
                        path.forEach(e -> payEdge(owed, e, offence));
                        edges.addAll(path);
                        return next;
                    }
                    if (cameBy[next] == OUTSIDE && next != from) {
                        cameBy[next] = edge;
                        queue.add(next);
                    }
                }
            }
        }

        private boolean pays(BitSet owed, int edge, int offence) {
            BitSet left = (BitSet) owed.clone();
            payEdge(left, edge, offence);
            return !left.equals(owed);
        }

        private void payEdge(BitSet owed, int edge, int offence) {
            if (classOf(edge) != Fairness.NONE) {
                owed.clear(classOf(edge));
            }
            pay(owed, targets[edge], offence);
        }

        /** What is no longer owed when the loop passes {@code node}: weak classes that are disabled there, and the offence. */
        private void pay(BitSet owed, int node, int offence) {
            BitSet enabled = enabled(node);
            fairClasses(false).filter(f -> !enabled.get(f)).forEach(owed::clear);
            if (offends[node]) {
                owed.clear(offence);
            }
        }

        private boolean isInside(int edge) {
            return targets[edge] != OUTSIDE && members.get(targets[edge]);
        }

        private IntStream fairClasses(boolean strong) {
            return IntStream.range(0, fairness.strong().size())
                    .filter(f -> fairness.strong().get(f) == strong);
        }
    }

    /** The classes that are enabled in {@code node}, by edges that leave the graph too. */
    private BitSet enabled(int node) {
        BitSet enabled = new BitSet();
        for (int edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++) {
            if (classOf(edge) != Fairness.NONE) {
                enabled.set(classOf(edge));
            }
        }
        return enabled;
    }

    /** The node that {@code edge} leaves. */
    private int source(int edge) {
        int found = Arrays.binarySearch(firstEdge, edge);
        if (found < 0) {
            return -found - 2;
        }
        while (firstEdge[found + 1] == edge) { // nodes without edges begin where the next one does
            found++;
        }
        return found;
    }
}
