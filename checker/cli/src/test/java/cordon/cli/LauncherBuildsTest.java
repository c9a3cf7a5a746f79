package cordon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cordon.cli.Shell.Result;
import cordon.command.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in a checkout of its own, whose Maven and Java are scripts that note when they are called. */
class LauncherBuildsTest {
    private static final String MAVEN = """
            #!/bin/sh
            echo build >>"HOME/builds"
            sleep 1
            mkdir -p "HOME/checker/cli/target/made/cordon"
            echo main >"HOME/checker/cli/target/made/cordon/Main"
            echo library >"HOME/checker/cli/target/made/library"
            jar -cf "HOME/checker/cli/target/cordon.jar" -C "HOME/checker/cli/target/made" .
            """;
    private static final String JAVA = """
            #!/bin/sh
            echo started "$@"
            """;

    @TempDir
    private Path home;

    private Path tools;

    @BeforeEach
    void checkOut() throws IOException {
        tools = Files.createDirectories(home.resolve("tools"));
        script(home.resolve("cordon"), Files.readString(Shell.CHECKOUT.resolve("cordon")));
        Files.copy(Shell.CHECKOUT.resolve(".java-options"), home.resolve(".java-options"));
        Files.writeString(home.resolve("pom.xml"), "<project/>");
        Files.createDirectories(home.resolve("model/src/main"));
        Path main = Files.createDirectories(home.resolve("checker/cli/src/main/java/cordon/cli"));
        Files.writeString(main.resolve("Main.java"), "package cordon.cli; class Main {}");
        script(tools.resolve("mvn"), MAVEN.replace("HOME", home.toString()));
        script(tools.resolve("java"), JAVA);
        for (String tool : List.of("jar", "javac")) {
            Path real = Path.of(System.getProperty("java.home"), "bin", tool);
            script(tools.resolve(tool), "#!/bin/sh\nPATH=/usr/bin:/bin exec " + real + " \"$@\"\n");
        }
    }

    @Test
    void oneOfTwoFirstBuildsWaitsAndSaysSo() throws Exception {
        assertOneBuild("PATH=" + tools + ":$PATH");
    }

    /** Then a folder is the lock. */
    @Test
    void oneOfTwoFirstBuildsWaitsWithoutFlock() throws Exception {
        linkTools();
        assertOneBuild("PATH=" + tools);
        assertFalse(Files.exists(home.resolve("checker/cli/target/cordon.lock.d")));
    }

    @Test
    void withoutMavenThereIsOneSentence() throws Exception {
        linkTools();
        Files.delete(tools.resolve("mvn"));
        Result result = shell("PATH=" + tools + " ./cordon");
        assertEquals(ExitCode.PLATFORM.number(), result.code(), result.err());
        assertTrue(result.err().endsWith("cordon: Maven 3.8 or newer is needed to build\n"), result.err());
    }

    /** The tools that the launcher needs, without others of this machine. */
    private void linkTools() throws IOException {
        for (String tool : List.of(
                "cat",
                "cksum",
                "cp",
                "dirname",
                "find",
                "grep",
                "head",
                "mkdir",
                "mv",
                "readlink",
                "rm",
                "sleep",
                "sort",
                "touch")) {
            script(tools.resolve(tool), "#!/bin/sh\nPATH=/usr/bin:/bin exec " + tool + " \"$@\"\n");
        }
    }

    private void assertOneBuild(String path) throws Exception {
        Result result = shell(path + "; ./cordon a & sleep 0.5; ./cordon b; wait");
        assertEquals(List.of("build"), Files.readAllLines(home.resolve("builds")));
        assertEquals(
                1,
                result.err()
                        .lines()
                        .filter(line -> line.contains("waiting for another build"))
                        .count(),
                result.err());
        assertEquals(
                2,
                result.out().lines().filter(line -> line.startsWith("started")).count(),
                result.out());
    }

