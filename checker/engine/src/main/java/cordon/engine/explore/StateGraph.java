package cordon.engine.explore;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import cordon.engine.Fairness;
import cordon.engine.Successors;
import cordon.engine.Trace;
import cordon.engine.TransitionSystem;
import cordon.engine.property.Eventually;
import cordon.engine.store.Chunk;
import cordon.engine.store.KeySet;
import cordon.engine.store.Level;
import cordon.engine.store.StateSpace;
import cordon.engine.store.StateTree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * All states of a finished search as the nodes of a graph, with the transitions out of those that matter to properties about
 * what must happen in the end: the states in which some obligation is open.
 *
 * <p>Nodes are numbered without gaps in the order of the chunks of all levels, so in that of their distance from the initial states.
 * 512 of them are a part, which one thread makes at a time; where levels are thin, a part is of many. The edges of a node are numbered
 * in the order of successors.
 */
final class StateGraph {
    private static final int PART_BITS = 9;
    private static final int PART_SIZE = 1 << PART_BITS;
    private static final int PART_MASK = PART_SIZE - 1;
    private static final int BLOCK = 1 << 18; // edges

    private final TransitionSystem system;
    private final StateSpace space;
    private final Levels levels;
    private final ImmutableList<Eventually> properties;
    private final List<Chunk> chunks = new ArrayList<>();
    private final int[] levelStart; // the first chunk of each level
    private final int[] firstNode; // of each chunk, and the number of nodes
    private final int[] nodeAt;
    private final Part[] parts;

    /**
     * What is known of the nodes of one part.
     *
     * @param first for each node where its first edge is in the next two; and once more, where the last one ends
     * @param targets the node that each edge of this part and of some others leads to
     * @param classes the fairness class of each of them, or {@link Character#MAX_VALUE}
     * @param open for each obligation the states in which it is open
     * @param offending for each obligation the states that offend
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Part(int[] first, int[] targets, char[] classes, BitSet[] open, BitSet[] offending) {}

    /**
     * The graph of a finished search.
     *
     * @param properties what will be asked about
     * @param parallel the threads that make it
     */
    StateGraph(
            TransitionSystem system,
            StateSpace space,
            Levels levels,
            ImmutableList<Eventually> properties,
            Parallel parallel) {
        this.system = system;
        this.space = space;
        this.levels = levels;
        this.properties = properties;
        this.levelStart = new int[levels.count()];
        for (int depth = 0; depth < levels.count(); depth++) {
            levelStart[depth] = chunks.size();
            Level level = levels.get(depth);
            for (int i = 0; i < level.chunks(); i++) {
                chunks.add(level.chunk(i));
            }
        }
        firstNode = new int[chunks.size() + 1];
        for (int chunk = 0; chunk < chunks.size(); chunk++) {
            firstNode[chunk + 1] =
                    Math.addExact(firstNode[chunk], chunks.get(chunk).size());
        }
        nodeAt = new int[Math.toIntExact(space.keys().places())];
        parallel.forEach(chunks.size(), () -> this::number);
        parts = new Part[(nodes() + PART_MASK) >>> PART_BITS];
        Fairness fairness = system.fairness();
        parallel.forEach(parts.length, () -> new Expansion(fairness));
    }

    /** Bytes that the graph of all states and transitions, and searches in it by so many threads, may need. */
    static long bytes(Levels levels, StateSpace space, long transitions, int workers) {
        long nodes = levels.states();
        long words = space.keys().places() + nodes + workers * Components.WORDS_PER_NODE * nodes;
        long edges = transitions / 8 * 9 + (long) workers * BLOCK; // the last chunk of a block leaves part of it empty
        return Integer.BYTES * words + (Integer.BYTES + Character.BYTES) * edges;
    }

    /** The number of nodes. */
    int nodes() {
        return firstNode[chunks.size()];
    }

