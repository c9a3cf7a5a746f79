package cordon.engine.explore;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/**
 * The strongly connected components of parts of one graph: Tarjan, "Depth-First Search and Linear Graph Algorithms", SIAM J.
 * Comput. 1972, without recursion.
 */
final class Components {
    /** Numbers held for each node of the graph, at most: a link, the part, four of its search, components and what is left of them. */
    static final long WORDS_PER_NODE = 8;

    private static final int CLOCK_INTERVAL_NODES = 1 << 14;
    private static final int UNSEEN = -1;
    private static final int OUTSIDE = -2; // of the part; a component that is complete has a number below

    private final StateGraph graph;
    private final Watch watch;
    private final int[] lowLink; // of a node whose component is complete, the number of that
    private int nextNumber;

    /** Components of {@code graph}; a search for them ends with {@link Watch.Stopped} when a bound is met. */
    Components(StateGraph graph, Watch watch) {
        this.graph = graph;
        this.watch = watch;
        lowLink = new int[graph.nodes()];
    }

    /** Forgets all components. To be called first, and before there have been more of them than there are numbers. */
    void clear() {
        Arrays.fill(lowLink, OUTSIDE);
        nextNumber = OUTSIDE - 1;
    }

    /**
     * Shows {@code visitor} the components of the graph of the nodes {@code part} and the edges between them, single nodes included,
     * until it has an answer; that answer.
     */
    <T> Optional<T> search(int[] part, Function<int[], Optional<T>> visitor) {
        for (int node : part) {
            lowLink[node] = UNSEEN;
        }
        Search search = new Search(part.length);
        for (int root : part) {
            if (lowLink[root] == UNSEEN) {
                Optional<T> answer = search.from(root, visitor);
                if (answer.isPresent()) {
                    return answer;
                }
            }
        }
        return Optional.empty();
    }

    /** Whether two nodes are in one component, which was shown. */
    boolean together(int node, int other) {
        return lowLink[node] == lowLink[other];
    }

    /** A depth-first search. */
    private final class Search {
        private final int[] open; // the nodes of components that are not complete
        private int opened;
        private int seen;

        // The path that the search is at the end of: nodes, how many were seen before each, the edge to follow next.
        private final int[] path;
        private final int[] index;
        private final int[] nextEdge;
        private int depth = -1;

        Search(int nodes) {
            open = new int[nodes];
            path = new int[nodes];
            index = new int[nodes];
            nextEdge = new int[nodes];
        }

        <T> Optional<T> from(int root, Function<int[], Optional<T>> visitor) {
            enter(root);
            while (depth >= 0) {
                int child = nextChild();
                if (child != UNSEEN) {
                    enter(child);
                    continue;
                }
                int node = path[depth];
                if (lowLink[node] == index[depth]) {
                    Optional<T> answer = visitor.apply(complete(node));
                    if (answer.isPresent()) {
                        return answer;
                    }
                }
                depth--;
                if (depth >= 0 && lowLink[node] >= 0) {
                    lowLink[path[depth]] = Math.min(lowLink[path[depth]], lowLink[node]);
                }
            }
            return Optional.empty();
        }

        private void enter(int node) {
            if (seen % CLOCK_INTERVAL_NODES == 0) {
                watch.check();
            }
            depth++;
            path[depth] = node;
            index[depth] = seen;
            nextEdge[depth] = graph.start(node);
            lowLink[node] = seen++;
            open[opened++] = node;
        }

        /** The next neighbour of the last node of the path that nobody has seen; {@link #UNSEEN} if there is none left. */
        private int nextChild() {
            int node = path[depth];
            int[] targets = graph.targets(node);
            int end = graph.end(node);
            int edge = nextEdge[depth];
            int low = lowLink[node];
            int child = UNSEEN;
            while (edge < end && child == UNSEEN) {
                int target = targets[edge++];
                int link = lowLink[target];
                if (link == UNSEEN) {
                    child = target;
                } else if (link >= 0) {
                    low = Math.min(low, link);
                }
            }
            nextEdge[depth] = edge;
            lowLink[node] = low;
            return child;
        }

        /** The nodes of the component of which {@code node} was seen first. */
        private int[] complete(int node) {
            int end = opened;
            do {
                opened--;
                lowLink[open[opened]] = nextNumber;
            } while (open[opened] != node);
            nextNumber--;
            return Arrays.copyOfRange(open, opened, end);
        }
    }
}
