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
 * <p>A state of one word of at most {@link #DIRECT_BITS} bits is its own key. Any other is a binary tree over its words, and
 * equal subtrees are stored once (Laarman, van de Pol and Weber, "Parallel Recursive State Compression for Free", 2011): a
 * leaf is one or two words of the state, a node above it the numbers of two nodes, and the key is the numbers of the two nodes
 * below the root. States of one system have most of their subtrees in common, so that there are few nodes, as long as each of
 * the two halves is a good part of the state: therefore the tree is balanced, and {@link Split} says what goes where.
 *
 * <p>The tree itself is shared by all threads; each uses a {@link Folder} of its own.
 */
public final class StateTree {
    /** A state of one word that is no wider is its own key: {@link KeySet} has room for keys of this width in a small table. */
    static final int DIRECT_BITS = 46;

    private static final int NO_WORD = -1;

    private final int words;
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
     * @param left the word that the left half of a leaf is; or the left child
     * @param right the word that the right half of a leaf is, or {@link #NO_WORD}; or the right child
     */
    private record Node(boolean leaf, int left, int right, NodeTable table) {}

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
        this.words = order.size();
        this.order = words == 1 ? ImmutableList.of(0, 1) : order;
        this.bits = bits;
        this.halfBits = bits / 2;
        this.direct = words == 1 && bits <= DIRECT_BITS;
        if (direct) {
            topLeft = NO_WORD;
            topRight = NO_WORD;
        } else {
            int units = this.order.size();
            topLeft = build(0, (units + 1) / 2);
            topRight = build((units + 1) / 2, units);
        }
    }

    /** Adds the subtree over the words at {@code from .. to-1} in the order; its number. */
    private int build(int from, int to) {
        if (to - from <= 2) {
            nodes.add(new Node(true, order.get(from), to - from == 2 ? order.get(from + 1) : NO_WORD, new NodeTable()));
        } else {
            int middle = (from + to + 1) / 2;
            int left = build(from, middle);
            int right = build(middle, to);
            nodes.add(new Node(false, left, right, new NodeTable()));
        }
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
        ImmutableList.Builder<Integer> order = ImmutableList.builder();
        for (int i = 0; i < Math.max(2, words); i++) {
            order.add((int) in.readShort());
        }
        StateTree tree = new StateTree(words == 1 ? ImmutableList.of(0) : order.build(), bits);
        for (Node node : tree.nodes) {
            node.table().read(in);
        }
        return tree;
    }

    /** A folder for the use of one thread. */
    public Folder folder() {
        return new Folder();
    }

    /**
     * Folds and unfolds. It remembers the state that it unfolded last: folding a successor of that state looks only for nodes
     * above words that differ.
     */
    public final class Folder {
        private final Node[] tree = nodes.toArray(Node[]::new);
        private final int[] base = new int[tree.length];
        private final int[] numbers = new int[tree.length];
        private final long[] baseUnits = new long[Math.max(2, words)];
        private final long[] units = new long[Math.max(2, words)];
        private boolean hasBase;

        /** Writes the state with key {@code key} into {@code into}. */
        public void unfold(long key, long[] into) {
            if (direct) {
                into[0] = key;
                return;
            }
            base[topLeft] = (int) (key >>> Integer.SIZE);
            base[topRight] = (int) key;
            for (int n = tree.length - 1; n >= 0; n--) {
                Node node = tree[n];
                long left = node.table().left(base[n]);
                long right = node.table().right(base[n]);
                if (!node.leaf()) {
                    base[node.left()] = (int) left;
                    base[node.right()] = (int) right;
                } else {
                    baseUnits[node.left()] = left;
                    if (node.right() != NO_WORD) {
                        baseUnits[node.right()] = right;
                    }
                }
            }
            if (words == 1) {
                into[0] = (baseUnits[0] << halfBits) | baseUnits[1];
            } else {
                System.arraycopy(baseUnits, 0, into, 0, words);
            }
            hasBase = true;
        }

        /** The key of {@code state}. */
        public long fold(long[] state) {
            if (direct) {
                return state[0];
            }
            long[] in = state;
            if (words == 1) {
                units[0] = state[0] >>> halfBits;
                units[1] = state[0] & ((1L << halfBits) - 1);
                in = units;
            }
            for (int n = 0; n < tree.length; n++) {
                Node node = tree[n];
                int left = node.left();
                int right = node.right();
                if (!node.leaf()) {
                    numbers[n] = hasBase && numbers[left] == base[left] && numbers[right] == base[right]
                            ? base[n]
                            : node.table().number(numbers[left], numbers[right]);
                } else if (right == NO_WORD) {
                    numbers[n] = hasBase && in[left] == baseUnits[left]
                            ? base[n]
                            : node.table().number(in[left], 0);
                } else {
                    numbers[n] = hasBase && in[left] == baseUnits[left] && in[right] == baseUnits[right]
                            ? base[n]
                            : node.table().number(in[left], in[right]);
                }
            }
            return ((long) numbers[topLeft] << Integer.SIZE) | numbers[topRight];
        }
    }
}
