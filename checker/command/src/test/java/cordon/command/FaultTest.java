package cordon.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cordon.engine.check.Checker;
import cordon.engine.check.SimpleSystem;
import cordon.engine.schema.Field;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user's system or property that fails is no defect of Cordon, and the message says where it failed. */
class FaultTest {
    @TempDir
    private Path directory;

    private record Result(int code, String err) {}

    /** A counter that one process increments. */
    private static final class Counter extends SimpleSystem {
        private final Field count = number("count", 5);
        private final AtomicInteger asked = new AtomicInteger();

        Counter(boolean isFunction) {
            step(
                    "process",
                    "increment",
                    s -> count.get(s) < 5 && (isFunction || asked.incrementAndGet() % 2 == 1),
                    s -> count.set(s, count.get(s) + 1));
        }

        int value(long[] state) {
            return count.get(state);
        }
    }

    private Result check(Checker checker) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream usual = System.err;
        System.setErr(new PrintStream(err, true, UTF_8));
        try {
            String[] line = {"check", "counter", "--workers", "1", "--out", directory.toString()};
            int code = CordonMain.execute("Counting", line, Specification.of("counter", "A counter.", checker));
            return new Result(code, err.toString(UTF_8).replace(System.lineSeparator(), "\n"));
        } finally {
            System.setErr(usual);
        }
    }

    @Test
    void aPropertyThatThrowsIsNamedWithTheWayToItsState() {
        Counter counter = new Counter(true);
        Result result =
                check(Checker.of(counter).always("divides", "It divides.", s -> 6 / (3 - counter.value(s)) != 7));
        assertEquals(ExitCode.MODEL.number(), result.code(), result.err());
        assertTrue(
                result.err()
                        .startsWith(
                                "Counting: the property divides failed in the state {count=3}, 3 steps from an initial "
                                        + "state: java.lang.ArithmeticException: / by zero\nthrown at cordon.command.FaultTest."),
                result.err());
        assertTrue(result.err().endsWith("   3  process: Counter: increment; count: 2 -> 3\n"), result.err());
    }

    @Test
    void aSystemThatIsNoFunctionOfTheStateIsRefused() {
        Result result = check(Checker.of(new Counter(false)).always("any", "Anything.", s -> true));
        assertEquals(ExitCode.MODEL.number(), result.code(), result.err());
        assertTrue(
                result.err().startsWith("Counting: the system, or a property, failed")
                        || result.err().contains("the successors of the same state are not always the same"),
                result.err());
    }

    @Test
    void aCommandLineNeedsSystemsWithDifferentNames() {
        Checker checker = Checker.of(new Counter(true)).always("any", "Anything.", s -> true);
        Specification one = Specification.of("counter", "A counter.", checker);
        assertThrows(IllegalArgumentException.class, () -> CordonMain.execute("Counting", new String[0]));
        assertThrows(IllegalArgumentException.class, () -> CordonMain.execute("Counting", new String[0], one, one));
        assertThrows(IllegalArgumentException.class, () -> Specification.of("Two words", "No name.", checker));
        assertThrows(
                IllegalArgumentException.class,
                () -> Specification.of("empty", "No property.", Checker.of(new Counter(true))));
    }
}
