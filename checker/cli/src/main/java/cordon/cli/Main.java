package cordon.cli;

import cordon.engine.explore.ModelException;
import cordon.engine.explore.Verdict;
import cordon.engine.reduction.AsymmetryException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
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
        Interrupt interrupt = Interrupt.install();
        int code = run(interrupt, args);
        if (System.out.checkError()) {
            System.err.println("cordon: cannot write to standard output");
            code = ExitCode.USAGE.number();
        }
        interrupt.finished();
        System.exit(code);
    }

    private static int run(Interrupt interrupt, String... args) {
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
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Main::badArguments)
                .setExecutionExceptionHandler(Main::failed);
        try {
            return args.length == 0 ? commands.execute("--help") : commands.execute(args);
        } catch (OutOfMemoryError e) {
            System.err.println(
                    "cordon: INCOMPLETE: out of memory; raise it with JAVA_OPTS=-Xmx..., or bound the search "
                            + "with --max-states");
            return ExitCode.INCOMPLETE.number();
        }
    }

    private static int badArguments(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("cordon: " + e.getMessage());
        if (!UnmatchedArgumentException.printSuggestions(e, err)) {
            err.println("See '" + command.getCommandSpec().qualifiedName() + " --help'.");
        }
        return ExitCode.USAGE.number();
    }

    private static int failed(Exception e, CommandLine command, ParseResult result) {
        PrintWriter err = command.getErr();
        if (e instanceof UsageException) {
            err.println("cordon: " + e.getMessage());
            return ExitCode.USAGE.number();
        }
        if (e instanceof AsymmetryException) {
            err.println("cordon: " + e.getMessage() + "; search without --symmetry");
            return ExitCode.USAGE.number();
        }
        if (e instanceof IOException io) {
            err.println("cordon: " + reason(io));
            return ExitCode.USAGE.number();
        }
        if (e instanceof UncheckedIOException overflow) {
            err.println("cordon: INCOMPLETE: what had overflowed to disk cannot be read: "
                    + reason(Objects.requireNonNull(overflow.getCause())));
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
        err.println("cordon: internal error, please report it with the command that you gave:");
        e.printStackTrace(err);
        return ExitCode.INTERNAL.number();
    }

    /** What went wrong with which file: the messages of Java's file system exceptions are often the bare path. */
    static String reason(IOException e) {
        if (e instanceof FileSystemException file && file.getReason() == null) {
            String what = e instanceof NoSuchFileException
                    ? "there is no such file"
                    : e instanceof AccessDeniedException
                            ? "access is denied"
                            : e instanceof FileAlreadyExistsException
                                    ? "a file is in the way"
                                    : e.getClass().getSimpleName();
            return file.getFile() + ": " + what;
        }
        return String.valueOf(e.getMessage());
    }
}