    /** The index among all obligations of the first one of {@code property}. */
    int firstObligation(Eventually property) {
        int first = 0;
        for (Eventually other : properties) {
            if (other.equals(property)) {
                return first;
            }
            first += other.obligations();
        }
        throw new IllegalArgumentException(property.name());
    }

    /** The nodes in which an obligation is open, in ascending order. */
    int[] open(int obligation) {
        int count = 0;
        for (Part part : parts) {
            count += part.open()[obligation].cardinality();
        }
        int[] nodes = new int[count];
        int n = 0;
        for (int part = 0; part < parts.length; part++) {
            BitSet open = parts[part].open()[obligation];
            for (int i = open.nextSetBit(0); i >= 0; i = open.nextSetBit(i + 1)) {
                nodes[n++] = part << PART_BITS | i;
            }
        }
        return nodes;
    }

    /** Whether some obligation of {@code property} is open in any node. */
    boolean isEverOpen(Eventually property) {
        int first = firstObligation(property);
        return Arrays.stream(parts)
                .anyMatch(part -> IntStream.range(first, first + property.obligations())
                        .anyMatch(obligation -> !part.open()[obligation].isEmpty()));
    }

    boolean offends(int node, int obligation) {
        return parts[node >>> PART_BITS].offending()[obligation].get(node & PART_MASK);
    }

    int outDegree(int node) {
        return end(node) - start(node);
    }

    /** The node that edge {@code i} of {@code node} leads to. */
    int target(int node, int i) {
        return targets(node)[start(node) + i];
    }

    /** What edges lead to: those of {@code node} are the elements from {@link #start} to {@link #end}. */
    int[] targets(int node) {
        return parts[node >>> PART_BITS].targets();
    }

    int start(int node) {
        return parts[node >>> PART_BITS].first()[node & PART_MASK];
    }

    int end(int node) {
        return parts[node >>> PART_BITS].first()[(node & PART_MASK) + 1];
    }

    /** The fairness class of edge {@code i} of {@code node}, or {@link Fairness#NONE}. */
    int classOf(int node, int i) {
        char fair = parts[node >>> PART_BITS].classes()[start(node) + i];
        return fair == Character.MAX_VALUE ? Fairness.NONE : fair;
    }

    /** A shortest path from an initial state to {@code node}, and on from there along {@code edges}. */
    Trace path(int node, List<Integer> edges) {
        int chunk = chunkOf(node);
        int depth = depthOf(chunk);
        Trace trace = levels.pathTo(depth, Levels.position(chunk - levelStart[depth], node - firstNode[chunk]));
        Successors successors = new Successors(system.schema().words());
        for (int edge : edges) {
            successors.clear();
            system.successors(trace.last(), successors);
            trace = trace.then(successors.action(edge), successors.state(edge).clone());
        }
        return trace;
    }

    private int depthOf(int chunk) {
        return lastUpTo(chunk, levelStart);
    }

    private int chunkOf(int node) {
        return lastUpTo(node, firstNode);
    }

    /** The index of the last of {@code ascending} numbers that is at most {@code number}. */
    private static int lastUpTo(int number, int[] ascending) {
        int index = Arrays.binarySearch(ascending, number);
        return index < 0 ? -index - 2 : index;
    }

    /** Reads the keys of the nodes from {@code from} to {@code to}, exclusive. */
    private void readKeys(int from, int to, long[] keys) {
        long[] content = new long[Chunk.CAPACITY];
        int node = from;
        for (int chunk = chunkOf(from); node < to; chunk++) {
            chunks.get(chunk).read(content);
            int count = Math.min(to, firstNode[chunk + 1]) - node;
            System.arraycopy(content, node - firstNode[chunk], keys, node - from, count);
            node += count;
        }
    }

    private void number(int chunk) {
        KeySet keySet = space.keys();
        long[] keys = new long[Chunk.CAPACITY];
        chunks.get(chunk).read(keys);
        for (int i = 0; i < chunks.get(chunk).size(); i++) {
            nodeAt[(int) keySet.place(keys[i])] = firstNode[chunk] + i;
        }
    }

