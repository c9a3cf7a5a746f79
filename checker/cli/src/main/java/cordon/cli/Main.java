package cordon.cli;

import cordon.command.DiffCommand;
import cordon.command.ExitCode;
import cordon.command.ExploreCommand;
import cordon.command.GraphCommand;
import cordon.command.Interrupt;
import cordon.command.Launcher;
import cordon.command.Program;
import cordon.command.ReplayCommand;
import cordon.command.ShowCommand;
import java.util.Locale;
import java.util.ResourceBundle;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The entry point. */
@Command(
        name = Main.NAME,
        mixinStandardHelpOptions = true,
        version = {},
        synopsisSubcommandLabel = "COMMAND",
        description =
                "Explicit-state model checker for the SMMUv3 quarantine of devices that do not answer ATC invalidations.")
public final class Main {
    static final String NAME = "cordon";

    private Main() {}

    /** Runs the command line {@code args} and exits; see {@code cordon check --help} for the exit codes. */
    public static void main(String[] args) {
        Launcher.exit(NAME, interrupt -> launcher(program(interrupt)).run(commands(interrupt), args));
    }

    /** The program, with its directories of this checkout. */
    static Program program(Interrupt interrupt) {
        return new Program(NAME, "./cordon", interrupt, Home.counterexamples(), Home.corpus());
    }

    /** A model that fails is a defect of Cordon, as it is Cordon's. */
    private static Launcher launcher(Program program) {
        return new Launcher(program, ExitCode.INTERNAL);
    }

    /** The whole command line. */
    static CommandLine commands(Interrupt interrupt) {
        Program program = program(interrupt);
        CommandLine commands = new CommandLine(new Main())
                .addSubcommand(new CheckCommand(program))
                .addSubcommand(new AskCommand(program))
                .addSubcommand(new OutcomesCommand(program))
                .addSubcommand(new CoverageCommand(program))
                .addSubcommand(new SweepCommand(interrupt))
                .addSubcommand(new MutateCommand(interrupt))
                .addSubcommand(new ProveCommand(interrupt))
                .addSubcommand(new RefineCommand(interrupt))
                .addSubcommand(new ListCommand())
                .addSubcommand(new ShowCommand(new DesignOption()))
                .addSubcommand(new ReplayCommand(program, new DesignOption()))
                .addSubcommand(new RecordCommand(program))
                .addSubcommand(new DiffCommand(new DesignOption()))
                .addSubcommand(new GraphCommand(program, new RunOptions()))
                .addSubcommand(new ExploreCommand(program, new RunOptions()));
        return launcher(program).prepare(commands, ResourceBundle.getBundle("cordon.cli.words", Locale.ROOT));
    }
}
