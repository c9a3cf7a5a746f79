package cordon.engine.explore;

import cordon.engine.Fairness;
import cordon.engine.Trace;
import cordon.engine.property.Eventually;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
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
 * <p>Linear in the graph, but for strongly fair classes, each of which can split a component once more. Most components are
 * single states without an edge to themselves, and most of those have a fair way out: they are passed over at once.
 */
final class FairRuns {
    private static final int CLOCK_INTERVAL_NODES = 1024;

    private final StateGraph graph;
    private final Fairness fairness;
    private final Parallel parallel;

    /** Searches of {@code graph} by the threads of {@code parallel}, each of which looks at one obligation at a time. */
    FairRuns(StateGraph graph, Fairness fairness, Parallel parallel) {
        this.graph = graph;
        this.fairness = fairness;
        this.parallel = parallel;
    }

    /** A fair run on which some obligation of {@code property} stays open for ever, if there is one: a lasso. */
    Optional<Trace> find(Eventually property) {
        int first = graph.firstObligation(property);
        ConcurrentSkipListMap<Integer, Trace> lassos = new ConcurrentSkipListMap<>();
        parallel.forEach(property.obligations(), () -> {
            Components components = new Components(graph, parallel.watch());
            return i -> {
                if (lassos.headMap(i).isEmpty()) {
                    find(first + i, components).ifPresent(lasso -> lassos.put(i, lasso));
                }
            };
        });
        return lassos.values().stream().findFirst();
    }

    private Optional<Trace> find(int obligation, Components components) {
        components.clear();
        Deque<int[]> regions = new ArrayDeque<>();
        regions.add(graph.open(obligation));
        Optional<Trace> lasso = Optional.empty();
        while (lasso.isEmpty() && !regions.isEmpty()) {
            lasso = components.search(regions.remove(), component -> lasso(component, obligation, components, regions));
        }
        return lasso;
    }

    /** A fair run in {@code component}; or it adds to {@code regions} the part of it in which there can be one. */
    private Optional<Trace> lasso(int[] component, int obligation, Components components, Deque<int[]> regions) {
        if (component.length == 1 && hasFairEdgesToOthersOnly(component[0])) {
            return Optional.empty();
        }
        Classes classes = new Classes(component, obligation, components);
        if (classes.someWeakIsStarved()) {
            return Optional.empty();
        }
        int[] rest = classes.withoutStarvedStrong();
        if (rest.length < component.length) {
            if (rest.length > 0) {
                regions.add(rest);
            }
            return Optional.empty();
        }
        return Arrays.stream(component).anyMatch(node -> graph.offends(node, obligation))
                ? Optional.of(classes.lasso())
                : Optional.empty();
    }

    /** Whether a run cannot fairly rest in {@code node}: something fair is enabled there, and nothing leads back at once. */
    private boolean hasFairEdgesToOthersOnly(int node) {
        boolean fair = false;
        for (int edge = 0; edge < graph.outDegree(node); edge++) {
            if (graph.target(node, edge) == node) {
                return false;
            }
            fair |= graph.classOf(node, edge) != Fairness.NONE;
        }
        return fair;
    }

    /** The classes that are enabled in {@code node}, by edges that leave the region too. */
    private BitSet enabled(int node) {
        BitSet enabled = new BitSet();
        for (int edge = 0; edge < graph.outDegree(node); edge++) {
            if (graph.classOf(node, edge) != Fairness.NONE) {
                enabled.set(graph.classOf(node, edge));
            }
        }
        return enabled;
    }

    private IntStream fairClasses(boolean strong) {
        return IntStream.range(0, fairness.strong().size())
                .filter(f -> fairness.strong().get(f) == strong);
    }

    /** How one component treats the classes. */
    private final class Classes {
        private final int[] component;
        private final int obligation;
        private final Components components;
        private final BitSet taken = new BitSet();
        private final int[] enabledIn; // for each class, the number of nodes
        private long followed; // nodes

