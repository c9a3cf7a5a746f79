package cordon.engine.explore;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The strongly connected components of parts of one graph: Tarjan, "Depth-First Search and Linear Graph Algorithms", SIAM J.
 * Comput. 1972, without recursion.
 */
final class Components {
    private static final int UNSEEN = -1;
    private static final int DONE = Integer.MAX_VALUE;

    private final StateGraph graph;
    private final BitSet inPart = new BitSet();
    private final int[] lowLink;
    private final int[] nextEdge;

    Components(StateGraph graph) {
        this.graph = graph;
        lowLink = new int[graph.nodes()];
        nextEdge = new int[graph.nodes()];
    }

    /** The components of the graph of the nodes {@code part} and the edges between them, single nodes included. */
    List<int[]> of(int[] part) {
        for (int node : part) {
            inPart.set(node);
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
                        lowLink[open[opened]] = DONE;
                    } while (open[opened] != node);
                    components.add(Arrays.copyOfRange(open, opened, end));
                }
                depth--;
                if (depth >= 0) {
                    lowLink[path[depth]] = Math.min(lowLink[path[depth]], lowLink[node]);
                }
            }
        }
        inPart.clear();
        return components;
    }

    /** The next neighbour of {@code node} that nobody has seen; {@link #UNSEEN} if there is none left. */
    private int nextChild(int node) {
        int degree = graph.outDegree(node);
        while (nextEdge[node] < degree) {
            int target = graph.target(node, nextEdge[node]++);
            if (!inPart.get(target)) {
                continue;
            }
            if (lowLink[target] == UNSEEN) {
                return target;
            }
            if (lowLink[target] != DONE) {
                lowLink[node] = Math.min(lowLink[node], lowLink[target]);
            }
        }
        return UNSEEN;
    }
}
