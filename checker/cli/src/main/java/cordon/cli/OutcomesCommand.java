package cordon.cli;

import cordon.command.Judgement;
import cordon.command.OutcomeQuestion;
import cordon.command.Program;
import cordon.engine.outcome.Outcomes;
import cordon.specs.outcome.OutcomeRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code cordon outcomes}: every combination of values in which a scenario comes to rest, or that it has after a step. */
@Command(
        name = "outcomes",
        mixinStandardHelpOptions = true,
        description = {
            "Search all interleavings of a scenario and list every combination of values in which the world comes to rest:",
            "in how many distinct states, how many steps away the nearest is, and what people think of it.",
            "The world is at rest when no step is possible but those that a device or the page allocator is free not to take.",
            "It 'ends' if every CPU and task has finished, and is 'stuck' otherwise. A run that goes in circles never rests."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every outcome is known",
            "1:the outcomes are not those that are recorded",
            "2:the command line makes no sense, or a file cannot be read or written",
            "3:incomplete: a bound, the memory or Ctrl-C ended the search",
            "12:an outcome that is recorded as forbidden comes about",
            "70:internal error",
            "71:this machine: Java does not start, or there are no more threads"
        })
final class OutcomesCommand extends cordon.command.OutcomesCommand {
    @Option(
            names = "--record",
            paramLabel = "NAME",
            description =
                    "Write the outcomes to specs/expected/outcomes/NAME.json, with the grades that people gave them there; new "
                            + "ones are to be looked at.")
    private @Nullable String record;

    private final Program program;

    OutcomesCommand(Program program) {
        super(program, new RunOptions());
        this.program = program;
    }

    @Override
    protected Judge judge(OutcomeQuestion question) throws IOException {
        OutcomeFiles files = OutcomeFiles.load(Home.outcomes());
        Optional<Path> target =
                Optional.ofNullable(record).map(name -> files.fileFor(name, GradedOutcomes.unanswered(question)));
        return outcomes -> compare(question, outcomes, files, target);
    }

    private Judgement compare(OutcomeQuestion question, Outcomes outcomes, OutcomeFiles files, Optional<Path> target)
            throws IOException {
        OutcomeRecord found = GradedOutcomes.record(question, outcomes);
        boolean exhaustive = outcomes.report().exhaustive();
        GradedOutcomes compared = GradedOutcomes.of(found, exhaustive, files);
        if (target.isEmpty()) {
            return compared;
        }
        if (!exhaustive) {
            program.tell("nothing is recorded, for the search is incomplete");
            return compared;
        }
        files.write(target.get(), compared.graded());
        return GradedOutcomes.of(found, true, files);
    }
}
