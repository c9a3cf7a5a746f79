package cordon.engine.store;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The states at one distance from the initial ones, as chunks of keys. Threads add chunks while it is the next level. */
public final class Level {
    private final List<Chunk> chunks = new ArrayList<>();
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
        return chunks.size();
    }

    /** Chunk {@code i}. */
    public synchronized Chunk chunk(int i) {
        return chunks.get(i);
    }

    /** The number of states. */
    public synchronized long states() {
        return states;
    }

    /** Writes the level, for {@link #read}. */
    public synchronized void write(DataOutput out) throws IOException {
        out.writeInt(chunks.size());
        for (Chunk chunk : chunks) {
            chunk.write(out);
        }
    }

    /** Reads a level that was written. */
    public static Level read(DataInput in) throws IOException {
        Level level = new Level();
        for (int left = in.readInt(); left > 0; left--) {
            level.add(Chunk.read(in));
        }
        return level;
    }

    /** Bytes held. */
    public synchronized long bytes() {
        return bytes;
    }
}
