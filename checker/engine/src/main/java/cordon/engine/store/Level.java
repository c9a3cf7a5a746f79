package cordon.engine.store;

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

    /** Bytes held. */
    public synchronized long bytes() {
        return bytes;
    }
}
