package cordon.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example in the documentation of the front door: it is short, it compiles as it stands, and it shows what it says. */
class SmallestExampleTest {
    private static final Path DOCUMENTATION =
            Path.of("..", "engine", "src", "main", "java", "cordon", "engine", "check", "package-info.java");

    @Test
    void itIsShort() throws IOException {
        List<String> code = code().lines().filter(line -> !line.isBlank()).toList();
        assertTrue(code.size() <= 45, code.size() + " lines");
        assertTrue(code.stream().filter(line -> line.startsWith("import ")).count() <= 4);
    }

    @Test
    void itRuns(@TempDir Path directory) throws Exception {
        Path source = directory.resolve("LostUpdate.java");
        Files.writeString(source, code());
        assertEquals(
                0,
                ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                "-cp",
                                System.getProperty("java.class.path"),
                                "-d",
                                directory.toString(),
                                source.toString()));
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {directory.toUri().toURL()}, getClass().getClassLoader())) {
            Method main = loader.loadClass("LostUpdate").getDeclaredMethod("main", String[].class);
            main.setAccessible(true);
            InvocationTargetException thrown =
                    assertThrows(InvocationTargetException.class, () -> main.invoke(null, (Object) new String[0]));
            AssertionError failure = assertInstanceOf(AssertionError.class, thrown.getCause());
            assertTrue(String.valueOf(failure.getMessage()).contains("   4  thread 1: LostUpdate: write the counter"));
        }
    }

    private static String code() throws IOException {
        Matcher block = Pattern.compile("<pre>\\{@code\\R(.*?) \\* }</pre>", Pattern.DOTALL)
                .matcher(Files.readString(DOCUMENTATION));
        assertTrue(block.find(), "an example");
        return block.group(1).replaceAll("(?m)^ \\* ?", "");
    }
}
