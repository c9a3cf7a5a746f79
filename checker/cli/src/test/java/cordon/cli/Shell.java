package cordon.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs the command as a shell would: each time a process of its own, in a checkout that is nearly empty.
 *
 * @param home the checkout
 */
record Shell(Path home) {

    /** Most processes end before the second compiler of the Java machine pays off, or a second thread that collects garbage. */
    private static final List<String> QUICK_START = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    /** The real checkout. */
    static final Path CHECKOUT = Path.of(System.getProperty("cordon.home", "../.."));

    /**
     * What a process left.
     *
     * @param code its exit code
     * @param out its standard output
     * @param err its standard error
     */
    record Result(int code, String out, String err) {}

    /** Runs to the end. */
    Result cordon(String... arguments) throws IOException, InterruptedException {
        return answering("", arguments);
    }

    /** Runs to the end, with somebody who types {@code input}. */
    Result answering(String input, String... arguments) throws IOException, InterruptedException {
        Files.writeString(home.resolve("stdin"), input);
        Process process = start(arguments);
        assertTrue(process.waitFor(2, TimeUnit.MINUTES), "cordon takes too long");
        return result(process);
    }

    /** Starts a process; its input is what the last run was given. */
    Process start(String... arguments) throws IOException {
        return start(List.of(), arguments);
    }

    /** Starts a process with {@code options} for its Java machine. */
    Process start(List<String> options, String... arguments) throws IOException {
        return start(Map.of(), command(options, arguments));
    }

    /** The same, with {@code variables} in its environment. */
    Process start(Map<String, String> variables, List<String> options, String... arguments) throws IOException {
        return start(variables, command(options, arguments));
    }

    /** The same, after a shell has executed {@code limit}. */
    Process startWithin(String limit, List<String> options, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", limit + "; exec \"$@\"", "sh"));
        command.addAll(command(options, arguments));
        return start(Map.of(), command);
    }

    /** Starts a process, and waits until it has written {@code said} to {@code stream}: to {@code stdout} or {@code stderr}. */
    Process startUntil(String said, String stream, String... arguments) throws IOException, InterruptedException {
        Process process = start(arguments);
        await(process, said, stream);
        return process;
    }

    /** Waits until {@code process}, which must not end meanwhile, has written {@code said} to {@code stream}. */
    void await(Process process, String said, String stream) throws IOException, InterruptedException {
        while (!Files.readString(home.resolve(stream)).contains(said)) {
            assertFalse(process.waitFor(100, TimeUnit.MILLISECONDS));
        }
    }

    private List<String> command(List<String> options, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(QUICK_START);
        command.addAll(options);
        command.addAll(
                List.of("-Dcordon.home=" + home, "-cp", System.getProperty("java.class.path"), "cordon.cli.Main"));
        command.addAll(List.of(arguments));
        return command;
    }

    private Process start(Map<String, String> variables, List<String> command) throws IOException {
        Path input = home.resolve("stdin");
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(variables);
        return builder.redirectInput(Files.exists(input) ? input.toFile() : new File("/dev/null"))
                .redirectOutput(home.resolve("stdout").toFile())
                .redirectError(home.resolve("stderr").toFile())
                .start();
    }

    /** What a process that has ended left. */
    Result result(Process process) throws IOException {
        return new Result(
                process.exitValue(),
                Files.readString(home.resolve("stdout"), UTF_8),
                Files.readString(home.resolve("stderr"), UTF_8));
    }
}
