package cordon.engine.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** A file has its new content, or its old one. */
class TextFileTest {
    @TempDir
    private Path directory;

    @Test
    void theNewContentTakesThePlaceOfTheOld() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "a longer old content");
        TextFile.write(file, "new");
        assertEquals("new", Files.readString(file));
        assertFalse(Files.exists(directory.resolve("file.new")));
    }

    /** A full disk once left the first 4 KiB of a new recording in the place of an old one. */
    @Test
    void whatCannotBeWrittenLeavesTheOldContent() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "old");
        Files.createDirectories(directory.resolve("file.new/in the way"));
        assertThrows(IOException.class, () -> TextFile.write(file, "new"));
        assertEquals("old", Files.readString(file));
    }

    @Test
    void whatIsInTheWayIsNamed() throws IOException {
        Path file = directory.resolve("file");
        Files.createDirectories(file.resolve("in the way"));
        IOException e = assertThrows(IOException.class, () -> TextFile.write(file, "new"));
        assertTrue(String.valueOf(e.getMessage()).contains(file.toString()), e.getMessage());
        assertFalse(Files.exists(directory.resolve("file.new")));
    }

    /** What, where, why: one line for each kind of failure. */
    @Test
    void aFailureNamesItsFileAndItsReason() throws IOException {
        Path longName = directory.resolve("x".repeat(252));
        assertFails(longName + ": File name too long", () -> TextFile.requireWritable(longName));
        assertFails(longName + ": File name too long", () -> TextFile.write(longName, ""));
        Path lost = directory.resolve("none/file");
        assertFails(lost + ": its directory does not exist", () -> TextFile.requireWritable(lost));
        assertFails(lost + ": its directory does not exist", () -> TextFile.write(lost, ""));
        assertFails(lost + ": there is no such file", () -> TextFile.read(lost));
        assertFails(directory + ": Is a directory", () -> TextFile.read(directory));
        Path latin = Files.write(directory.resolve("latin"), new byte[] {(byte) 0xe4});
        assertFails(latin + ": expected UTF-8", () -> TextFile.read(latin));
        assertEquals(
                "a: No space left on device",
                FileFailure.of(Path.of("a"), new IOException("No space left on device"))
                        .getMessage());
        assertEquals(
                "a: access is denied",
                FileFailure.of(Path.of("b"), new AccessDeniedException("a")).getMessage());
        assertEquals(
                "b: access is denied",
                FileFailure.of(Path.of("b"), new AccessDeniedException("b.new")).getMessage());
    }

    @Test
    void tryingChangesNothing() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "old");
        Path beside = Files.writeString(directory.resolve("file.new"), "of another process");
        TextFile.requireWritable(file);
        assertEquals("old", Files.readString(file));
        assertEquals("of another process", Files.readString(beside));
        TextFile.requireWritable(directory.resolve("other"));
        assertEquals(2, directory.toFile().list().length);
    }

    private static void assertFails(String message, Executable action) {
        assertEquals(message, assertThrows(FileFailure.class, action).getMessage());
    }
}