    /** Finds the edges out of the nodes of one part after the other: the work of one thread. */
    private final class Expansion implements IntConsumer {
        private final KeySet keySet = space.keys();
        private final StateTree.Folder folder = space.folder();
        private final ImmutableIntArray classOf;
        private final int obligations =
                properties.stream().mapToInt(Eventually::obligations).sum();
        private final long[] keys = new long[PART_SIZE];
        private int node; // that is being expanded
        private final long[] state = new long[system.schema().words()];
        private final Successors successors = new Successors(state.length);

        // Of one part, for each edge:
        private long[] targetKeys = new long[4 * PART_SIZE];
        private char[] classes = new char[4 * PART_SIZE];

        // The edges of as many parts as find room: large arrays, which the garbage collector leaves where they are.
        private int[] allTargets = {};
        private char[] allClasses = {};
        private int used;

        Expansion(Fairness fairness) {
            this.classOf = ImmutableIntArray.copyOf(fairness.classOf());
        }

        @Override
        public void accept(int part) {
            try {
                expand(part);
            } catch (RuntimeException | AssertionError | StackOverflowError e) {
                int chunk = chunkOf(node);
                throw new FaultyChunk(depthOf(chunk), chunk - levelStart[depthOf(chunk)], e);
            }
        }

        private void expand(int part) {
            int from = part << PART_BITS;
            int size = Math.min(PART_SIZE, nodes() - from);
            readKeys(from, from + size, keys);
            int[] first = new int[size + 1];
            BitSet[] open = bitSets(obligations);
            BitSet[] offending = bitSets(obligations);
            int edges = 0;
            for (int i = 0; i < size; i++) {
                first[i] = edges;
                node = from + i;
                folder.unfold(keys[i], state);
                if (ask(state, i, open, offending)) {
                    successors.clear();
                    system.successors(state, successors);
                    int end = edges + successors.count();
                    if (end > targetKeys.length) {
                        targetKeys = Arrays.copyOf(targetKeys, 2 * end);
                        classes = Arrays.copyOf(classes, 2 * end);
                    }
                    for (int s = 0; s < successors.count(); s++) {
                        targetKeys[edges] = folder.fold(successors.state(s));
                        classes[edges++] = (char) classOf.get(successors.action(s)); // NONE becomes MAX_VALUE
                    }
                }
            }
            first[size] = edges;
            moveEdges(first, edges);
            parts[part] = new Part(first, allTargets, allClasses, open, offending);
        }

        /** Moves the edges of the part to where they stay, and says so in {@code first}. */
        private void moveEdges(int[] first, int edges) {
            if (edges > allTargets.length - used) {
                allTargets = new int[Math.max(edges, BLOCK)];
                allClasses = new char[allTargets.length];
                used = 0;
            }
            for (int e = 0; e < edges; e++) {
                allTargets[used + e] = (int) keySet.place(targetKeys[e]);
            }
            // A loop of its own, so short that it waits for many of them at a time.
            int end = used + edges;
            for (int e = used; e < end; e++) {
                allTargets[e] = nodeAt[allTargets[e]];
            }
            System.arraycopy(classes, 0, allClasses, used, edges);
            for (int i = 0; i < first.length; i++) {
                first[i] += used;
            }
            used = end;
        }
    }

    /** Notes which obligations are open in the {@code i}-th state of a part; whether any is. */
    private boolean ask(long[] state, int i, BitSet[] open, BitSet[] offending) {
        boolean any = false;
        int obligation = 0;
        for (Eventually property : properties) {
            for (int o = 0; o < property.obligations(); o++, obligation++) {
                if (property.open(state, o)) {
                    any = true;
                    open[obligation].set(i);
                    offending[obligation].set(i, property.offends(state, o));
                }
            }
        }
        return any;
    }

    private static BitSet[] bitSets(int count) {
        BitSet[] sets = new BitSet[count];
        Arrays.setAll(sets, i -> new BitSet(0));
        return sets;
    }
}
