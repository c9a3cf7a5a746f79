package cordon.command;

import cordon.engine.explore.Bounds;
import cordon.engine.explore.Report;
import cordon.engine.expression.Asking;
import cordon.engine.expression.ExpressionException;
import cordon.engine.expression.Question;
import cordon.engine.expression.Question.Kind;
import cordon.engine.expression.QuestionFile;
import cordon.engine.expression.Vocabulary;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code ask}: search one system for the answers to questions given as expressions. */
@Command(
        name = "ask",
        mixinStandardHelpOptions = true,
        description = {
            "Ask a question about a ${bundle:system} in one line: an expression over the fields",
            "and the step labels that counterexamples show.",
            "",
            "  ${ROOT-COMMAND-NAME} ask ${bundle:SYSTEM} --never 'FIELD[thread 0] = 1 & FIELD[thread 1] = 1'",
            "",
            "Comparisons, with values as counterexamples show them (${ROOT-COMMAND-NAME} list --fields):",
            "  A field that is 0 or 1 can stand alone. A value needs quotation marks if it",
            "  has more in it than letters, digits, dots and single blanks.",
            "Operators:   = != < <= > >=   & | ! -> ( )   true false",
            "Quantifiers: for some thread t: at[thread t] = 2;  for all thread t: at[thread t] < 2",
            "Steps, by a part of their labels (${ROOT-COMMAND-NAME} list --labels):",
            "  enabled(\"TEXT\")  a step whose label contains TEXT is possible",
            "  taken(\"TEXT\")    the step that led to this state is such a step",
            "  since(\"TEXT\")    that step, or one before it, is such a step",
            "  rest             nothing can happen but optional steps",
            "--step speaks of the state before a step. 'next.' leads to the state after it:",
            "  next.at[thread 0] = 1, next.rest; next.taken(\"TEXT\") is the step itself.",
            "",
            "--never, --step and --leads-to search for a counterexample, --reach for a witness:",
            "a shortest one is printed, and the rest of the states is not searched. A witness",
            "is printed, and kept, as the counterexample to --never that it is. Runs of",
            "--leads-to are fair: a process that can go on for ever does so."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:nothing that is asked about with --never, --step or --leads-to is violated, and what --reach asks for is reachable",
            "2:the command line makes no sense, an expression cannot be understood, or a file cannot be read or written",
            "3:incomplete: a bound, the memory or Ctrl-C ended the search and nothing is violated so far",
            "12:violated, or not reachable",
            "13:the only question is --leads-to, and its first expression never comes true without the second",
            "70:internal error",
            "71:this machine: Java does not start, or there are no more threads",
            "75:the system failed: a step of it threw an exception, or is not a function of the state"
        })
public class AskCommand implements Callable<Integer> {
    @Parameters(paramLabel = "${bundle:SYSTEM}", description = "A ${bundle:system}; see '${ROOT-COMMAND-NAME} list'.")
    @SuppressWarnings("NullAway.Init") // picocli demands it
    private String name;

    @Option(names = "--never", paramLabel = "EXPR", description = "Is EXPR true in no reachable state? Repeatable.")
    private List<String> never = new ArrayList<>();

    @Option(names = "--reach", paramLabel = "EXPR", description = "Is EXPR true in some reachable state? Repeatable.")
    private List<String> reach = new ArrayList<>();

    @Option(names = "--step", paramLabel = "EXPR", description = "Is EXPR true of no step? Repeatable.")
    private List<String> step = new ArrayList<>();

    @Option(
            names = "--leads-to",
            arity = "2",
            paramLabel = "EXPR",
            description =
                    "After each state with the first EXPR, does every fair run come to a state with the second? Repeatable.")
    private List<String> leadsTo = new ArrayList<>();

    @Option(
            names = "--questions",
            paramLabel = "FILE",
            description =
                    "The questions of FILE too: a line 'NAME: never EXPR' for each, or reach, step, 'leads-to EXPR ~> EXPR'.")
    private @Nullable Path questions;

    @Option(names = "--json", description = "Print one JSON document instead of text.")
    private boolean json;

