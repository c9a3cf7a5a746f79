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
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Code in the documents compiles as it stands, and fails with the counterexample that stands beside it. */
class DocumentedCodeTest {
    private static final Path ROOT = Path.of("..", "..");
    private static final Pattern CLASS = Pattern.compile("final class (\\w+)");

    @TempDir
    Path directory;

    @Test
    void theSmallestExampleIsShort() throws IOException {
        List<String> code = smallest().lines().filter(line -> !line.isBlank()).toList();
        assertTrue(code.size() <= 45, code.size() + " lines");
        assertTrue(code.stream().filter(line -> line.startsWith("import ")).count() <= 4);
    }

    @Test
    void theSmallestExampleRuns() throws Exception {
        assertTrue(failureOf(smallest()).contains("   4  thread 1: LostUpdate: write the counter"));
    }

    @Test
    void theTutorialPrintsWhatItSays() throws Exception {
        String text = Files.readString(ROOT.resolve("docs/tutorial.md"));
        List<String> classes = blocks(text, "java");
        List<String> printed = blocks(text, "").stream()
                .filter(block -> block.contains("is violated"))
                .toList();
        assertEquals(2, classes.size());
        assertEquals(2, printed.size());
        for (int i = 0; i < classes.size(); i++) {
            String failure = failureOf(classes.get(i));
            assertTrue(failure.startsWith(printed.get(i).strip()), failure);
        }
    }

    private static List<String> blocks(String text, String language) {
        return Pattern.compile("(?ms)^```(\\w*)\\R(.*?)^```$")
                .matcher(text)
                .results()
                .filter(block -> block.group(1).equals(language))
                .map((MatchResult block) -> block.group(2))
                .toList();
    }

    /** The message of the assertion that fails in the main method of the class in {@code code}. */
    private String failureOf(String code) throws Exception {
        Matcher name = CLASS.matcher(code);
        assertTrue(name.find(), "a class");
        Path source = directory.resolve(name.group(1) + ".java");
        Files.writeString(source, code);
        String[] arguments = {
            "-cp", System.getProperty("java.class.path"), "-d", directory.toString(), source.toString()
        };
        assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments));
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {directory.toUri().toURL()}, getClass().getClassLoader())) {
            Method main = loader.loadClass(name.group(1)).getDeclaredMethod("main", String[].class);
            main.setAccessible(true);
            InvocationTargetException thrown =
                    assertThrows(InvocationTargetException.class, () -> main.invoke(null, (Object) new String[0]));
            return String.valueOf(assertInstanceOf(AssertionError.class, thrown.getCause())
                            .getMessage())
                    .replace(System.lineSeparator(), "\n");
        }
    }

    private static String smallest() throws IOException {
        String documentation =
                Files.readString(ROOT.resolve("checker/engine/src/main/java/cordon/engine/check/package-info.java"));
        Matcher block = Pattern.compile("<pre>\\{@code\\R(.*?) \\* }</pre>", Pattern.DOTALL)
                .matcher(documentation);
        assertTrue(block.find(), "an example");
        return block.group(1).replaceAll("(?m)^ \\* ?", "");
    }
}
