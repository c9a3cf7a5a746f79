package cordon.engine.explore;

import cordon.engine.file.FileFailure;
import cordon.engine.store.ChunkFile;
import cordon.engine.store.KeySet;
import cordon.engine.store.Level;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a breadth-first search does when its set of states does not fit into memory any more: it forgets the set, and goes on with
 * the levels on disk (Stern and Dill, "Using Magnetic Disk instead of Main Memory in the Murφ Verifier", 1998).
 *
 * <p>The levels hold every state that was in the set. From then on the set says "new" of states that were found since it was
 * forgotten, which may be among the forgotten ones. So at the end of each level, and before the set is forgotten once more, all
 * chunks of the forgotten states are read from disk, from first to last; what of them is in the set was not new, and is taken out
 * of the next level. What is left is what would have been found with the set in memory: the level of the states at that distance.
 *
 * <p>It costs a pass over the disk for each level. Everything here is done while nobody searches.
 */
final class Overflow {
    private final Optional<Spilling> where;
    private @Nullable ChunkFile file;

    /** All states of so many levels are forgotten, and those of so many chunks of the level after them. */
    private int forgottenLevels;

    private int forgottenChunks;

    /** So many chunks of the next level have been compared with the forgotten states. */
    private int compared;

    /** Goes to a file as {@code where} says; if that is empty, nothing overflows. */
    Overflow(Optional<Spilling> where) {
        this.where = where;
    }

    boolean hasBegun() {
        return file != null;
    }

    /** Bytes on disk. */
    long bytes() {
        return file == null ? 0 : file.bytes();
    }

    /**
     * Forgets the set of states, after writing to disk what it was made of.
     *
     * @return what is full, if there still is no room: then the search is over
     */
    Optional<Bound> makeRoom(BreadthState state, long memoryBytes) {
        if (where.isEmpty()) {
            return Optional.of(Bound.MEMORY);
        }
        try {
            if (file == null) {
                file = new ChunkFile(where.get().directory());
            } else {
                compare(state);
            }
            for (int depth = 0; depth < state.levels.count(); depth++) {
                state.levels.get(depth).moveTo(file);
            }
            state.levels.recount();
        } catch (IOException | UncheckedIOException e) {
            tell(e);
            return Optional.of(Bound.DISK);
        }
        state.space.forget();
        forgottenLevels = state.levels.count();
        forgottenChunks = state.next.chunks();
        compared = forgottenChunks;
        return state.bytes() > memoryBytes ? Optional.of(Bound.MEMORY) : Optional.empty();
    }

    /**
     * To be called when everything of the next level has been found, and before it becomes the present one.
     *
     * @return false if the disk failed
     */
    boolean endLevel(BreadthState state) {
        if (file == null) {
            return true;
        }
        try {
            compare(state);
            state.next.moveTo(file);
        } catch (IOException | UncheckedIOException e) {
            tell(e);
            return false;
        }
        compared = 0;
        return true;
    }

    /** Takes out of the next level what is among the forgotten states. */
    private void compare(BreadthState state) {
        KeySet keys = state.space.keys();
        AtomicLongArray known = new AtomicLongArray((int) (keys.places() / Long.SIZE + 1));
        List<Level> levels = state.levels.with(state.next);
        for (int depth = 0; depth < forgottenLevels; depth++) {
            mark(levels.get(depth), levels.get(depth).chunks(), keys, known);
        }
        mark(levels.get(forgottenLevels), forgottenChunks, keys, known);
        long removed = state.next.remove(compared, key -> isMarked(keys.place(key), known));
        state.space.removed(removed);
    }

    private static void mark(Level level, int chunks, KeySet keys, AtomicLongArray known) {
        IntStream.range(0, chunks)
                .parallel()
                .forEach(i -> level.chunk(i).forEach(key -> {
                    long place = keys.place(key);
                    if (place >= 0) {
                        known.accumulateAndGet((int) (place / Long.SIZE), 1L << place, (a, b) -> a | b);
                    }
                }));
    }

    private static boolean isMarked(long place, AtomicLongArray known) {
        return (known.get((int) (place / Long.SIZE)) & (1L << place)) != 0;
    }

    /** Removes the file. */
    void close() {
        if (file != null) {
            try {
                file.close();
            } catch (IOException e) {
                tell(e);
            }
        }
    }

    private void tell(Exception e) {
        IOException failure =
                e instanceof UncheckedIOException read ? Objects.requireNonNull(read.getCause()) : (IOException) e;
        where.orElseThrow().onFailure().accept(FileFailure.text(failure) + ", after " + (bytes() >> 20) + " MiB");
    }
}
