package cordon.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Throwables;
import cordon.engine.explore.ModelException;
import cordon.engine.explore.Verdict;
import cordon.engine.file.FileFailure;
import cordon.engine.reduction.AsymmetryException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.function.ToIntFunction;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Runs the commands of a program, and makes a message and an exit code of what goes wrong. */
public final class Launcher {
    private final Program program;
    private final ExitCode ofFault;

    /**
     * Runs commands of {@code program}.
     *
     * @param ofFault the exit code of a system that fails: of Cordon's own that is a defect of Cordon
     */
    public Launcher(Program program, ExitCode ofFault) {
        this.program = program;
        this.ofFault = ofFault;
    }

    /**
     * Runs {@code main}, the whole of a program called {@code name}, with screens and signals, and ends the process with the exit code that
     * it gives.
     */
    public static void exit(String name, ToIntFunction<Interrupt> main) {
        Screen.install();
        Interrupt interrupt = Interrupt.install(name);
        int code = ExitCode.INTERNAL.number();
        try {
            code = main.applyAsInt(interrupt);
            if (System.out.checkError()) {
                String failure = Screen.failure();
                if (!failure.equals(Screen.CLOSED_PIPE)) {
                    System.err.println(name + ": cannot write to standard output: " + failure);
                    code = ExitCode.USAGE.number();
                }
            }
        } catch (RuntimeException | Error e) { // before there was a command that could say it
            internal(name, e, errors());
        } finally {
            interrupt.finished(code);
        }
        System.exit(code);
    }

    /** Runs {@code commands}, which are {@linkplain #prepare prepared}; without arguments it is asked for help. */
    public int run(CommandLine commands, String... args) {
        try {
            return args.length == 0 ? commands.execute("--help") : commands.execute(args);
        } catch (OutOfMemoryError e) {
            return outOfMemory(e).number();
        } catch (NoClassDefFoundError e) {
            say(
                    errors(),
                    "the class path has no " + String.valueOf(e.getMessage()).replace('/', '.')
                            + "; expected cordon.jar, or each library that the program uses");
            return ExitCode.PLATFORM.number();
        } catch (Error e) { // which Java would say by exit code 1, a verdict that changed
            return internal(program.name(), e, errors()).number();
        } finally {
            SoleWriter.release();
        }
    }

    /**
     * Has {@code commands}, which have all their subcommands, read arguments and fail as those of every program of Cordon do.
     *
     * @param words the words that their help is to use
     */
    public CommandLine prepare(CommandLine commands, ResourceBundle words) {
        commands.setOut(new PrintWriter(Screen.device(), true, UTF_8)) // nothing but its help, in colours
                .setErr(errors())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(this::badArguments)
                .setExecutionExceptionHandler(this::failed)
                .setResourceBundle(words);
        setVersion(commands);
        Arguments.readFor(commands);
        return commands;
    }

    /** Every command has {@code --version}, of which picocli would print nothing. */
    private static void setVersion(CommandLine command) {
        command.getCommandSpec().version(Version.BUILD);
        command.getSubcommands().values().forEach(Launcher::setVersion);
    }

    private int badArguments(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        Optional<String> outOfRange = Arguments.explanation(e);
        say(err, Screen.cut(outOfRange.orElseGet(() -> String.valueOf(e.getMessage()))));
        if (outOfRange.isEmpty() && !UnmatchedArgumentException.printSuggestions(e, err)) {
            err.println("See '" + command.getCommandSpec().qualifiedName() + " --help'.");
        }
        return ExitCode.USAGE.number();
    }

    private int failed(Exception e, CommandLine command, ParseResult result) {
        PrintWriter err = command.getErr();
        if (e instanceof UsageException) {
            say(err, Screen.cut(String.valueOf(e.getMessage())));
            return ExitCode.USAGE.number();
        }
        if (e instanceof Preparation.Stopped) {
            say(err, "INCOMPLETE: " + e.getMessage());
            return ExitCode.INCOMPLETE.number();
        }
        if (e instanceof AsymmetryException) {
            say(err, e.getMessage() + "; search without --symmetry");
            return ExitCode.USAGE.number();
        }
        if (e instanceof IOException io) {
            say(err, Screen.cut(FileFailure.text(io)));
            return ExitCode.USAGE.number();
        }
        if (e instanceof UncheckedIOException folder && folder.getCause() instanceof FileSystemException file) {
            say(err, Screen.cut(FileFailure.text(file)));
            return ExitCode.USAGE.number();
        }
        if (e instanceof UncheckedIOException overflow) {
            say(
                    err,
                    "INCOMPLETE: what had overflowed to disk cannot be read: "
                            + FileFailure.text(Objects.requireNonNull(overflow.getCause())));
            return ExitCode.INCOMPLETE.number();
        }
        if (e instanceof ModelException fault) {
            return fault(fault, err).number();
        }
        return internal(program.name(), e, err).number();
    }

    private ExitCode fault(ModelException fault, PrintWriter err) {
        fault.report()
                .ifPresent(report -> report.verdicts().forEach((property, verdict) -> {
                    if (verdict instanceof Verdict.Violated) {
                        say(err, "before the error below, " + property.name() + " was found to be violated");
                    }
                }));
        if (ofFault == ExitCode.INTERNAL) {
            return internal(program.name(), fault, err);
        }
        say(err, String.valueOf(fault.getMessage()));
        Arrays.stream(Throwables.getRootCause(fault).getStackTrace())
                .findFirst()
                .ifPresent(place -> err.println("thrown at " + place));
        fault.path().ifPresent(path -> err.println("The way there:\n" + path));
        return ofFault;
    }

    private void say(PrintWriter err, String message) {
        err.println(program.name() + ": " + message);
    }

    private static PrintWriter errors() {
        return new PrintWriter(System.err, true, UTF_8);
    }

    private static ExitCode internal(String name, Throwable e, PrintWriter err) {
        err.println(name + ": internal error, please report it with the command that you gave:");
        e.printStackTrace(err);
        return ExitCode.INTERNAL;
    }

    private ExitCode outOfMemory(OutOfMemoryError e) {
        if (String.valueOf(e.getMessage()).contains("native thread")) {
            program.tell("this machine gives no more threads; fewer: --workers, or the limit of 'ulimit -u'");
            return ExitCode.PLATFORM;
        }
        program.tell("INCOMPLETE: out of memory; raise it with " + program.moreMemory() + ", or bound the search "
                + "with --max-states");
        return ExitCode.INCOMPLETE;
    }
}
