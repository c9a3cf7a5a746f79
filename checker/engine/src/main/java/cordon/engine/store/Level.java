package cordon.engine.store;

import com.google.common.primitives.ImmutableLongArray;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The states at one distance from the initial ones, as chunks of keys. Threads add chunks while it is the next level. Later it
 * can be moved to disk; then it is not changed any more.
 */
public final class Level {
    private final List<Chunk> chunks = new ArrayList<>();
    private @Nullable ChunkFile file; // if it is on disk
    private ImmutableLongArray places = ImmutableLongArray.of(); // of the chunks in the file
    private long states;
    private long bytes;

    /** Adds a chunk and returns its number. */
    public synchronized int add(Chunk chunk) {
        chunks.add(chunk);
        states += chunk.size();
        bytes += chunk.bytes();
        return chunks.size() - 1;
    }

    /** Puts {@code chunk}, which has the same states, in the place of chunk {@code i}. */
    public synchronized void replace(int i, Chunk chunk) {
        bytes += chunk.bytes() - chunks.get(i).bytes();
        chunks.set(i, chunk);
    }

    /** The number of chunks. */
    public synchronized int chunks() {
        return file == null ? chunks.size() : places.length();
    }

    /** Chunk {@code i}. */
    public Chunk chunk(int i) {
        ChunkFile from;
        synchronized (this) {
            if (file == null) {
                return chunks.get(i);
            }
            from = file;
        }
        return from.read(places.get(i));
    }

    /** Takes the keys that are {@code unwanted} out of chunks {@code from} and further, and returns how many they were. */
    public synchronized long remove(int from, LongPredicate unwanted) {
        List<Chunk> old = new ArrayList<>(chunks.subList(from, chunks.size()));
        chunks.subList(from, chunks.size()).clear();
        long before = states;
        for (Chunk chunk : old) {
            states -= chunk.size();
            bytes -= chunk.bytes();
            Chunk rest = chunk.without(unwanted);
            if (rest.size() > 0) {
                add(rest);
            }
        }
        return before - states;
    }

    /** Moves the chunks into {@code to}, if they are not on disk already. */
    public synchronized void moveTo(ChunkFile to) throws IOException {
        if (file != null) {
            return;
        }
        ImmutableLongArray.Builder all = ImmutableLongArray.builder(chunks.size());
        for (Chunk chunk : chunks) {
            all.add(to.add(chunk));
        }
        places = all.build();
        file = to;
        chunks.clear();
        bytes = (long) Long.BYTES * places.length();
    }

    /** The number of states. */
    public synchronized long states() {
        return states;
    }

    /** Writes the level, for {@link #read}. */
    public synchronized void write(DataOutput out) throws IOException {
        out.writeInt(chunks());
        for (int i = 0; i < chunks(); i++) {
            chunk(i).write(out);
        }
    }

    /**
     * Reads a level that was written.
     *
     * @throws DamagedException if it was not
     */
    public static Level read(DataInput in) throws IOException {
        Level level = new Level();
        int count = in.readInt();
        DamagedException.require(count >= 0, "no level has " + count + " chunks");
        for (int left = count; left > 0; left--) {
            level.add(Chunk.read(in));
        }
        return level;
    }

    /** Bytes held in memory. */
    public synchronized long bytes() {
        return bytes;
    }
}
