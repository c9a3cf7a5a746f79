package cordon.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cordon.engine.check.Checker;
import cordon.engine.check.SimpleSystem;
import cordon.engine.schema.Field;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
            increments(s -> isFunction || asked.incrementAndGet() % 2 == 1);
        }

        /** Divides by zero at {@code failing}. */
        Counter(int failing) {
            increments(s -> 1 / (failing - count.get(s)) < 2);
        }

        private void increments(Predicate<long[]> further) {
            step("process", "increment", s -> count.get(s) < 5 && further.test(s), s -> count.set(s, count.get(s) + 1));
        }

        int value(long[] state) {
            return count.get(state);
        }
    }

    private Result check(Checker checker) {
        return run(checker, "check", "counter", "--workers", "1", "--out", directory.toString());
    }

    private static Result run(Checker checker, String... line) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream usual = System.err;
        PrintStream usualOut = System.out;
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), true, UTF_8));
        System.setErr(new PrintStream(err, true, UTF_8));
        try {
            int code = CordonMain.execute("Counting", line, Specification.of("counter", "A counter.", checker));
            return new Result(code, err.toString(UTF_8).replace(System.lineSeparator(), "\n"));
        } finally {
            System.setErr(usual);
            System.setOut(usualOut);
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

    /** As a search does, without the way there; {@code graph} and others ask the system themselves. */
    @ParameterizedTest
    @ValueSource(strings = {"graph counter", "explore counter", "replay FILE", "show FILE --watch count", "diff FILE"})
    void aSystemThatThrowsOutsideASearchIsNoDefectOfCordon(String line) {
        check(checker(new Counter(true)));
        Counter failing = new Counter(2);
        Result result = typed("1\n1\n1\nq\n", checker(failing), line);
        assertEquals(ExitCode.MODEL.number(), result.code(), result.err());
        assertTrue(
                result.err()
                        .startsWith(
                                "Counting: the successors failed in the state {count=2}: "
                                        + "java.lang.ArithmeticException: / by zero\nthrown at cordon.command.FaultTest$Counter."),
                result.err());
        assertEquals(2, result.err().lines().count(), result.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"explore counter", "replay FILE"})
    void aPropertyThatThrowsOutsideASearchIsNoDefectOfCordon(String line) {
        check(checker(new Counter(true)));
        Counter counter = new Counter(true);
        Checker failing =
                Checker.of(counter).always("below-three", "It is below three.", s -> 6 / (3 - counter.value(s)) != 7);
        Result result = typed("1\n1\n1\nq\n", failing, line);
        assertEquals(ExitCode.MODEL.number(), result.code(), result.err());
        assertTrue(
                result.err()
                        .startsWith(
                                "Counting: the property below-three failed in the state {count=3}, 3 steps from an "
                                        + "initial state: java.lang.ArithmeticException: / by zero\nthrown at cordon.command.FaultTest."),
                result.err());
    }

    @Test
    void aSearchOfASystemThatThrowsHasTheWayThere() {
        for (String search : List.of("breadth", "depth", "walk")) {
            Result result =
                    run(checker(new Counter(2)), "check", "counter", "--search", search, "--out", directory.toString());
            assertEquals(ExitCode.MODEL.number(), result.code(), result.err());
            assertTrue(
                    result.err()
                            .startsWith(
                                    "Counting: the successors failed in the state {count=2}, 2 steps from an initial "
                                            + "state: java.lang.ArithmeticException: / by zero\nthrown at "),
                    result.err());
            assertTrue(result.err().endsWith("   2  process: Counter: increment; count: 1 -> 2\n"), result.err());
        }
    }

    /** A user's program has no launcher with a variable for options. */
    @Test
    void outOfMemoryIsNoFaultOfTheSystem() {
        Checker large = Checker.of(new Counter(true)).always("any", "Anything.", s -> true);
        Result result = run(
                large.always("needs-memory", "It fits.", s -> {
                    throw new OutOfMemoryError();
                }),
                "explore",
                "counter");
        assertEquals(ExitCode.INCOMPLETE.number(), result.code(), result.err());
        assertTrue(
                result.err().startsWith("Counting: INCOMPLETE: out of memory; raise it with java -Xmx..., or "),
                result.err());
    }

    @Test
    void aLibraryThatIsMissingIsNoDefectOfCordon() {
        Checker incomplete = Checker.of(new Counter(true)).always("uses-a-library", "It has one.", s -> {
            throw new NoClassDefFoundError("com/example/Missing");
        });
        for (String command : List.of("check", "explore")) {
            Result result = run(incomplete, command, "counter");
            assertEquals(ExitCode.PLATFORM.number(), result.code(), result.err());
            assertEquals(
                    "Counting: the class path has no com.example.Missing; expected cordon.jar, or each library that the "
                            + "program uses\n",
                    result.err());
        }
    }

    @Test
    void aPropertyOfFairRunsThatThrowsIsNoDefectOfCordon() {
        Counter counter = new Counter(true);
        Result result = check(Checker.of(counter)
                .infinitelyOften("divides", "It divides.", s -> 6 / (3 - counter.value(s)) != 7));
        assertEquals(ExitCode.MODEL.number(), result.code(), result.err());
        assertTrue(
                result.err().startsWith("Counting: the property divides failed in the state {count=3}"), result.err());
    }

    private static Checker checker(Counter counter) {
        return Checker.of(counter).always("below-three", "It is below three.", s -> counter.value(s) < 3);
    }

    private Result typed(String typed, Checker checker, String line) {
        String file = directory.resolve("counter-below-three.cex.json").toString();
        InputStream usual = System.in;
        System.setIn(new ByteArrayInputStream(typed.getBytes(UTF_8)));
        try {
            return run(checker, line.replace("FILE", file).split(" "));
        } finally {
            System.setIn(usual);
        }
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
