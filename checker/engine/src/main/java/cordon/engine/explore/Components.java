package cordon.engine.explore;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The strongly connected components of parts of one graph: Tarjan, "Depth-First Search and Linear Graph Algorithms", SIAM J.
 * Comput. 1972, without recursion. Edges are numbered; those of node {@code n} are {@code firstEdge[n] ..
 * firstEdge[n+1]-1}, and a negative target is nowhere.
 */
final class Components {
    private static final int UNSEEN = -1;
    private static final int DONE = Integer.MAX_VALUE;

    private final int[] firstEdge;
    private final int[] targets;
    private final boolean[] inPart;
    private final int[] lowLink;
    private final int[] nextEdge;

    Components(int[] firstEdge, int[] targets) {
        this.firstEdge = firstEdge;
        this.targets = targets;
        int nodes = firstEdge.length - 1;
        inPart = new boolean[nodes];
        lowLink = new int[nodes];
        nextEdge = new int[nodes];
    }

    /** The components of the graph of the nodes {@code part} and the edges between them, single nodes included. */
    List<int[]> of(int[] part) {
        for (int node : part) {
            inPart[node] = true;
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
            nextEdge[root] = firstEdge[root];
            open[opened++] = root;
            while (depth >= 0) {
                int node = path[depth];
                int child = nextChild(node);
                if (child != UNSEEN) {
                    path[++depth] = child;
                    index[depth] = seen;
                    lowLink[child] = seen++;
                    nextEdge[child] = firstEdge[child];
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
        for (int node : part) {
            inPart[node] = false;
        }
        return components;
    }

    /** The next neighbour of {@code node} that nobody has seen; {@link #UNSEEN} if there is none left. */
    private int nextChild(int node) {
        while (nextEdge[node] < firstEdge[node + 1]) {
            int target = targets[nextEdge[node]++];
            if (target < 0 || !inPart[target]) {
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
