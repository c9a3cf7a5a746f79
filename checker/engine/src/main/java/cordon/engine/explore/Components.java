package cordon.engine.explore;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The strongly connected components of parts of one graph: Tarjan, "Depth-First Search and Linear Graph Algorithms", SIAM J.
 * Comput. 1972, without recursion.
 */
final class Components {
    /** Numbers held for each node of the graph, at most. */
    static final long WORDS_PER_NODE = 6;

    private static final int UNSEEN = -1;
    private static final int OUTSIDE = -2; // of the part; a component that is complete has a number below

    private final StateGraph graph;
    private final int[] lowLink; // of a node whose component is complete, the number of that
    private final int[] nextEdge;
    private int nextNumber;

    Components(StateGraph graph) {
        this.graph = graph;
        lowLink = new int[graph.nodes()];
        nextEdge = new int[graph.nodes()];
    }

    /** Forgets all components. To be called first, and before there have been more of them than there are numbers. */
    void clear() {
        Arrays.fill(lowLink, OUTSIDE);
        nextNumber = OUTSIDE - 1;
    }

    /** The components of the graph of the nodes {@code part} and the edges between them, single nodes included. */
    List<int[]> of(int[] part) {
        for (int node : part) {
            lowLink[node] = UNSEEN;
        }
        List<int[]> components = new ArrayList<>();
        int[] open = new int[part.length]; // the nodes of components that are not complete
        int[] path = new int[part.length];
        int[] index = new int[part.length]; // of each node on the path
        int opened = 0;
        int seen = 0;
        for (int root : part) {
            if (lowLink[root] != UNSEEN) {
                continue;
            }
            int depth = 0;
            path[0] = root;
            index[0] = seen;
            lowLink[root] = seen++;
            nextEdge[root] = 0;
            open[opened++] = root;
            while (depth >= 0) {
                int node = path[depth];
                int child = nextChild(node);
                if (child != UNSEEN) {
                    path[++depth] = child;
                    index[depth] = seen;
                    lowLink[child] = seen++;
                    nextEdge[child] = 0;
                    open[opened++] = child;
                    continue;
                }
                if (lowLink[node] == index[depth]) {
                    int end = opened;
                    do {
                        opened--;
                        lowLink[open[opened]] = nextNumber;
                    } while (open[opened] != node);
                    nextNumber--;
                    components.add(Arrays.copyOfRange(open, opened, end));
                }
                depth--;
                if (depth >= 0 && lowLink[node] >= 0) {
                    lowLink[path[depth]] = Math.min(lowLink[path[depth]], lowLink[node]);
                }
            }
        }
        return components;
    }

    /** Whether two nodes are in one of the components found last. */
    boolean together(int node, int other) {
        return lowLink[node] == lowLink[other];
    }

    /** The next neighbour of {@code node} that nobody has seen; {@link #UNSEEN} if there is none left. */
    private int nextChild(int node) {
        int degree = graph.outDegree(node);
        while (nextEdge[node] < degree) {
            int target = graph.target(node, nextEdge[node]++);
            if (lowLink[target] == UNSEEN) {
                return target;
            }
            if (lowLink[target] >= 0) {
                lowLink[node] = Math.min(lowLink[node], lowLink[target]);
            }
        }
        return UNSEEN;
    }
}
