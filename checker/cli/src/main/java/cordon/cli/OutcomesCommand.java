package cordon.cli;

import cordon.cli.OutcomesReport.Compared;
import cordon.command.BoundOptions;
import cordon.command.CounterexampleFiles;
import cordon.command.ExitCode;
import cordon.command.Preparation;
import cordon.command.Program;
import cordon.command.SearchOptions;
import cordon.command.UsageException;
import cordon.command.Within;
import cordon.counterexamples.HtmlReport;
import cordon.counterexamples.MarkdownReport;
import cordon.counterexamples.Recording;
import cordon.counterexamples.RecordingFile;
import cordon.counterexamples.TextReport;
import cordon.engine.Trace;
import cordon.engine.explore.Bounds;
import cordon.engine.explore.BreadthFirst;
import cordon.engine.explore.Options;
import cordon.engine.explore.Verdict;
import cordon.engine.outcome.Outcome;
import cordon.engine.outcome.Outcomes;
import cordon.engine.property.Property;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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
final class OutcomesCommand implements Callable<Integer> {
    private enum Form {
        TEXT,
        JSON,
        MARKDOWN,
        HTML
    }

    private static final int MOST_SHOWN = 1_000_000;

    @Parameters(paramLabel = "SCENARIO", description = "A scenario; see 'cordon list'.")
    @SuppressWarnings("NullAway.Init") // picocli demands it
    private String scenario;

    @Option(
            names = "--of",
            required = true,
            paramLabel = "FIELD[,FIELD]",
            description =
                    "What to look at: fields, or elements of them, as counterexamples print them, such as 'ste.EATS[sid 0]'; "
                            + "repeatable.")
    @SuppressWarnings("NullAway.Init") // picocli demands it
    private List<String> of;

    @Option(
            names = "--at",
            paramLabel = "LABEL",
            description =
                    "Instead of where the world rests: in each state right after a step with LABEL in its name or its words, such "
                            + "as 'SMMU 4.5.1 timer'.")
    private @Nullable String at;

    @Option(
            names = "--show",
            paramLabel = "N",
            description = "Instead of the table: a shortest trace to outcome N of it, 1 to " + MOST_SHOWN
                    + ". As JSON, a file for 'cordon show'.")
    @Within(least = 1, most = MOST_SHOWN)
    private @Nullable Integer show;

    @Option(names = "--as", paramLabel = "FORM", description = "text (the default), json, markdown or html.")
    private @Nullable Form form;

    @Option(names = "--json", description = "The same as --as json.")
    private boolean json;

    @Option(
            names = "--record",
            paramLabel = "NAME",
            description =
                    "Write the outcomes to specs/expected/outcomes/NAME.json, with the grades that people gave them there; new "
                            + "ones are to be looked at.")
    private @Nullable String record;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "Threads: 1 to " + SearchOptions.MOST_WORKERS
                    + "; default is one for each processor. The answer does not depend on it.")
    @Within(least = 1, most = SearchOptions.MOST_WORKERS)
    private int workers = SearchOptions.usualWorkers();

    @Mixin
    private RunOptions which = new RunOptions();

    @Mixin
    private BoundOptions bounds = new BoundOptions();

    private final PrintStream out = System.out;
    private final Program program;

    OutcomesCommand(Program program) {
        this.program = program;
    }

    @Override
    public Integer call() throws IOException {
        Form wanted = form();
        RunModel model = which.model(scenario);
        Bounds limits = Preparation.build(model, bounds.until(program.interrupt()));
        OutcomeQuestion question = OutcomeQuestion.of(model.run(), model.system(), of, Optional.ofNullable(at));
        OutcomeFiles files = OutcomeFiles.load(Home.outcomes());
        Optional<Path> target = Optional.ofNullable(record).map(name -> files.fileFor(name, question.unanswered()));
        Outcomes outcomes = question.ask(workers, limits);
        Compared compared = compare(question, outcomes, files, target);
        if (show != null) {
            return show(show, question, outcomes, limits, wanted)
                    ? compared.code().number()
                    : ExitCode.INCOMPLETE.number();
        }
        OutcomesReport report = new OutcomesReport(question, outcomes, compared);
        out.print(
                switch (wanted) {
                    case TEXT -> report.table().text();
                    case JSON -> report.json();
                    case MARKDOWN -> report.table().markdown();
                    case HTML -> report.table().html();
                });
        return compared.code().number();
    }

    private Form form() {
        if (json && form != null && form != Form.JSON) {
            throw new UsageException("--json and --as exclude each other");
        }
        return json ? Form.JSON : form == null ? Form.TEXT : form;
    }

    private Compared compare(OutcomeQuestion question, Outcomes outcomes, OutcomeFiles files, Optional<Path> target)
            throws IOException {
        Compared compared =
                Compared.of(question.record(outcomes), outcomes.report().exhaustive(), files);
        if (target.isEmpty()) {
            return compared;
        }
        if (!outcomes.report().exhaustive()) {
            program.tell("nothing is recorded, for the search is incomplete");
            return compared;
        }
        files.write(target.get(), compared.graded());
        return Compared.of(question.record(outcomes), true, files);
    }

    /** Prints a shortest trace to outcome {@code number}; false if the search for it was stopped. */
    private boolean show(int number, OutcomeQuestion question, Outcomes outcomes, Bounds limits, Form wanted) {
        List<Outcome> found = List.copyOf(outcomes.found().keySet());
        if (number > found.size()) {
            throw new UsageException("--show: "
                    + (found.isEmpty() ? "no outcome was found" : "expected 1 to " + found.size() + ", not " + number));
        }
        Property never = question.question().never(found.get(number - 1), "no-outcome-" + number);
        Verdict verdict = BreadthFirst.check(
                        question.question().system(),
                        List.of(never),
                        Options.DEFAULT.withWorkers(workers),
                        limits,
                        statistics -> {})
                .verdict(never);
        Optional<Trace> trace = verdict.trace();
        if (trace.isEmpty()) {
            program.tell("INCOMPLETE: the search for a trace was stopped");
            return false;
        }
        Recording recording = CounterexampleFiles.recording(
                new RunModel(question.run()), never, trace.get(), question.command() + " --show " + number);
        out.print(
                switch (wanted) {
                    case TEXT -> TextReport.of(recording);
                    case JSON -> RecordingFile.text(recording);
                    case MARKDOWN -> MarkdownReport.of(recording);
                    case HTML -> HtmlReport.of(recording);
                });
        return true;
    }
}
