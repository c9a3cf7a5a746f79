package cordon.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Lines of a user who may type nothing for long. */
class TypedLinesTest {
    @Test
    void aSignalIsNoticedWhileNobodyTypes() throws Exception {
        try (PipedOutputStream silent = new PipedOutputStream();
                PipedInputStream in = new PipedInputStream(silent)) {
            AtomicInteger looks = new AtomicInteger();
            assertEquals(Optional.empty(), new TypedLines(in).next(() -> looks.incrementAndGet() > 2));
            assertEquals(3, looks.get());
        }
    }
}