    @Mixin
    private final Selection which;

    @Mixin
    private BoundOptions bounds = new BoundOptions();

    @Mixin
    private SearchOptions how = new SearchOptions();

    @Mixin
    private OutOption to = new OutOption();

    private final PrintStream out = System.out;
    private final Program program;

    /** Of the models of {@code which}. */
    public AskCommand(Program program, Selection which) {
        this.program = program;
        this.which = which;
    }

    @Override
    public final Integer call() throws IOException {
        Model model = which.model(name);
        Bounds left = Preparation.build(model, bounds.until(program.interrupt()));
        Vocabulary vocabulary = model.vocabulary();
        Map<String, Question> asked = questions(vocabulary);
        if (asked.isEmpty()) {
            throw new UsageException("expected --never, --reach, --step, --leads-to or --questions");
        }
        asked.forEach((question, parsed) -> how.reasonNotToAsk(parsed).ifPresent(reason -> {
            throw new UsageException("cannot ask " + question + " " + reason);
        }));
        Asked all = Asked.questions(model, asking(vocabulary, asked));
        CounterexampleFiles files = new CounterexampleFiles(program, to.writable(program));
        keep(model, asked);
        Explorer explorer =
                how.explorer(program, model, Optional.of(asked.values().toString()));
        Searched search = Searched.of(all, explorer, left, program.interrupt()::found);
        List<Written> written = search.write(files);
        if (json) {
            out.println(Json.of(Json.search(search, written)));
        } else {
            search.answers().forEach(answer -> out.println(answer.property().name() + ": " + answer));
            out.println();
            SearchReport report = new SearchReport(out, program);
            report.counterexamples(written);
            report.end(search, how.ending());
            neverTaken(search.report(), vocabulary, asked);
        }
        return ExitCode.of(search).number();
    }

    /** Keeps the questions, by name, that are asked of {@code model}, if an option says so. */
    protected void keep(Model model, Map<String, Question> asked) throws IOException {}

    /** The questions, by name: those of the command line by their texts. */
    private Map<String, Question> questions(Vocabulary vocabulary) throws IOException {
        Map<String, Question> all = new LinkedHashMap<>();
        never.forEach(text -> add(all, Kind.NEVER, vocabulary, text));
        reach.forEach(text -> add(all, Kind.REACH, vocabulary, text));
        step.forEach(text -> add(all, Kind.STEP, vocabulary, text));
        for (int i = 0; i < leadsTo.size(); i += 2) {
            add(all, Kind.LEADS_TO, vocabulary, leadsTo.get(i), leadsTo.get(i + 1));
        }
        if (questions != null) {
            for (QuestionFile.Line line : QuestionFile.read(questions)) {
                try {
                    all.put(line.name(), Question.parse(line.text(), vocabulary));
                } catch (ExpressionException e) {
                    throw new UsageException(line.place() + ": " + e.getMessage());
                }
            }
        }
        return all;
    }

    private static void add(Map<String, Question> all, Kind kind, Vocabulary vocabulary, String... texts) {
        try {
            Question question = Question.of(kind, vocabulary, texts);
            all.put(question.text(), question);
        } catch (ExpressionException e) {
            throw new UsageException("--" + kind.word() + ": " + e.getMessage());
        }
    }

    private static Asking asking(Vocabulary vocabulary, Map<String, Question> asked) {
        try {
            return Asking.of(vocabulary, asked);
        } catch (IllegalArgumentException e) {
            throw new UsageException(e);
        }
    }

    /** A question about a step that is never taken is easily answered, and seldom as it was meant. */
    private void neverTaken(Report report, Vocabulary vocabulary, Map<String, Question> asked) {
        asked.values().stream()
                .flatMap(question -> question.labels().stream())
                .distinct()
                .filter(label -> vocabulary.fitting(label).stream()
                        .allMatch(action -> report.taken().get(action) == 0))
                .forEach(label ->
                        out.println("NOTE: no step with \"" + label + "\" in its label was taken in this search."));
    }
}
