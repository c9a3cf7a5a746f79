package cordon.command;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Sees to it that one process writes a file that grows in the course of hours: two would overwrite what the other one left. */
public final class SoleWriter {
    /** A channel that nothing refers to is closed by the garbage collector, which drops its lock. */
    private static final List<FileChannel> HELD = new CopyOnWriteArrayList<>();

    private SoleWriter() {}

    /**
     * Makes this process the one that writes {@code file}, until it ends. The lock is on a file beside it, for {@code file} itself is
     * replaced as a whole. It is deleted at the end: a lock on a file that has been deleted meanwhile does not count, for the next process
     * would lock another one.
     *
     * @throws UsageException if another process is
     */
    public static void become(Path file) throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + ".lock");
        FileChannel channel = FileChannel.open(beside, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (lock(channel) == null || !Files.exists(beside)) {
            channel.close();
            throw new UsageException(
                    "another search is writing its checkpoints to " + file + "; expected a file of its own");
        }
        HELD.add(channel);
        beside.toFile().deleteOnExit();
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }
}
