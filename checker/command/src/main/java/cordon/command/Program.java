package cordon.command;

import java.nio.file.Path;

/**
 * The program that commands belong to.
 *
 * @param name its name; begins each message on standard error
 * @param call how a user starts it
 * @param interrupt whether a user wants a search to stop
 * @param counterexamples the directory for counterexamples if a command names no other
 * @param corpus the directory of the recordings that are kept
 */
public record Program(String name, String call, Interrupt interrupt, Path counterexamples, Path corpus) {

    private static final String JAVA = "java ";

    /** The same program, writing counterexamples to {@code directory}. */
    public Program writingTo(Path directory) {
        return new Program(name, call, interrupt, directory, corpus);
    }

    /** How a user gives it more memory: the launcher of Cordon has a variable for that, the Java machine an option. */
    public String moreMemory() {
        return call.startsWith(JAVA) ? JAVA + "-Xmx..." : "JAVA_OPTS=-Xmx...";
    }

    /** Says {@code message} on standard error. */
    public void tell(String message) {
        System.err.println(name + ": " + message);
    }
}
