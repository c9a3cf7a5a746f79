package cordon.cli;

import com.google.common.collect.ImmutableList;
import cordon.cli.CounterexampleFiles.Violation;
import cordon.cli.CounterexampleFiles.Written;
import cordon.engine.explore.Report;
import cordon.engine.expression.ExpressionException;
import cordon.engine.expression.Question;
import cordon.engine.expression.Question.Kind;
import cordon.engine.expression.Vocabulary;
import cordon.engine.file.TextFile;
import cordon.model.World;
import cordon.specs.Outcome;
import cordon.specs.Run;
import cordon.specs.finding.Answer;
import cordon.specs.question.QuestionFile;
import cordon.specs.question.SavedQuestions;
import cordon.specs.question.Subject;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cordon ask}: search one scenario for the answers to questions given as expressions. */
@Command(
        name = "ask",
        mixinStandardHelpOptions = true,
        description = {
            "Ask a question about a scenario in one line: an expression over the fields",
            "and the step labels that counterexamples show.",
            "",
            "  cordon ask two-flushers --never \\",
            "    'master.ats_broken[device 0] = 1 & ste.EATS[sid 0] = 1 & rest'",
            "  cordon ask reset --reach \\",
            "    'taken(\"reset_device_done\") & device.ATS.E[device 0] = 0'",
            "  cordon ask replace --set devices=mute --step \\",
            "    'ste.EATS[sid 0] = 0 & next.ste.EATS[sid 0] = 1 & since(\"ats_broken := true\")'",
            "  cordon ask termination --leads-to \\",
            "    'master.ats_broken[device 0]' 'for some group g: group.domain[group g] = BLOCKED'",
            "",
            "Comparisons, with values as counterexamples show them (cordon list --fields):",
            "  ste.EATS[sid 0] = 1          page.owner[page 0] != FREE      tlb[iova 0] = -",
            "  CMDQ_PROD = CMDQ_CONS.RD     ste[sid 0] = \"CD table, S1DSS=SSID0\"",
            "  A field that is 0 or 1 can stand alone. A value needs quotation marks if it",
            "  has more in it than letters, digits, dots and single blanks.",
            "Operators:   = != < <= > >=   & | ! -> ( )   true false",
            "Quantifiers: for some device d: master.ats_broken[device d] & ste.EATS[sid d] = 1",
            "             for all page p: page.owner[page p] != OTHER",
            "             for some sid s: disable.sid[CPU 0] = s & ste.EATS[sid s] = 1",
            "Steps, by a part of their labels (cordon list --labels):",
            "  A counterexample adds details to some labels, which TEXT cannot contain.",
            "  enabled(\"TEXT\")  a step whose label contains TEXT is possible",
            "  taken(\"TEXT\")    the step that led to this state is such a step",
            "  since(\"TEXT\")    that step, or one before it, is such a step",
            "  rest             nothing can happen but what is voluntary, such as DMA of a device",
            "--step speaks of the state before a step. 'next.' leads to the state after it:",
            "  next.ste.EATS[sid 0] = 1, next.rest; next.taken(\"TEXT\") is the step itself.",
            "",
            "--never, --step and --leads-to search for a counterexample, --reach for a witness:",
            "a shortest one is printed, and the rest of the states is not searched. A witness",
            "is printed, and kept, as the counterexample to --never that it is. Runs of",
            "--leads-to are fair: a CPU or the SMMU that can go on for ever does so."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:nothing that is asked about with --never, --step or --leads-to is violated, and what --reach asks for is reachable",
            "2:the command line makes no sense, an expression cannot be understood, or a file cannot be read or written",
            "3:incomplete: a bound, the memory or Ctrl-C ended the search and nothing is violated so far",
            "12:violated, or not reachable",
            "13:the only question is --leads-to, and its first expression never comes true without the second",
            "70:internal error",
            "71:this machine: Java does not start, or there are no more threads"
        })
final class AskCommand implements Callable<Integer> {
    @Parameters(paramLabel = "SCENARIO", description = "A scenario; see 'cordon list'.")
    @SuppressWarnings("NullAway.Init") // picocli demands it
    private String scenario;

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

    @Option(
            names = "--save",
            paramLabel = "NAME",
            description =
                    "Keep the question as NAME beside the scenario: 'check SCENARIO' and the suite ask it from then on.")
    private @Nullable String save;

    @Option(names = "--json", description = "Print one JSON document instead of text.")
    private boolean json;

    @Mixin
    private RunOptions which = new RunOptions();

    @Mixin
    private BoundOptions bounds = new BoundOptions();

    @Mixin
    private SearchOptions how = new SearchOptions();

    @Mixin
    private OutOption to = new OutOption();

    private final PrintStream out = System.out;
    private final Interrupt interrupt;

    AskCommand(Interrupt interrupt) {
        this.interrupt = interrupt;
    }

    @Override
    public Integer call() throws IOException {
        Run run = which.run(scenario);
        Preparation prepared = Preparation.of(run, bounds.until(interrupt));
        World world = prepared.world();
        Map<String, Question> asked = questions(Subject.vocabulary(world));
        if (asked.isEmpty()) {
            throw new UsageException("expected --never, --reach, --step, --leads-to or --questions");
        }
        asked.forEach((name, question) -> how.reasonNotToAsk(question).ifPresent(reason -> {
            throw new UsageException("cannot ask " + name + " " + reason);
        }));
        Subject subject = subject(world, asked);
        CounterexampleFiles files = new CounterexampleFiles(to.writable());
        if (save != null) {
            save(run, asked);
        }
        Explorer explorer = how.explorer(run, Optional.of(asked.values().toString()));
        Search search = Search.ask(run, subject, explorer, prepared.left(), interrupt::found);
        interrupt.found(ExitCode.of(search));
        List<Written> written = write(search, files);
        if (json) {
            out.println(Json.of(Json.search(search, written)));
        } else {
            search.answers().forEach(answer -> out.println(answer.property().name() + ": " + Outcome.of(answer)));
            out.println();
            new SearchReport(out, false).print(search, written, Optional.empty(), how.ending());
            neverTaken(search.report(), Subject.vocabulary(world), asked);
        }
        return ExitCode.of(search).number();
    }

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

    private static Subject subject(World world, Map<String, Question> asked) {
        try {
            return Subject.of(world, asked);
        } catch (IllegalArgumentException e) {
            throw new UsageException(e);
        }
    }

    private void save(Run run, Map<String, Question> asked) throws IOException {
        if (asked.size() != 1) {
            throw new UsageException("--save keeps one question, and not " + asked.size());
        }
        SavedQuestions saved = Home.questions();
        Path file = saved.file(run.scenario());
        String content = saved.fileWith(
                run.scenario(),
                Objects.requireNonNull(save),
                asked.values().iterator().next());
        Files.createDirectories(file.toAbsolutePath().getParent());
        TextFile.write(file, content);
        System.err.println("saved in " + file + "; './cordon check --record-expected' records its verdicts");
    }

    private static List<Written> write(Search search, CounterexampleFiles files) throws IOException {
        List<Written> written = new ArrayList<>();
        for (Answer answer : search.answers()) {
            ImmutableList<Violation> found = answer.verdict()
                    .trace()
                    .map(trace -> ImmutableList.of(new Violation(answer.property(), Optional.empty(), trace)))
                    .orElse(ImmutableList.of());
            files.removeStale(search, answer, found);
            for (Violation violation : found) {
                written.add(files.write(search.run(), search.world(), violation, found));
            }
        }
        return written;
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