    /** A clock that was wrong, or a file of another machine. */
    @Test
    void aSourceOfTheFutureIsBuiltOnce() throws Exception {
        Path source = Files.writeString(home.resolve("model/src/main/A.java"), "class A {}");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plus(Duration.ofDays(1_000))));
        assertBuilds(true, "the first time");
        assertBuilds(false, "nothing changed");
        assertBuilds(false, "nothing changed");
        Files.writeString(home.resolve("model/src/main/B.java"), "class B {}");
        assertBuilds(true, "another source");
        Files.delete(source);
        assertBuilds(true, "a source less");
        assertBuilds(false, "nothing changed");
    }

    private void assertBuilds(boolean expected, String why) throws Exception {
        Result result = launch("");
        assertEquals(0, result.code(), result.err());
        assertEquals(expected, result.err().contains("cordon: building"), why);
    }

    @Test
    void withoutNetworkThereIsOneSentence() throws Exception {
        script(tools.resolve("mvn"), """
                #!/bin/sh
                for i in 1 2 3 4 5 6 7 8 9; do
                  printf '[\\033[1;31mERROR\\033[m] Could not transfer artifact a:b:pom:1 from/to central (https://repo.example/maven2): Unknown host\\n'
                done
                exit 1
                """);
        Result result = launch("");
        assertEquals(ExitCode.PLATFORM.number(), result.code());
        assertEquals(2, result.err().lines().count(), result.err());
        assertTrue(
                result.err()
                        .contains("the build needs libraries from https://repo.example, which cannot be reached; see "),
                result.err());
        assertFalse(result.err().contains("\u001b"), result.err());
    }

    @Test
    void whatThisMachineLacksIsNoVerdict() throws Exception {
        launch("");
        script(tools.resolve("java"), """
                #!/bin/sh
                echo "Unrecognized VM option 'Nope'" >&2
                exit 1
                """);
        assertPlatform("Java does not start: Unrecognized VM option 'Nope'", launch("JAVA_OPTS=-XX:Nope"));
        script(tools.resolve("java"), JAVA);
        assertEquals(0, launch("JAVA_OPTS=-XX:Good").code());
        assertPlatform("no /nowhere/bin/java; JDK 17 or newer is needed", launch("JAVA_HOME=/nowhere"));
        assertPlatform(
                "the working directory does not exist any more",
                shell("mkdir gone && cd gone && rmdir ../gone && PATH=" + tools + ":$PATH " + home + "/cordon"));
        Result closed = shell("PATH=" + tools + ":$PATH ./cordon >&-");
        assertPlatform("standard output is closed", closed);
        assertEquals(
                ExitCode.PLATFORM.number(),
                shell("PATH=" + tools + ":$PATH ./cordon >&- 2>&- <&-").code());
        assertEquals(0, launch("TMPDIR=/nowhere").code());
    }

    @Test
    void namesOfFilesAreNotAscii() throws Exception {
        launch("");
        script(tools.resolve("java"), "#!/bin/sh\necho \"locale $LC_ALL\"\n");
        assertEquals("locale C.UTF-8", launch("LC_ALL=C").out().strip());
        assertEquals("locale", launch("LC_ALL= LANG=de_DE.UTF-8").out().strip());
    }

    private static void assertPlatform(String message, Result result) {
        assertEquals(ExitCode.PLATFORM.number(), result.code(), result.err());
        assertTrue(result.err().contains("cordon: " + message + "\n"), result.err());
        assertEquals(
                1,
                result.err().lines().filter(line -> line.startsWith("cordon: ")).count(),
                result.err());
        assertEquals("", result.out());
    }

    private Result launch(String variables) throws Exception {
        return shell("PATH=" + tools + ":$PATH " + variables + " ./cordon");
    }

    private Result shell(String script) throws Exception {
        Path out = home.resolve("stdout");
        Path err = home.resolve("stderr");
        Process process = new ProcessBuilder("/bin/sh", "-c", script)
                .directory(home.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        assertTrue(process.waitFor(1, TimeUnit.MINUTES));
        return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    private static void script(Path file, String text) throws IOException {
        Files.writeString(file, text);
        assertTrue(file.toFile().setExecutable(true));
    }
}
