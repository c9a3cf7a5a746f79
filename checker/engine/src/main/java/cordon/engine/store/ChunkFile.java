package cordon.engine.store;

import com.google.common.io.ByteArrayDataOutput;
import com.google.common.io.ByteStreams;
import cordon.engine.file.FileFailure;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Chunks in a file, each written once and read by any thread. The file goes when it is closed. A failure names it and its reason. */
public final class ChunkFile implements Closeable {
    private static final int LENGTH_BITS = 14; // the longest chunk takes 8 KiB and a bit

    private final Path file;
    private final FileChannel channel;
    private long end;

    /** An empty file in {@code directory}, gone with this process at the latest. */
    public ChunkFile(Path directory) throws IOException {
        file = Files.createTempFile(directory, "cordon-", ".levels");
        channel = FileChannel.open(
                file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
    }

    /** Writes {@code chunk} and returns its place. */
    synchronized long add(Chunk chunk) throws IOException {
        ByteArrayDataOutput out = ByteStreams.newDataOutput();
        chunk.write(out);
        ByteBuffer bytes = ByteBuffer.wrap(out.toByteArray());
        long place = (end << LENGTH_BITS) | bytes.remaining();
        try {
            while (bytes.hasRemaining()) {
                end += channel.write(bytes, end);
            }
        } catch (IOException e) {
            throw FileFailure.of(file, e);
        }
        return place;
    }

    /** The chunk at {@code place}. */
    Chunk read(long place) {
        ByteBuffer bytes = ByteBuffer.allocate((int) place & ((1 << LENGTH_BITS) - 1));
        long at = place >>> LENGTH_BITS;
        try {
            while (bytes.hasRemaining()) {
                int read = channel.read(bytes, at + bytes.position());
                if (read < 0) {
                    throw new IOException("it has become shorter");
                }
            }
            return Chunk.read(ByteStreams.newDataInput(bytes.array()));
        } catch (DamagedException e) {
            throw new UncheckedIOException(
                    FileFailure.of(file, new IOException("it is damaged: " + e.getMessage(), e)));
        } catch (IOException e) {
            throw new UncheckedIOException(FileFailure.of(file, e));
        }
    }

    /** Bytes written. */
    public synchronized long bytes() {
        return end;
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } catch (IOException e) {
            throw FileFailure.of(file, e);
        }
    }
}
