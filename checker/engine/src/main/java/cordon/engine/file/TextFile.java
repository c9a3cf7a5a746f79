package cordon.engine.file;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Files of text in UTF-8 that are there whole, or as they were before. A failure names its file and its reason. */
public final class TextFile {
    /** The ending of the next content of a file until it is whole. */
    static final String BESIDE = ".new";

    private TextFile() {}

    /**
     * The content of {@code file}.
     *
     * @throws FileFailure if it cannot be read
     */
    public static String read(Path file) throws FileFailure {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw FileFailure.of(file, e);
        }
    }

    /**
     * Makes {@code text} the content of {@code file}: written beside it, then renamed.
     *
     * @throws FileFailure if that was not possible; what the file held before is still there
     */
    public static void write(Path file, String text) throws FileFailure {
        Path beside = beside(file);
        try {
            try {
                Files.writeString(beside, text);
                Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                remove(beside, e);
                throw e;
            }
        } catch (IOException e) {
            throw notWritten(file, e);
        }
    }

    /**
     * Tries whether {@code file} can be written, by whoever writes it as {@link #write} does: so a name that is too long and a
     * directory that is read-only are known before hours of work.
     *
     * @throws FileFailure if it cannot
     */
    public static void requireWritable(Path file) throws FileFailure {
        Path beside = beside(file);
        try {
            boolean there = Files.exists(beside);
            Files.newByteChannel(beside, StandardOpenOption.CREATE, StandardOpenOption.WRITE)
                    .close();
            if (!there) {
                Files.delete(beside);
            }
        } catch (IOException e) {
            throw notWritten(file, e);
        }
    }

    /**
     * Tries whether files can be made in {@code directory}.
     *
     * @throws FileFailure if they cannot
     */
    public static void requireWritableDirectory(Path directory) throws FileFailure {
        try {
            Files.delete(Files.createTempFile(directory, "cordon", BESIDE));
        } catch (IOException e) {
            throw FileFailure.of(directory, new IOException(FileFailure.reason(e), e));
        }
    }

    /** Removes what was written to {@code beside} when {@code failure} came, which stays the reason if that fails too. */
    public static void remove(Path beside, IOException failure) {
        try {
            Files.deleteIfExists(beside);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    private static FileFailure notWritten(Path file, IOException e) {
        return FileFailure.of(
                file,
                e instanceof NoSuchFileException
                        ? new FileSystemException(file.toString(), null, "its directory does not exist")
                        : e);
    }

    /** The place where the next content of {@code file} is until it is whole. */
    public static Path beside(Path file) {
        return file.resolveSibling(file.getFileName() + BESIDE);
    }
}
