package cordon.command;

import java.nio.file.Path;
import java.util.List;
import java.util.ListResourceBundle;
import java.util.ResourceBundle;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * A command line for systems of one's own:
 *
 * <pre>{@code
 * public static void main(String[] args) {
 *     CordonMain.run(args, Specification.of("lost-update", "Two threads increment a counter.", checker));
 * }
 * }</pre>
 *
 * <p>The program takes a command: {@code check}, {@code ask}, {@code list}, {@code show}, {@code replay}, {@code record}, {@code diff},
 * {@code graph} or {@code explore}; {@code --help} has the options. Counterexamples go to {@code counterexamples/out} of the working directory; recordings
 * that are kept are in {@code counterexamples/corpus}.
 */
@Command(
        mixinStandardHelpOptions = true,
        version = {},
        synopsisSubcommandLabel = "COMMAND")
public final class CordonMain {
    private static final Path COUNTEREXAMPLES = Path.of("counterexamples", "out");
    private static final Path CORPUS = Path.of("counterexamples", "corpus");

    private CordonMain() {}

    /**
     * Runs the command line {@code args} about {@code systems}, and ends the process with one of the {@linkplain ExitCode exit codes}. The
     * program is called after the class that calls this method.
     *
     * @throws IllegalArgumentException if there is no system, or two have one name
     */
    public static void run(String[] args, Specification... systems) {
        String name = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
                .getCallerClass()
                .getSimpleName();
        Systems all = systems(name, systems);
        Launcher.exit(name, interrupt -> execute(program(name, interrupt), args, all));
    }

    /**
     * Runs the command line {@code args} of a program called {@code name} about {@code systems}, and comes back: for tests.
     *
     * @return the exit code
     * @throws IllegalArgumentException if there is no system, or two have one name
     */
    public static int execute(String name, String[] args, Specification... systems) {
        return execute(program(name, new Interrupt(name)), args, systems(name, systems));
    }

    private static Systems systems(String name, Specification... all) {
        return new Systems(call(name), List.of(all));
    }

    private static String call(String name) {
        return "java " + name;
    }

    private static Program program(String name, Interrupt interrupt) {
        return new Program(name, call(name), interrupt, COUNTEREXAMPLES, CORPUS);
    }

    private static int execute(Program program, String[] args, Systems systems) {
        CommandLine commands = new CommandLine(new CordonMain())
                .setCommandName(program.name())
                .addSubcommand(new CheckCommand(program, systems))
                .addSubcommand(new AskCommand(program, systems))
                .addSubcommand(new OutcomesCommand(program, systems))
                .addSubcommand(new ListCommand(systems))
                .addSubcommand(new ShowCommand(systems))
                .addSubcommand(new ReplayCommand(program, systems))
                .addSubcommand(new RecordCommand(program, systems))
                .addSubcommand(new DiffCommand(systems))
                .addSubcommand(new GraphCommand(program, systems))
                .addSubcommand(new ExploreCommand(program, systems));
        Launcher launcher = new Launcher(program, ExitCode.MODEL);
        return launcher.run(launcher.prepare(commands, words()), args);
    }

    private static ResourceBundle words() {
        return new ListResourceBundle() {
            @Override
            protected Object[][] getContents() {
                return new Object[][] {
                    {"system", "system"},
                    {"SYSTEM", "SYSTEM"},
                    {"variant", "the system as it is now"},
                    {"written", "counterexamples"},
                    {"kept", "in counterexamples/corpus"},
                    {"process", "thread, or thread 0"},
                    {"field", "at[thread 0]"},
                };
            }
        };
    }
}
