package cordon.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What a program says of itself. */
class ProgramTest {
    private static Program called(String call) {
        return new Program("Counting", call, new Interrupt("Counting"), Path.of("out"), Path.of("corpus"));
    }

    /** The variable is the launcher's, which a user's program does not have. */
    @Test
    void moreMemoryIsGivenWhereTheProgramIsStarted() {
        assertEquals("java -Xmx...", called("java Counting").moreMemory());
        assertEquals("JAVA_OPTS=-Xmx...", called("./cordon").moreMemory());
    }
}
