package cordon.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import cordon.engine.explore.ModelException;
import cordon.engine.explore.Verdict;
import cordon.engine.file.FileFailure;
import cordon.engine.reduction.AsymmetryException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The entry point. */
@Command(
        name = "cordon",
        mixinStandardHelpOptions = true,
        version = Main.VERSION,
        synopsisSubcommandLabel = "COMMAND",
        description =
                "Explicit-state model checker for the SMMUv3 quarantine of devices that do not answer ATC invalidations.")
public final class Main {
    /** Name and version, as {@code --version} prints them. */
    static final String VERSION = "cordon 0.1";

    private Main() {}

    /** Runs the command line {@code args} and exits; see {@code cordon check --help} for the exit codes. */
    public static void main(String[] args) {
        Screen.install();
        Interrupt interrupt = Interrupt.install();
        int code = run(interrupt, args);
        if (System.out.checkError()) {
            String failure = Screen.failure();
            if (!failure.equals(Screen.CLOSED_PIPE)) {
                System.err.println("cordon: cannot write to standard output: " + failure);
                code = ExitCode.USAGE.number();
            }
        }
        interrupt.finished(code);
        System.exit(code);
    }

    private static int run(Interrupt interrupt, String... args) {
        CommandLine commands = commands(interrupt);
        try {
            return args.length == 0 ? commands.execute("--help") : commands.execute(args);
        } catch (OutOfMemoryError e) {
            return outOfMemory(e).number();
        } catch (Error e) { // which Java would say by exit code 1, a verdict that changed
            return internal(e, new PrintWriter(System.err, true, UTF_8)).number();
        }
    }

    /** The whole command line. */
    static CommandLine commands(Interrupt interrupt) {
        CommandLine commands = new CommandLine(new Main())
                .addSubcommand(new CheckCommand(interrupt))
                .addSubcommand(new AskCommand(interrupt))
                .addSubcommand(new OutcomesCommand(interrupt))
                .addSubcommand(new CoverageCommand(interrupt))
                .addSubcommand(new SweepCommand(interrupt))
                .addSubcommand(new MutateCommand(interrupt))
                .addSubcommand(new ListCommand())
                .addSubcommand(new ShowCommand())
                .addSubcommand(new ReplayCommand())
                .addSubcommand(new RecordCommand(interrupt))
                .addSubcommand(new DiffCommand())
                .addSubcommand(new GraphCommand())
                .addSubcommand(new ExploreCommand(interrupt))
                .setOut(new PrintWriter(Screen.device(), true, UTF_8)) // nothing but its help, in colours
                .setErr(new PrintWriter(System.err, true, UTF_8))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Main::badArguments)
                .setExecutionExceptionHandler(Main::failed);
        Arguments.readFor(commands);
        return commands;
    }

    private static int badArguments(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        Optional<String> outOfRange = Arguments.explanation(e);
        err.println("cordon: " + Screen.cut(outOfRange.orElseGet(() -> String.valueOf(e.getMessage()))));
        if (outOfRange.isEmpty() && !UnmatchedArgumentException.printSuggestions(e, err)) {
            err.println("See '" + command.getCommandSpec().qualifiedName() + " --help'.");
        }
        return ExitCode.USAGE.number();
    }

    private static int failed(Exception e, CommandLine command, ParseResult result) {
        PrintWriter err = command.getErr();
        if (e instanceof UsageException) {
            err.println("cordon: " + Screen.cut(String.valueOf(e.getMessage())));
            return ExitCode.USAGE.number();
        }
        if (e instanceof Preparation.Stopped) {
            err.println("cordon: INCOMPLETE: " + e.getMessage());
            return ExitCode.INCOMPLETE.number();
        }
        if (e instanceof AsymmetryException) {
            err.println("cordon: " + e.getMessage() + "; search without --symmetry");
            return ExitCode.USAGE.number();
        }
        if (e instanceof IOException io) {
            err.println("cordon: " + Screen.cut(FileFailure.text(io)));
            return ExitCode.USAGE.number();
        }
        if (e instanceof UncheckedIOException folder && folder.getCause() instanceof FileSystemException file) {
            err.println("cordon: " + Screen.cut(FileFailure.text(file)));
            return ExitCode.USAGE.number();
        }
        if (e instanceof UncheckedIOException overflow) {
            err.println("cordon: INCOMPLETE: what had overflowed to disk cannot be read: "
                    + FileFailure.text(Objects.requireNonNull(overflow.getCause())));
            return ExitCode.INCOMPLETE.number();
        }
        if (e instanceof ModelException fault) {
            fault.report()
                    .ifPresent(report -> report.verdicts().forEach((property, verdict) -> {
                        if (verdict instanceof Verdict.Violated) {
                            err.println(
                                    "cordon: before the error below, " + property.name() + " was found to be violated");
                        }
                    }));
        }
        return internal(e, err).number();
    }

    private static ExitCode internal(Throwable e, PrintWriter err) {
        err.println("cordon: internal error, please report it with the command that you gave:");
        e.printStackTrace(err);
        return ExitCode.INTERNAL;
    }

    private static ExitCode outOfMemory(OutOfMemoryError e) {
        if (String.valueOf(e.getMessage()).contains("native thread")) {
            System.err.println(
                    "cordon: this machine gives no more threads; fewer: --workers, or the limit of 'ulimit -u'");
            return ExitCode.PLATFORM;
        }
        System.err.println("cordon: INCOMPLETE: out of memory; raise it with JAVA_OPTS=-Xmx..., or bound the search "
                + "with --max-states");
        return ExitCode.INCOMPLETE;
    }
}
