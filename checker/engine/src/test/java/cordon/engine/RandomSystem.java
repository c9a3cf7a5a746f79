package cordon.engine;

import cordon.engine.schema.Field;
import cordon.engine.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/**
 * A transition system given by a table: node {@code i} has an edge to each node in {@code edges.get(i)}. The state is
 * spread over two words, so that both matter.
 */
public final class RandomSystem implements TransitionSystem {
    private final List<List<Integer>> edges;
    private final int initial;
    private final Schema schema;
    private final Field high;
    private final Field low;

    /** The system with these edges; nodes {@code 0 .. initial-1} are the initial states. */
    public RandomSystem(List<List<Integer>> edges, int initial) {
        this.edges = edges;
        this.initial = initial;
        Schema.Builder fields = Schema.builder();
        high = fields.field("high", 30);
        fields.field("gap", 31);
        low = fields.field("low", 4);
        schema = fields.build();
    }

    /** Systems of up to {@code largest} nodes with up to 4 edges a node; some nodes have none. */
    public static Arbitrary<RandomSystem> arbitrary(int largest) {
        return Arbitraries.integers()
                .between(1, largest)
                .flatMap(nodes -> Arbitraries.integers()
                        .between(0, nodes - 1)
                        .list()
                        .ofMaxSize(4)
                        .list()
                        .ofSize(nodes)
                        .flatMap(edges -> Arbitraries.integers()
                                .between(1, Math.min(3, nodes))
                                .map(initial -> new RandomSystem(edges, initial))));
    }

    /** The node that {@code state} stands for. */
    public int node(long[] state) {
        return high.get(state) << 4 | low.get(state);
    }

    /** The nodes to which {@code node} has an edge. */
    public List<Integer> edges(int node) {
        return edges.get(node);
    }

    /** The initial nodes. */
    public List<Integer> initialNodes() {
        List<Integer> nodes = new ArrayList<>();
        for (int i = 0; i < initial; i++) {
            nodes.add(i);
        }
        return nodes;
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public void initialStates(Successors out) {
        for (int node : initialNodes()) {
            put(out.begin(new long[schema.words()]), node);
            out.add(0);
        }
    }

    @Override
    public void successors(long[] state, Successors out) {
        List<Integer> targets = edges.get(node(state));
        for (int i = 0; i < targets.size(); i++) {
            put(out.begin(state), targets.get(i));
            out.add(i);
        }
    }

    @Override
    public Action action(int id) {
        return new Action("random", "random", "edge " + id);
    }

    @Override
    public int actionCount() {
        return 4;
    }

    /** The first edge of a node is in a weakly fair class, the second in a strongly fair one, the third in a weakly fair one. */
    @Override
    public Fairness fairness() {
        return new Fairness(List.of(0, 1, 2, Fairness.NONE), List.of(false, true, false));
    }

    @Override
    public String toString() {
        return "initial 0.." + (initial - 1) + ", edges " + edges;
    }

    private void put(long[] state, int node) {
        high.set(state, node >> 4);
        low.set(state, node & 15);
    }
}
