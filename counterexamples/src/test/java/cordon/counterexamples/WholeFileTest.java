package cordon.counterexamples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file has its new content, or its old one. */
class WholeFileTest {
    @TempDir
    private Path directory;

    @Test
    void theNewContentTakesThePlaceOfTheOld() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "a longer old content");
        WholeFile.write(file, "new");
        assertEquals("new", Files.readString(file));
        assertFalse(Files.exists(directory.resolve("file.new")));
    }

    /** A full disk once left the first 4 KiB of a new recording in the place of an old one. */
    @Test
    void whatCannotBeWrittenLeavesTheOldContent() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "old");
        Files.createDirectories(directory.resolve("file.new/in the way"));
        assertThrows(IOException.class, () -> WholeFile.write(file, "new"));
        assertEquals("old", Files.readString(file));
    }

    @Test
    void whatIsInTheWayIsNamed() throws IOException {
        Path file = directory.resolve("file");
        Files.createDirectories(file.resolve("in the way"));
        IOException e = assertThrows(IOException.class, () -> WholeFile.write(file, "new"));
        assertTrue(String.valueOf(e.getMessage()).contains(file.toString()), e.getMessage());
        assertFalse(Files.exists(directory.resolve("file.new")));
    }
}
