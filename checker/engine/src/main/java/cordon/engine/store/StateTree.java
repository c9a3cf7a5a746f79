package cordon.engine.store;

import com.google.common.collect.ImmutableList;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Folds states into 64-bit keys and back, without loss: equal keys are equal states.
 *
 * <p>A state of one word of at most {@link #DIRECT_BITS} bits is its own key. Any other is a tree over its words, and
 * equal subtrees are stored once (Laarman, van de Pol and Weber, "Parallel Recursive State Compression for Free", 2011): a
 * leaf is one to three words of the state, a node above it the numbers of two nodes, and the key is the numbers of the two nodes below the
 * root. States of one system have most of their subtrees in common, so that there are few nodes, as long as each of
 * the two halves is a good part of the state: therefore the tree is balanced, and {@link Split} says what goes where.
 *
 * <p>The tree itself is shared by all threads; each uses a {@link Folder} of its own.
 */
public final class StateTree {
    /** A state of one word that is no wider is its own key: {@link KeySet} has room for keys of this width in a small table. */
    static final int DIRECT_BITS = 46;

    /** The most words of a leaf. */
    static final int LEAF_WORDS = 3;

    private static final int NO_NODE = -1;

    private final ImmutableList<Integer> order; // of the words, or of the halves of a lone word
    private final int bits;
    private final boolean direct;
    private final int halfBits; // of a lone word: those of its lower half
    private final List<Node> nodes = new ArrayList<>();
    private final int topLeft;
    private final int topRight;

    /**
     * A place in the tree and the values that it takes. Children come before their parents.
     *
     * @param parts the words that a leaf is; or the two children
     */
    private record Node(boolean leaf, ImmutableList<Integer> parts, NodeTable table) {}

    /** An empty tree over the words in the order that they have in a state; see the other constructor. */
    public StateTree(int words, int bits) {
        this(IntStream.range(0, words).boxed().collect(ImmutableList.toImmutableList()), bits);
    }

    /**
     * An empty tree.
     *
     * @param order the words of a state, in the order in which the leaves shall have them
     * @param bits bits of a state that are ever used, the others are 0
     */
    StateTree(ImmutableList<Integer> order, int bits) {
        this.order = order.size() == 1 ? ImmutableList.of(0, 1) : order;
        this.bits = bits;
        this.halfBits = bits / 2;
        this.direct = order.size() == 1 && bits <= DIRECT_BITS;
        if (direct) {
            topLeft = NO_NODE;
            topRight = NO_NODE;
        } else {
            int units = this.order.size();
            topLeft = build(0, (units + 1) / 2);
            topRight = build((units + 1) / 2, units);
        }
    }

    /** Adds the subtree over the words at {@code from .. to-1} in the order; its number. */
    private int build(int from, int to) {
        boolean leaf = to - from <= LEAF_WORDS;
        ImmutableList<Integer> parts = order.subList(from, to);
        if (!leaf) {
            int middle = (from + to + 1) / 2;
            parts = ImmutableList.of(build(from, middle), build(middle, to));
        }
        nodes.add(new Node(leaf, parts, new NodeTable(parts.size())));
        return nodes.size() - 1;
    }

    /** The number of different upper halves of keys, at least 1. */
    public long highs() {
        return direct
                ? 1L << Math.max(0, bits - Integer.SIZE)
                : Math.max(1, nodes.get(topLeft).table().size());
    }

    /** The number of different lower halves of keys, at least 1. */
    public long lows() {
        return direct
                ? 1L << Math.min(bits, Integer.SIZE)
                : Math.max(1, nodes.get(topRight).table().size());
    }

    /** Whether {@link #highs} and {@link #lows} never change. */
    public boolean isDirect() {
        return direct;
    }

    /** Bytes held. */
    public long bytes() {
        return nodes.stream().mapToLong(node -> node.table().bytes()).sum();
    }

    /** Writes the tree and all its nodes, for {@link #read}. */
    void write(DataOutput out) throws IOException {
        for (int word : order) {
            out.writeShort(word);
        }
        for (Node node : nodes) {
            node.table().write(out);
        }
    }

    /** Reads a tree that was written, over {@code words} words of which {@code bits} bits are ever used. */
    static StateTree read(DataInput in, int words, int bits) throws IOException {
        ImmutableList.Builder<Integer> builder = ImmutableList.builder();
        for (int i = 0; i < Math.max(2, words); i++) {
            builder.add((int) in.readShort());
        }
        ImmutableList<Integer> order = builder.build();
        DamagedException.require(
                order.stream()
                        .sorted()
                        .toList()
                        .equals(IntStream.range(0, order.size()).boxed().toList()),
                "the words of a state cannot be in the order " + order);
        StateTree tree = new StateTree(words == 1 ? ImmutableList.of(0) : order, bits);
        for (Node node : tree.nodes) {
            node.table().read(in);
            if (!node.leaf()) {
                tree.requireChildren(node);
            }
        }
        return tree;
    }

    private void requireChildren(Node node) {
        for (int child = 0; child < node.parts().size(); child++) {
            int most = nodes.get(node.parts().get(child)).table().size();
            for (int number = 0; number < node.table().size(); number++) {
                long named = node.table().word(number, child);
                DamagedException.require(named >= 0 && named < most, "a table names an entry that is not there");
            }
        }
    }

    /** Whether {@code key} is that of a state that was folded. */
    boolean has(long key) {
        return direct
                ? key >>> bits == 0
                : key >>> Integer.SIZE < nodes.get(topLeft).table().size()
                        && (key & 0xffff_ffffL) < nodes.get(topRight).table().size();
    }

    /** A folder for the use of one thread. */
    public Folder folder() {
        return new Folder();
    }

    /**
     * Folds and unfolds. It remembers the state that it unfolded last: folding a successor of that state looks only for nodes
     * above words that differ. And it remembers nodes that it looked for: successors of neighbours have many of them in common, and
     * a look into a {@link NodeTable} waits for memory three times.
     */
    public final class Folder {
        private static final int MEMO_BITS = 12;
        private static final int MEMO_ENTRY = 4; // longs: a tuple; and node and number in one

        // Values: the words of a state, then the numbers of the nodes, then the 0 that stands for parts that a node
        // lacks.
        private final int words = order.size();
        private final int[][] parts =
                new int[LEAF_WORDS][nodes.size()]; // of each node, where they are among the values
        private final NodeTable[] tables = new NodeTable[nodes.size()];
        private final long[] values = new long[words + nodes.size() + 1];
        private final long[] base = new long[words + nodes.size() + 1]; // the values of the state unfolded last
        private boolean hasBase;
        private final long[] memo = new long[direct ? 0 : MEMO_ENTRY << MEMO_BITS];

        private Folder() {
            for (int n = 0; n < nodes.size(); n++) {
                Node node = nodes.get(n);
                for (int i = 0; i < LEAF_WORDS; i++) {
                    parts[i][n] = i < node.parts().size()
                            ? node.parts().get(i) + (node.leaf() ? 0 : words)
                            : values.length - 1;
                }
                tables[n] = node.table();
            }
        }

        /** Writes the state with key {@code key} into {@code into}. */
        public void unfold(long key, long[] into) {
            if (direct) {
                into[0] = key;
                return;
            }
            base[words + topLeft] = key >>> Integer.SIZE;
            base[words + topRight] = key & 0xffff_ffffL;
            for (int n = tables.length - 1; n >= 0; n--) {
                int number = (int) base[words + n];
                for (int i = 0; i < LEAF_WORDS; i++) {
                    base[parts[i][n]] = tables[n].word(number, i);
                }
            }
            if (into.length == 1) {
                into[0] = (base[0] << halfBits) | base[1];
            } else {
                System.arraycopy(base, 0, into, 0, words);
            }
            hasBase = true;
        }

        /** The key of {@code state}. */
        public long fold(long[] state) {
            if (direct) {
                return state[0];
            }
            if (state.length == 1) {
                values[0] = state[0] >>> halfBits;
                values[1] = state[0] & ((1L << halfBits) - 1);
            } else {
                System.arraycopy(state, 0, values, 0, words);
            }
            for (int n = 0; n < tables.length; n++) {
                long first = values[parts[0][n]];
                long second = values[parts[1][n]];
                long third = values[parts[2][n]];
                boolean asInBase = hasBase
                        && first == base[parts[0][n]]
                        && second == base[parts[1][n]]
                        && third == base[parts[2][n]];
                values[words + n] = asInBase ? base[words + n] : number(n, first, second, third);
            }
            return (values[words + topLeft] << Integer.SIZE) | values[words + topRight];
        }

        private int number(int node, long first, long second, long third) {
            long tag = node + 1L; // an empty entry has none
            int at = ((Hashing.mix(first, second, third) + node) & ((1 << MEMO_BITS) - 1)) * MEMO_ENTRY;
            if (memo[at] == first
                    && memo[at + 1] == second
                    && memo[at + 2] == third
                    && memo[at + 3] >>> Integer.SIZE == tag) {
                return (int) memo[at + 3];
            }
            int number = tables[node].number(first, second, third);
            memo[at] = first;
            memo[at + 1] = second;
            memo[at + 2] = third;
            memo[at + 3] = tag << Integer.SIZE | number;
            return number;
        }
    }
}
