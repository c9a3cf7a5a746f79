package cordon.engine.explore;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import com.google.common.primitives.ImmutableLongArray;
import cordon.engine.Successors;
import cordon.engine.Trace;
import cordon.engine.TransitionSystem;
import cordon.engine.store.Chunk;
import cordon.engine.store.DamagedException;
import cordon.engine.store.Level;
import cordon.engine.store.StateSpace;
import cordon.engine.store.StateTree;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * All states that a breadth-first search has found, level by level: its queue, and the memory from which traces are read back.
 *
 * <p>Nothing is stored about how a state was reached but the chunk of the level before from which it was found ({@link
 * Chunk#origin}). To go one step back, that chunk is expanded once more, until the state turns up: a few hundred expansions for
 * each step of a trace, instead of several bytes for each state of the search.
 */
final class Levels {
    private static final int OFFSET_BITS = 10;

    private final TransitionSystem system;
    private final StateSpace space;
    private final Orbits orbits;
    private final List<Level> levels = new ArrayList<>();
    private int deepestRead; // the next level was read too; what was read may be damaged
    private long states;
    private long bytes;

    /** The levels of a search, none so far; their states are in {@code space}, one of each of the {@code orbits}. */
    Levels(TransitionSystem system, StateSpace space, Orbits orbits) {
        this.system = system;
        this.space = space;
        this.orbits = orbits;
    }

    /** A position in a level. */
    static long position(int chunk, int offset) {
        return (long) chunk << OFFSET_BITS | offset;
    }

    /** Adds {@code level}, which is complete. */
    void add(Level level) {
        levels.add(level);
        states += level.states();
        bytes += level.bytes();
    }

    /** To be called when levels take other room than before: on a deep graph nobody can add them up at every step. */
    void recount() {
        bytes = levels.stream().mapToLong(Level::bytes).sum();
    }

    /** All levels and {@code next}, which is not one of them yet. */
    List<Level> with(Level next) {
        return ImmutableList.<Level>builder().addAll(levels).add(next).build();
    }

    int count() {
        return levels.size();
    }

    Level get(int depth) {
        return levels.get(depth);
    }

    /** Writes all levels, for {@link #read}. */
    void write(DataOutput out) throws IOException {
        out.writeInt(levels.size());
        for (Level level : levels) {
            level.write(out);
        }
    }

    /**
     * Reads levels that were written.
     *
     * @throws DamagedException if they were not
     */
    void read(DataInput in) throws IOException {
        int count = in.readInt();
        DamagedException.require(count > 0, "no search has " + count + " levels");
        for (int left = count; left > 0; left--) {
            add(Level.read(in));
        }
        deepestRead = count;
    }

    /** Whether states of level {@code depth} were read. */
    boolean wereRead(int depth) {
        return deepestRead > 0 && depth <= deepestRead;
    }

    /** The number of states of all levels. */
    long states() {
        return states;
    }

    /** Bytes held in memory by all levels. */
    long bytes() {
        return bytes;
    }

    /** The number of states of each level. */
    ImmutableLongArray sizes() {
        return ImmutableLongArray.copyOf(levels.stream().mapToLong(Level::states));
    }

    /**
     * A path from an initial state to the state at {@code position} of level {@code depth}; where orbits have several states, one
     * from orbit to orbit.
     *
     * @throws DamagedException if there is none, and the states are of a checkpoint
     */
    Trace pathTo(int depth, long position) {
        Deque<long[]> states = new ArrayDeque<>();
        List<Integer> actions = new ArrayList<>();
        int chunk = (int) (position >>> OFFSET_BITS);
        int offset = (int) position & (1 << OFFSET_BITS) - 1;
        long[] target = read(levels.get(depth).chunk(chunk), offset);
        states.addFirst(target);
        for (int level = depth; level > 0; level--) {
            int origin = levels.get(level).chunk(chunk).origin(offset);
            Optional<Step> found = stepTo(target, levels.get(level - 1).chunk(origin));
            if (found.isEmpty() && wereRead(level)) {
                throw new DamagedException(Soundness.noSuccessor(level));
            }
            Step back = found.orElseThrow(() -> ModelException.notAFunction(
                    "a state that was found is no successor of those that it was found from"));
            actions.add(back.action());
            states.addFirst(back.before());
            target = back.before();
            chunk = origin;
            offset = back.offset();
        }
        return new Trace(system, states, Lists.reverse(actions));
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Step(long[] before, int offset, int action) {}

    /** The first way from a state of {@code from} to {@code target}. */
    private Optional<Step> stepTo(long[] target, Chunk from) {
        StateTree.Folder folder = space.folder();
        long[] keys = new long[from.size()];
        from.read(keys);
        long[] state = new long[target.length];
        Successors successors = new Successors(target.length);
        for (int offset = 0; offset < keys.length; offset++) {
            folder.unfold(keys[offset], state);
            successors.clear();
            system.successors(state, successors);
            for (int i = 0; i < successors.count(); i++) {
                orbits.canonicalise(successors.state(i));
                if (Arrays.equals(successors.state(i), target)) {
                    return Optional.of(new Step(state, offset, successors.action(i)));
                }
            }
        }
        return Optional.empty();
    }

    private long[] read(Chunk chunk, int offset) {
        long[] keys = new long[chunk.size()];
        chunk.read(keys);
        long[] state = new long[system.schema().words()];
        space.folder().unfold(keys[offset], state);
        return state;
    }
}