        Classes(int[] component, int obligation, Components components) {
            this.component = component;
            this.obligation = obligation;
            this.components = components;
            int classes = fairness.strong().size();
            enabledIn = new int[classes];
            int[] seenAt = new int[classes]; // the last node
            Arrays.fill(seenAt, -1);
            for (int node : component) {
                for (int edge = 0; edge < graph.outDegree(node); edge++) {
                    int fair = graph.classOf(node, edge);
                    if (fair == Fairness.NONE) {
                        continue;
                    }
                    if (seenAt[fair] != node) {
                        seenAt[fair] = node;
                        enabledIn[fair]++;
                    }
                    if (!taken.get(fair) && isMember(graph.target(node, edge))) {
                        taken.set(fair);
                    }
                }
            }
        }

        private boolean isMember(int node) {
            return components.together(component[0], node);
        }

        boolean someWeakIsStarved() {
            return fairClasses(false).anyMatch(f -> enabledIn[f] == component.length && !taken.get(f));
        }

        int[] withoutStarvedStrong() {
            BitSet starved = new BitSet();
            fairClasses(true).filter(f -> enabledIn[f] > 0 && !taken.get(f)).forEach(starved::set);
            return starved.isEmpty()
                    ? component
                    : Arrays.stream(component)
                            .filter(node -> !enabled(node).intersects(starved))
                            .toArray();
        }

        /** A path to the state that was found first, and a loop from it on which every class is treated fairly and some state offends. */
        Trace lasso() {
            int start = Arrays.stream(component).min().orElseThrow();
            BitSet owed = new BitSet();
            fairClasses(true).filter(taken::get).forEach(owed::set);
            fairClasses(false).filter(f -> enabledIn[f] > 0).forEach(owed::set);
            int offence = fairness.strong().size();
            owed.set(offence);
            List<Integer> edges = new ArrayList<>();
            int at = start;
            pay(owed, at, offence);
            while (!owed.isEmpty()) {
                at = follow(at, edges, (node, edge) -> pays(owed, node, edge, offence), owed, offence);
            }
            if (at != start) {
                follow(at, edges, (node, edge) -> graph.target(node, edge) == start, owed, offence);
            }
            Trace lasso = graph.path(start, edges);
            return lasso.looping(lasso.length() - edges.size());
        }

        /** Appends to {@code edges} a shortest path from {@code from} whose last edge is a {@code goal}; the node it ends in. */
        private int follow(int from, List<Integer> edges, Goal goal, BitSet owed, int offence) {
            Map<Integer, Edge> cameBy = new HashMap<>();
            Deque<Integer> queue = new ArrayDeque<>(List.of(from));
            while (true) {
                int node = queue.remove();
                if (++followed % CLOCK_INTERVAL_NODES == 0) {
                    parallel.watch().check();
                }
                for (int edge = 0; edge < graph.outDegree(node); edge++) {
                    int next = graph.target(node, edge);
                    if (!isMember(next)) {
                        continue;
                    }
                    if (goal.isReachedBy(node, edge)) {
                        Deque<Edge> path = new ArrayDeque<>(List.of(new Edge(node, edge)));
                        for (Edge back = cameBy.get(node); back != null; back = cameBy.get(back.node())) {
                            path.addFirst(back);
                        }
                        for (Edge step : path) {
                            payEdge(owed, step.node(), step.edge(), offence);
                            edges.add(step.edge());
                        }
                        return next;
                    }
                    if (next != from && cameBy.putIfAbsent(next, new Edge(node, edge)) == null) {
                        queue.add(next);
                    }
                }
            }
        }

        private boolean pays(BitSet owed, int node, int edge, int offence) {
            BitSet left = (BitSet) owed.clone();
            payEdge(left, node, edge, offence);
            return !left.equals(owed);
        }

        private void payEdge(BitSet owed, int node, int edge, int offence) {
            if (graph.classOf(node, edge) != Fairness.NONE) {
                owed.clear(graph.classOf(node, edge));
            }
            pay(owed, graph.target(node, edge), offence);
        }

        /** What is no longer owed when the loop passes {@code node}: weak classes that are disabled there, and the offence. */
        private void pay(BitSet owed, int node, int offence) {
            BitSet enabled = enabled(node);
            fairClasses(false).filter(f -> !enabled.get(f)).forEach(owed::clear);
            if (graph.offends(node, obligation)) {
                owed.clear(offence);
            }
        }
    }

    private record Edge(int node, int edge) {}

    /** What a path is looked for to. */
    @FunctionalInterface
    private interface Goal {
        boolean isReachedBy(int node, int edge);
    }
}
