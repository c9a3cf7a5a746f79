package cordon.command;

import com.google.common.collect.ImmutableList;
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

/** Sees to it that one command writes a file that grows in the course of hours: two would overwrite what the other one left. */
public final class SoleWriter {
    /** A channel that nothing refers to is closed by the garbage collector, which drops its lock. */
    private static final List<Held> HELD = new CopyOnWriteArrayList<>();

    private SoleWriter() {}

    private record Held(Thread command, Path beside, FileChannel channel) {}

    /**
     * Makes the command of this thread the one that writes {@code file}, until it {@linkplain #release ends}. The lock is on a file beside it,
     * for {@code file} itself is replaced as a whole. It is deleted at the end: a lock on a file that has been deleted meanwhile does not count,
     * for the next process would lock another one.
     *
     * @throws UsageException if another command is, of this process or another one
     */
    public static void become(Path file) throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + ".lock");
        FileChannel channel = FileChannel.open(beside, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (lock(channel) == null || !Files.exists(beside)) {
            channel.close();
            throw new UsageException(
                    "another search is writing its checkpoints to " + file + "; expected a file of its own");
        }
        HELD.add(new Held(Thread.currentThread(), beside, channel));
    }

    /** Lets others write the files that the command of this thread has written. */
    public static void release() {
        for (Held held : ImmutableList.copyOf(HELD)) {
            if (held.command().equals(Thread.currentThread())) {
                HELD.remove(held);
                unlock(held);
            }
        }
    }

    private static void unlock(Held held) {
        FileChannel channel = held.channel();
        try (channel) {
            Files.deleteIfExists(held.beside()); // while it is locked: later it could be another one's
        } catch (IOException e) {
            // a lock file that stays is locked by the next command
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }
}
