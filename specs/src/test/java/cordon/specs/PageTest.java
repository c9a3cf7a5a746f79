package cordon.specs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A page that is out of date is told by its lines. */
class PageTest {

    @Test
    void onlyTheLinesThatDifferAreShown(@TempDir Path directory) throws Exception {
        Path page = Files.writeString(directory.resolve("page.md"), "a\nb\nb\nc\n");
        Page.assertUpToDate(page, "a\nb\nb\nc\n", "make");
        String message = String.valueOf(
                assertThrows(AssertionError.class, () -> Page.assertUpToDate(page, "a\nb\nd\n", "make it"))
                        .getMessage());
        assertTrue(message.startsWith(page + " is not up to date:\n- b\n- c\n+ d\nWritten anew by: make it"), message);
        assertEquals("the same lines, in another order\n", Page.difference("a\nb", "b\na"));
        assertTrue(Page.difference("", "a\n".repeat(100)).endsWith("+ a\n60 more lines\n"));
    }
}
