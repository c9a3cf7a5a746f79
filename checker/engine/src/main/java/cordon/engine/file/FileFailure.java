package cordon.engine.file;

import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/**
 * A failure of a file, in words: its message says which file and why. The messages of Java's exceptions are often the bare path, or
 * the bare reason.
 */
public final class FileFailure extends IOException {
    private FileFailure(String message, IOException cause) {
        super(message, cause);
    }

    /** The failure {@code e} of {@code file}; of the file that {@code e} names, if it names another. */
    public static FileFailure of(Path file, IOException e) {
        return e instanceof FileFailure failure ? failure : new FileFailure(text(file.toString(), e), e);
    }

    /** Which file failed and why, as far as {@code e} says it. */
    public static String text(IOException e) {
        return e instanceof FileSystemException ? text("a file", e) : reason(e);
    }

    private static String text(String file, IOException e) {
        String named = e instanceof FileSystemException system && system.getFile() != null ? system.getFile() : file;
        return (named.equals(file + TextFile.BESIDE) ? file : named) + ": " + reason(e);
    }

    /** Why a file failed, without its name. */
    public static String reason(IOException e) {
        if (e instanceof FileSystemException system && system.getReason() != null) {
            return system.getReason();
        } else if (e instanceof NoSuchFileException) {
            return "there is no such file";
        } else if (e instanceof AccessDeniedException) {
            return "access is denied";
        } else if (e instanceof FileAlreadyExistsException || e instanceof DirectoryNotEmptyException) {
            return "a file is in the way";
        } else if (e instanceof NotDirectoryException) {
            return "it is no directory";
        } else if (e instanceof CharacterCodingException) {
            return "expected UTF-8";
        } else if (e instanceof EOFException) {
            return "it is truncated";
        } else if (e instanceof ClosedChannelException) {
            return "it was closed";
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
