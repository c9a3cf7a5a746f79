package cordon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cordon.cli.Shell.Result;
import cordon.command.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher in a checkout of two small modules, after its first build: its Maven is a script, its Java and compiler are real. */
class LauncherCompilesTest {
    private static final String MAIN = """
            package cordon.cli;
            import cordon.model.Low;
            public class Main {
                public static void main(String[] args) throws Exception {
                    System.out.println(Low.VALUE + " " + Low.twice(21));
                    System.out.println(new String(Main.class.getResourceAsStream("page.html").readAllBytes()));
                }
            }
            """;
    private static final String LOW = """
            package cordon.model;
            public class Low {
                public static final int VALUE = 1;
                public static int twice(int value) { return 2 * value; }
            }
            """;
    private static final String MAVEN = """
            #!/bin/sh
            echo build >>"HOME/builds"
            made="HOME/made"
            mkdir -p "$made" "HOME/checker/cli/target"
            echo library >"$made/library"
            "BIN/javac" -d "$made" $(find "HOME" -path "*src/main/java*" -name "*.java")
            cp "HOME/checker/cli/src/main/resources/cordon/cli/page.html" "$made/cordon/cli/"
            "BIN/jar" -cf "HOME/checker/cli/target/cordon.jar" -C "$made" .
            """;

    @TempDir
    private Path home;

    private Path low;

    private Path main;

    @BeforeEach
    void buildOnce() throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin");
        low = write("model/src/main/java/cordon/model/Low.java", LOW);
        main = write("checker/cli/src/main/java/cordon/cli/Main.java", MAIN);
        write("checker/cli/src/main/resources/cordon/cli/page.html", "page");
        write("pom.xml", "<project/>");
        Files.copy(Shell.CHECKOUT.resolve(".java-options"), home.resolve(".java-options"));
        executable(write("cordon", Files.readString(Shell.CHECKOUT.resolve("cordon"))));
        executable(write("tools/mvn", MAVEN.replace("HOME", home.toString()).replace("BIN", java.toString())));
        assertOutput("1 42\npage\n", launch());
    }

    /** The compiler has put the constant into the class that uses it; only its source is another. */
    @Test
    void whatUsesAConstantOfAnotherModuleIsCompiledToo() throws Exception {
        Files.writeString(low, LOW.replace("VALUE = 1", "VALUE = 2"));
        assertOutput("2 42\npage\n", launch());
        assertEquals(1, builds(), "without Maven");
    }

    @Test
    void anotherSignatureReachesItsUsers() throws Exception {
        Files.writeString(low, LOW.replace("int twice(int", "long twice(long"));
        assertOutput("1 42\npage\n", launch());
    }

    @Test
    void anotherResourceIsShown() throws Exception {
        write("checker/cli/src/main/resources/cordon/cli/page.html", "another");
        assertOutput("1 42\nanother\n", launch());
    }

    /** A class that is left of an earlier build would still be found. */
    @Test
    void aSourceThatIsDeletedIsMissed() throws Exception {
        Files.delete(low);
        Result result = launch();
        assertEquals(ExitCode.PLATFORM.number(), result.code(), result.out());
        assertTrue(result.err().contains("Main.java:2: error: package cordon.model does not exist"), result.err());
        assertTrue(result.err().contains("cordon: the build failed, see "), result.err());
        assertEquals("", result.out());
    }

    @Test
    void aMistakeIsShownUntilItIsRepaired() throws Exception {
        Files.writeString(main, MAIN.replace("Low.VALUE", "Low.NOTHING"));
        for (int i = 0; i < 2; i++) {
            assertEquals(ExitCode.PLATFORM.number(), launch().code());
        }
        Files.writeString(main, MAIN);
        assertOutput("1 42\npage\n", launch());
        assertEquals(1, builds());
    }

    @Test
    void anotherPomIsForMaven() throws Exception {
        write("pom.xml", "<project><!-- another --></project>");
        assertOutput("1 42\npage\n", launch());
        assertEquals(2, builds());
    }

    @ParameterizedTest
    @CsvSource({
        "list, true",
        "show, true",
        "'', true",
        "--version, true",
        "check attach --design base, true",
        "ask attach --never 1=1, true",
        "check, false",
        "check attach --set cpus=2, false",
        "check attach --resume FILE, false",
        "check --suite deep, false",
        "mutate, false"
    })
    void commandsThatSearchLittleHaveTheFirstCompilerAlone(String command, boolean first) throws Exception {
        Result result = shell("JAVA_OPTS='-XX:+PrintFlagsFinal' ./cordon " + command);
        assertEquals(
                first,
                result.err().lines().anyMatch(line -> line.matches(".* TieredStopAtLevel += 1 .*")),
                result.err());
        assertFalse(result.err().lines().noneMatch(line -> line.contains("TieredStopAtLevel")), result.err());
    }

    /** An edit's build does not make one, and the old one must not be read for the new jar. */
    @Test
    void theFirstBuildMakesAnArchiveOfClasses() throws Exception {
        assertTrue(isMainShared());
        Files.writeString(low, LOW.replace("VALUE = 1", "VALUE = 2"));
        assertFalse(isMainShared());
        assertOutput("2 42\npage\n", launch());
    }

    private boolean isMainShared() throws Exception {
        return shell("JAVA_OPTS='-Xlog:class+load:stdout' ./cordon")
                .out()
                .lines()
                .anyMatch(line -> line.contains("cordon.cli.Main source: shared objects file"));
    }

    /** Standard output is read by programs. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "-XX:+UseCompressedOops",
                "-XX:-UseCompressedClassPointers",
                "-Xshare:off",
                "-XX:SharedArchiveFile=none"
            })
    void anArchiveThatDoesNotFitIsNotMentioned(String option) throws Exception {
        Result result = shell("JAVA_OPTS='" + option + "' ./cordon");
        assertOutput("1 42\npage\n", result);
        assertEquals("", result.err());
    }

    @Test
    void anArchiveThatIsDamagedIsNotMentioned() throws Exception {
        Path archive = home.resolve("checker/cli/target/launcher/cordon.jsa");
        Files.delete(archive);
        Files.writeString(archive, "not an archive");
        assertOutput("1 42\npage\n", launch());
    }

    private static void assertOutput(String expected, Result result) {
        assertEquals(0, result.code(), result.err());
        assertEquals(expected, result.out());
    }

    private int builds() throws IOException {
        return Files.readAllLines(home.resolve("builds")).size();
    }

    private Result launch() throws Exception {
        return shell("./cordon");
    }

    private Result shell(String script) throws Exception {
        Path out = home.resolve("stdout");
        Path err = home.resolve("stderr");
        ProcessBuilder shell = new ProcessBuilder(
                        "/bin/sh", "-c", "PATH=" + home.resolve("tools") + ":$PATH; " + script)
                .directory(home.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        shell.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = shell.start();
        assertTrue(process.waitFor(2, TimeUnit.MINUTES));
        return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    private Path write(String name, String text) throws IOException {
        Path file = home.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private static void executable(Path file) {
        assertTrue(file.toFile().setExecutable(true));
    }
}
