package cordon.engine.explore;

import cordon.engine.Successors;
import cordon.engine.TransitionSystem;
import cordon.engine.store.Chunk;
import cordon.engine.store.DamagedException;
import cordon.engine.store.Level;
import cordon.engine.store.StateSpace;
import cordon.engine.store.StateTree;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * Whether the levels that were read from a checkpoint can be those of a search: its first states are the initial ones, and of as
 * many of the others as take little time, each is a successor of a state that it is said to be found from. To ask that of all of
 * them would be the search itself; {@link Levels#pathTo} asks it of those on a trace.
 */
final class Soundness {
    /** So many chunks of one level are expanded, of those from which the next was found; fewer of a level that has been expanded. */
    private static final int CHUNKS = 20;

    private static final int CHUNKS_OF_ALL = 60;

    private final TransitionSystem system;
    private final Orbits orbits;
    private final Levels levels;
    private final StateTree.Folder folder;
    private final long[] state;
    private final Successors successors;
    private final long[] keys = new long[Chunk.CAPACITY];
    private final Set<Long> expected = new HashSet<>();

    /** Of {@code levels}, whose states are in {@code space}, one of each of the {@code orbits} of {@code system}. */
    Soundness(TransitionSystem system, Orbits orbits, Levels levels, StateSpace space) {
        this.system = system;
        this.orbits = orbits;
        this.levels = levels;
        this.folder = space.folder();
        this.state = new long[system.schema().words()];
        this.successors = new Successors(state.length);
    }

    /**
     * Asks it of all levels and of {@code next}, which was found from the first {@code expanded} chunks of the last of them.
     *
     * @throws DamagedException if the answer is no
     */
    void require(Level next, int expanded) {
        int last = levels.count() - 1;
        requireOrigins(next, expanded, last + 1);
        for (int depth = 0; depth <= last; depth++) {
            DamagedException.require(levels.get(depth).states() > 0, "level " + depth + " has no state");
            requireOrigins(
                    levels.get(depth), depth == 0 ? 1 : levels.get(depth - 1).chunks(), depth);
        }
        requireInitial(levels.get(0));
        int stride = Math.max(1, last / CHUNKS_OF_ALL);
        for (int depth = last; depth > 0; depth -= stride) {
            int chunks = Math.max(1, Math.min(CHUNKS, depth == last ? CHUNKS : CHUNKS_OF_ALL / last));
            requireSuccessors(levels.get(depth - 1), levels.get(depth), depth, chunks);
        }
        requireSuccessors(levels.get(last), next, last + 1, CHUNKS);
    }

    private static void requireOrigins(Level level, int chunks, int depth) {
        for (int i = 0; i < level.chunks(); i++) {
            DamagedException.require(
                    level.chunk(i).isFromFirst(chunks),
                    "level " + depth + " has a state that was found from a chunk of states that is not there");
        }
    }

    private void requireInitial(Level first) {
        expected.clear();
        successors.clear();
        system.initialStates(successors);
        expect();
        long count = 0;
        for (int i = 0; i < first.chunks(); i++) {
            first.chunk(i).read(keys);
            count += LongStream.of(keys)
                    .limit(first.chunk(i).size())
                    .filter(expected::contains)
                    .count();
        }
        DamagedException.require(
                count == expected.size() && count == first.states(),
                "the states of its first level are not the initial states");
    }

    /** About the states of {@code level} that were found from some of the chunks of {@code before}. */
    private void requireSuccessors(Level before, Level level, int depth, int mostChunks) {
        int stride = Math.max(1, level.chunks() / mostChunks);
        int expansions = 0;
        for (int chunk = 0; chunk < level.chunks() && expansions < mostChunks; chunk += stride) {
            long[] found = new long[level.chunk(chunk).size()];
            level.chunk(chunk).read(found);
            int expanded = -1;
            for (int i = 0; i < found.length && expansions <= mostChunks; i++) {
                int origin = level.chunk(chunk).origin(i);
                if (origin != expanded) {
                    expand(before.chunk(origin));
                    expanded = origin;
                    expansions++;
                }
                DamagedException.require(expected.contains(found[i]), noSuccessor(depth));
            }
        }
    }

    static String noSuccessor(int depth) {
        return "a state of level " + depth + " is no successor of those that it was found from";
    }

    private void expand(Chunk chunk) {
        expected.clear();
        chunk.read(keys);
        for (int i = 0; i < chunk.size(); i++) {
            folder.unfold(keys[i], state);
            DamagedException.require(system.schema().fits(state), "a state has bits that no field has");
            successors.clear();
            system.successors(state, successors);
            expect();
        }
    }

    private void expect() {
        for (int i = 0; i < successors.count(); i++) {
            orbits.canonicalise(successors.state(i));
            expected.add(folder.fold(successors.state(i)));
        }
    }
}
