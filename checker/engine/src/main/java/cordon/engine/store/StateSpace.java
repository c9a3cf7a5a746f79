package cordon.engine.store;

import com.google.common.math.LongMath;
import cordon.engine.schema.Schema;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The set of states that have been found: a {@link StateTree} that folds a state into a key, and a {@link KeySet} of the keys.
 *
 * <p>Several threads add to it, each through the {@link StateTree.Folder} that it got from {@link #folder}. Now and then they
 * have to pause so that it can {@link #grow}: {@link #isCrowded} says when. If they do not, it becomes slow and stays right.
 *
 * <p>Where states remember {@linkplain cordon.engine.TransitionSystem#history history}, a second set of keys counts the states
 * that differ in more than that. The same tree folds both kinds.
 */
public final class StateSpace {
    private static final long REPLANTING_SIZE = 1 << 15;

    private final Schema schema;
    private final boolean shared;
    private StateTree tree;
    private KeySet keys;
    private int highBits; // of keys, that the set has room for
    private int lowBits;
    private boolean planted;
    private final AtomicLong size = new AtomicLong();
    private long forgotten; // states that are counted and not in the set
    private final @Nullable Plain plain;

    /** The states without what they remember: what is left of them when the bits of {@code history} are 0. */
    private static final class Plain {
        private final long[] history;
        private final AtomicLong size = new AtomicLong();
        private KeySet keys;

        Plain(long[] history, KeySet keys) {
            this.history = history;
            this.keys = keys;
        }

        void strip(long[] state) {
            for (int w = 0; w < state.length; w++) {
                state[w] &= ~history[w];
            }
        }
    }

    /**
     * An empty set.
     *
     * @param schema of the states
     * @param shared whether several threads will add to it
     */
    public StateSpace(Schema schema, boolean shared) {
        this(schema, Optional.empty(), shared);
    }

    /**
     * An empty set that also counts states apart from what they remember.
     *
     * @param history the bits of a state that remember; empty if none do
     */
    public StateSpace(Schema schema, Optional<long[]> history, boolean shared) {
        this.schema = schema;
        this.shared = shared;
        tree = new StateTree(schema.words(), schema.bits());
        keys = noKeys();
        plain = history.map(bits -> new Plain(bits, noKeys())).orElse(null);
    }

    /**
     * Whether a state that was just found to be new differs from all before in more than what it remembers; false where no
     * state remembers anything. Each thread says with {@link #addedPlain} how often it was told so.
     *
     * @param state the state, of which only what is not history is left afterwards
     */
    public boolean addPlain(long[] state, StateTree.Folder folder) {
        if (plain == null) {
            return false;
        }
        plain.strip(state);
        return plain.keys.add(folder.fold(state));
    }

    /** {@link #addPlain} has said {@code count} times more that a state is new. */
    public void addedPlain(int count) {
        if (plain != null) {
            plain.size.addAndGet(count);
        }
    }

    /** The number of states that differ in more than what they remember. */
    public long plainSize() {
        return plain == null ? size() : plain.size.get();
    }

    /** What a thread folds and unfolds states with, until the next {@link #grow} or {@link #replant}. */
    public StateTree.Folder folder() {
        return tree.folder();
    }

    /** The keys, until the next {@link #replant}. Whoever adds to them says so with {@link #added}. */
    public KeySet keys() {
        return keys;
    }

    /** {@code count} more keys have been added. */
    public void added(int count) {
        size.addAndGet(count);
    }

    /** {@code count} of the keys that were added turned out to be of states that had been {@linkplain #forget forgotten}. */
    public void removed(long count) {
        size.addAndGet(-count);
        forgotten -= count;
    }

    /** Makes the set empty, and goes on counting. Nobody else may use this object meanwhile. */
    public void forget() {
        keys = noKeys();
        forgotten = size();
        planted = true; // whoever forgets a set has its states on disk, where they stay as they are
    }

    /** The number of states. */
    public long size() {
        return size.get();
    }

    /** Whether it is time to {@link #grow}. */
    public boolean isCrowded() {
        return keys.isCrowded(inSet()) || (plain != null && plain.keys.isCrowded(plain.size.get()));
    }

    /** Whether enough states are known to {@link #replant} the tree, and that has not been done. */
    public boolean isReadyToReplant() {
        return !planted && size() >= REPLANTING_SIZE && schema.words() > 2;
    }

    /**
     * Chooses the shape of the tree anew, for the states that are known by now, and folds all of them again: those of {@code
     * levels}. Nobody else may use this object meanwhile.
     */
    public void replant(List<Level> levels) {
        planted = true;
        StateTree.Folder old = tree.folder();
        List<long[]> states = new ArrayList<>();
        forEachChunk(levels, (level, i, content) -> {
            for (int k = 0; k < level.chunk(i).size(); k++) {
                long[] state = new long[schema.words()];
                old.unfold(content[k], state);
                states.add(state);
            }
        });
        tree = new StateTree(new Split(states, schema.words()).order(), schema.bits());
        StateTree.Folder folder = tree.folder();
        Iterator<long[]> next = states.iterator();
        forEachChunk(levels, (level, i, content) -> {
            Arrays.setAll(content, k -> k < level.chunk(i).size() ? folder.fold(next.next()) : 0);
            level.replace(i, level.chunk(i).withKeys(content));
        });
        fill(levels);
    }

    /** Writes what is not in the levels of the search, for {@link #read}. */
    public void write(DataOutput out) throws IOException {
        out.writeBoolean(planted);
        tree.write(out);
    }

    /** Reads what was written; then {@link #fillWithRead} it. */
    public void read(DataInput in) throws IOException {
        planted = in.readBoolean();
        tree = StateTree.read(in, schema.words(), schema.bits());
    }

    /**
     * Makes the set that of the states of {@code levels}, which were read too.
     *
     * @throws DamagedException if they are not of this tree, or one is there twice
     */
    public void fillWithRead(List<Level> levels) {
        forEachChunk(levels, (level, i, content) -> {
            for (int k = 0; k < level.chunk(i).size(); k++) {
                DamagedException.require(tree.has(content[k]), "a state has a key that is not there");
            }
        });
        DamagedException.require(fill(levels), "a state is there twice");
    }

    /** Makes the set that of the states of {@code levels}, which this tree folded; false if one of them was there twice. */
    private boolean fill(List<Level> levels) {
        size.set(levels.stream().mapToLong(Level::states).sum());
        highBits = 0;
        lowBits = 0;
        keys = noKeys();
        keys.grow(size(), highBits, lowBits);
        AtomicLong added = new AtomicLong();
        forEachChunk(levels, (level, i, content) -> {
            for (int k = 0; k < level.chunk(i).size(); k++) {
                added.addAndGet(keys.add(content[k]) ? 1 : 0);
            }
        });
        if (plain != null) {
            fillPlain(plain, levels);
        }
        return added.get() == size();
    }

    private void fillPlain(Plain without, List<Level> levels) {
        without.size.set(0);
        without.keys = noKeys();
        without.keys.grow(size(), highBits, lowBits);
        StateTree.Folder folder = tree.folder();
        long[] state = new long[schema.words()];
        forEachChunk(levels, (level, i, content) -> {
            int added = 0;
            for (int k = 0; k < level.chunk(i).size(); k++) {
                folder.unfold(content[k], state);
                added += addPlain(state, folder) ? 1 : 0;
            }
            addedPlain(added);
        });
    }

    /** Makes room for more states. Nobody else may use this object meanwhile. */
    public void grow() {
        widen();
        keys.grow(inSet(), highBits, lowBits);
        if (plain != null) {
            plain.keys.grow(plain.size.get(), highBits, lowBits);
        }
    }

    /** Bytes held. */
    public long bytes() {
        return tree.bytes() + keys.bytes() + (plain == null ? 0 : plain.keys.bytes());
    }

    /** Bytes held while it grows; {@link Long#MAX_VALUE} if it cannot. */
    public long bytesWhileGrowing() {
        int high = widened(highBits, tree.highs());
        int low = widened(lowBits, tree.lows());
        long more = LongMath.saturatedAdd(
                keys.bytesToGrow(inSet(), high, low),
                plain == null ? 0 : plain.keys.bytesToGrow(plain.size.get(), high, low));
        return LongMath.saturatedAdd(bytes(), more);
    }

    @FunctionalInterface
    private interface ChunkVisitor {
        void visit(Level level, int chunk, long[] keys);
    }

    private static void forEachChunk(List<Level> levels, ChunkVisitor visitor) {
        long[] content = new long[Chunk.CAPACITY];
        for (Level level : levels) {
            for (int i = 0; i < level.chunks(); i++) {
                level.chunk(i).read(content);
                visitor.visit(level, i, content);
            }
        }
    }

    private long inSet() {
        return size() - forgotten;
    }

    private KeySet noKeys() {
        widen();
        return new KeySet(highBits, lowBits, shared);
    }

    private void widen() {
        highBits = widened(highBits, tree.highs());
        lowBits = widened(lowBits, tree.lows());
    }

    /**
     * A width with room for {@code numbers} numbers and more: as long as the width stays the same, growing moves no key far. So it
     * is left alone where it will do, and is else made to do until there are two to four times as many.
     */
    private int widened(int width, long numbers) {
        int exact = Long.SIZE - Long.numberOfLeadingZeros(numbers - 1);
        if (tree.isDirect()) {
            return exact;
        }
        return exact < width ? width : exact + 2;
    }
}
