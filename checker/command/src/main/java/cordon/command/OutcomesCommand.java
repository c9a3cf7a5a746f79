package cordon.command;

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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code outcomes}: every combination of values in which a system comes to rest, or that it has after a step. */
@Command(
        name = "outcomes",
        mixinStandardHelpOptions = true,
        description = {
            "Search all interleavings of a ${bundle:system} and list every combination of values in which it comes to rest:",
            "in how many distinct states, and how many steps away the nearest is.",
            "It is at rest when no step is possible but optional ones. A run that goes in circles never rests."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the outcomes are listed",
            "2:the command line makes no sense, or a file cannot be read or written",
            "3:incomplete: a bound, the memory or Ctrl-C ended the search",
            "70:internal error",
            "71:this machine: Java does not start, or there are no more threads",
            "75:the system failed: a step of it threw an exception, or is not a function of the state"
        })
public class OutcomesCommand implements Callable<Integer> {
    private enum Form {
        TEXT,
        JSON,
        MARKDOWN,
        HTML
    }

    private static final int MOST_SHOWN = 1_000_000;

    @Parameters(paramLabel = "${bundle:SYSTEM}", description = "A ${bundle:system}; see '${ROOT-COMMAND-NAME} list'.")
    @SuppressWarnings("NullAway.Init") // picocli demands it
    private String name;

    @Option(
            names = "--of",
            required = true,
            paramLabel = "FIELD[,FIELD]",
            description =
                    "What to look at: fields, or elements of them, as counterexamples print them, such as '${bundle:field}'; repeatable.")
    @SuppressWarnings("NullAway.Init") // picocli demands it
    private List<String> of;

    @Option(
            names = "--at",
            paramLabel = "LABEL",
            description =
                    "Instead of where it rests: in each state right after a step with LABEL in its name or its words.")
    private @Nullable String at;

    @Option(
            names = "--show",
            paramLabel = "N",
            description = "Instead of the table: a shortest trace to outcome N of it, 1 to " + MOST_SHOWN
                    + ". As JSON, a file for '${ROOT-COMMAND-NAME} show'.")
    @Within(least = 1, most = MOST_SHOWN)
    private @Nullable Integer show;

    @Option(names = "--as", paramLabel = "FORM", description = "text (the default), json, markdown or html.")
    private @Nullable Form form;

    @Option(names = "--json", description = "The same as --as json.")
    private boolean json;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "Threads: 1 to " + SearchOptions.MOST_WORKERS
                    + "; default is one for each processor. The answer does not depend on it.")
    @Within(least = 1, most = SearchOptions.MOST_WORKERS)
    private int workers = SearchOptions.usualWorkers();

    @Mixin
    private final Selection which;

    @Mixin
    private BoundOptions bounds = new BoundOptions();

    private final PrintStream out = System.out;
    private final Program program;

    /** Of the models of {@code which}. */
    public OutcomesCommand(Program program, Selection which) {
        this.program = program;
        this.which = which;
    }

    @Override
    public final Integer call() throws IOException {
        Form wanted = form();
        Model model = which.model(name);
        Bounds limits = Preparation.build(model, bounds.until(program.interrupt()));
        OutcomeQuestion question = OutcomeQuestion.of(model, of, Optional.ofNullable(at));
        Judge judge = judge(question);
        Outcomes outcomes = question.ask(workers, limits);
        Judgement judgement = judge.of(outcomes);
        if (show != null) {
            return (show(show, question, outcomes, limits, wanted) ? judgement.code() : ExitCode.INCOMPLETE).number();
        }
        OutcomesReport report = new OutcomesReport(question, outcomes, judgement);
        print(
                wanted,
                switch (wanted) {
                    case TEXT -> report.table().text();
                    case JSON -> report.json();
                    case MARKDOWN -> report.table().markdown();
                    case HTML -> report.table().html();
                });
        return judgement.code().number();
    }

    /** Tells what is known of outcomes, once they are found. */
    @FunctionalInterface
    protected interface Judge {
        /** What is known of {@code outcomes}. */
        Judgement of(Outcomes outcomes) throws IOException;
    }

    /** Who judges the answer to {@code question}; called before the search, so that what cannot be is refused then. */
    protected Judge judge(OutcomeQuestion question) throws IOException {
        return outcomes -> new OutcomesReport.Unjudged(
                question.rows(outcomes), outcomes.report().exhaustive());
    }

    private Form form() {
        if (json && form != null && form != Form.JSON) {
            throw new UsageException("--json and --as exclude each other");
        }
        return json ? Form.JSON : form == null ? Form.TEXT : form;
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
                question.model(), never, trace.get(), question.command() + " --show " + number);
        print(
                wanted,
                switch (wanted) {
                    case TEXT -> TextReport.of(recording);
                    case JSON -> RecordingFile.text(recording);
                    case MARKDOWN -> MarkdownReport.of(recording);
                    case HTML -> HtmlReport.of(recording);
                });
        return true;
    }

    private void print(Form form, String text) {
        if (form == Form.HTML) {
            Screen.printInUtf8(out, text);
        } else {
            out.print(text);
        }
    }
}
