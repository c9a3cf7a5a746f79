package cordon.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
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

    /** As a process of its own, for it ends with an exit code. */
    @Test
    void theCommandLinePrintsWhatItSays() throws Exception {
        String text = Files.readString(ROOT.resolve("docs/library.md"));
        String code = blocks(text, "java").stream()
                .filter(block -> block.contains("CordonMain"))
                .findFirst()
                .orElseThrow();
        String printed = blocks(text, "").stream()
                .filter(block -> block.contains("is violated"))
                .findFirst()
                .orElseThrow();
        String program = compiled(code);
        Path out = directory.resolve("out.txt");
        String path = String.join(File.pathSeparator, directory.toString(), System.getProperty("java.class.path"));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        path,
                        program,
                        "check",
                        "counter")
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        assertEquals(12, process.waitFor(), () -> "exit code");
        String said = Files.readString(out).replace(System.lineSeparator(), "\n");
        assertTrue(said.startsWith(printed.strip()), said);
        assertTrue(said.contains("\nReproduce with: java Counting check counter --property no-lost-update\n"), said);
        assertTrue(
                Files.exists(directory.resolve("counterexamples/out/counter-no-lost-update.cex.json")), "a recording");
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
        String name = compiled(code);
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {directory.toUri().toURL()}, getClass().getClassLoader())) {
            Method main = loader.loadClass(name).getDeclaredMethod("main", String[].class);
            main.setAccessible(true);
            InvocationTargetException thrown =
                    assertThrows(InvocationTargetException.class, () -> main.invoke(null, (Object) new String[0]));
            return String.valueOf(assertInstanceOf(AssertionError.class, thrown.getCause())
                            .getMessage())
                    .replace(System.lineSeparator(), "\n");
        }
    }

    /** Compiles the class in {@code code}; its name. */
    private String compiled(String code) throws IOException {
        Matcher name = CLASS.matcher(code);
        assertTrue(name.find(), "a class");
        Path source = directory.resolve(name.group(1) + ".java");
        Files.writeString(source, code);
        String[] arguments = {
            "-cp", System.getProperty("java.class.path"), "-d", directory.toString(), source.toString()
        };
        assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments));
        return name.group(1);
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
