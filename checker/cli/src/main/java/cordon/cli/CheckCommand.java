package cordon.cli;

import com.google.common.collect.ImmutableList;
import cordon.cli.Reporting.Way;
import cordon.cli.Search.Inquiry;
import cordon.cli.SuiteCheck.Form;
import cordon.cli.report.ReportOptions;
import cordon.cli.report.Reports;
import cordon.command.BoundOptions;
import cordon.command.CounterexampleFiles;
import cordon.command.ExitCode;
import cordon.command.Explorer;
import cordon.command.Interrupt;
import cordon.command.Json;
import cordon.command.Names;
import cordon.command.OutOption;
import cordon.command.Program;
import cordon.command.SearchOptions;
import cordon.command.SearchReport;
import cordon.command.Searched;
import cordon.command.UsageException;
import cordon.command.Violation;
import cordon.command.Within;
import cordon.command.Written;
import cordon.specs.Expectations;
import cordon.specs.Run;
import cordon.specs.Scenario;
import cordon.specs.finding.Answer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cordon check}: search one scenario, or the whole default suite. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = {
            "Search all interleavings of a scenario for violations.",
            "Without SCENARIO: run the default suite and compare with the expected verdicts that are checked in."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every property holds; in the suite: every verdict is the expected one",
            "1:the suite, or --fail-on: some verdict is not the expected one",
            "2:the command line makes no sense, or a file cannot be read or written",
            "3:incomplete: a bound, the memory or Ctrl-C ended the search and nothing is violated so far",
            "11:deadlock",
            "12:a safety property is violated, or something that should be reachable is not",
            "13:with --property: it holds, but vacuously: the model can get stuck, or never does what would put it to the test",
            "70:internal error",
            "71:this machine: Java does not start, or there are no more threads"
        })
final class CheckCommand implements Callable<Integer> {
    private static final int MOST_JOBS = 64;

    @Parameters(arity = "0..1", paramLabel = "SCENARIO", description = "A scenario; see 'cordon list'.")
    private @Nullable String scenario;

    @Option(names = "--property", paramLabel = "NAME", description = "Ask about this property only.")
    private @Nullable String property;

    @Option(
            names = "--suite",
            paramLabel = "NAME",
            description =
                    "default; deep for larger searches, which go on where they were stopped; or bounds for the numbers of timeouts that "
                            + "flushes wait for. With SCENARIO, its part of it.")
    private @Nullable String suite;

    @Option(
            names = "--plain",
            description =
                    "Search for one shortest violation of each property, and not for others behind the known findings.")
    private boolean plain;

    @Option(names = "--verbose", description = "Print a row for each property, too.")
    private boolean verbose;

    @Option(names = "--json", description = "Print one JSON document instead of text.")
    private boolean json;

    @Option(
            names = "--record-expected",
            description = "The suite only: write what was found to the files of expected verdicts.")
    private boolean recordExpected;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description = "A suite only: searches at a time, which share the memory: 1 to " + MOST_JOBS
                    + "; default is one for each processor.")
    @Within(least = 1, most = MOST_JOBS)
    private @Nullable Integer jobs;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private RunOptions which = new RunOptions();

    @Mixin
    private BoundOptions bounds = new BoundOptions();

    @Mixin
    private SearchOptions how = new SearchOptions();

    @Mixin
    private OutOption to = new OutOption();

    @Mixin
    private ReportOptions told = new ReportOptions();

    private final PrintStream out = System.out;
    private final Program program;

    CheckCommand(Program program) {
        this.program = program;
    }

    @Override
    public Integer call() throws IOException {
        if (recordExpected && told.any()) {
            throw new UsageException("--report and --fail-on compare with what --record-expected replaces");
        }
        Path directory = to.writable(program);
        Reports reports = told.reports(json);
        ExitCode code = scenario == null || suite != null
                ? checkSuite(directory, reports)
                : checkOne(scenario, directory, reports);
        return code.number();
    }

    private ExitCode checkOne(String name, Path directory, Reports reports) throws IOException {
        if (jobs != null) {
            throw new UsageException("--jobs is for a suite; threads of one search: --workers");
        }
        if (recordExpected) {
            throw new UsageException("--record-expected is for a suite; add --suite default, or leave out " + name);
        }
        RunModel model = which.model(name);
        Optional<String> only = Optional.ofNullable(property);
        Explorer explorer = how.explorer(program, model, only);
        Optional<String> notBehind = plain ? Optional.of("of --plain") : how.reasonNotToGoBehind();
        Way way = new Way(
                only.isEmpty() && notBehind.isEmpty(), how.reasonNotToGoBehind().isEmpty(), false);
        Reporting reporting = new Reporting(reports, ImmutableList.of(model.run()), way);
        return reporting.execute(() -> {
            Interrupt interrupt = program.interrupt();
            Search search = Search.execute(
                    program,
                    model,
                    new Inquiry(only, notBehind.isEmpty(), how::reasonNotToAsk, interrupt::found),
                    explorer,
                    bounds.until(interrupt));
            reporting.add(search);
            return show(search, directory, notBehind);
        });
    }

    private ExitCode show(Search search, Path directory, Optional<String> notBehind) throws IOException {
        Searched inWords = search.inWords();
        program.interrupt().found(ExitCode.of(inWords));
        List<Written> written = write(search, new CounterexampleFiles(program, directory));
        if (json) {
            out.println(Json.of(Json.search(inWords, written)));
        } else {
            print(search, inWords, written);
            notBehind.ifPresent(reason ->
                    out.println("The search did not go on behind the known findings, because " + reason + "."));
        }
        return ExitCode.of(inWords);
    }

    private void print(Search search, Searched inWords, List<Written> written) {
        SearchReport report = new SearchReport(out, program);
        report.counterexamples(written);
        if (verbose) {
            VerdictTable table = new VerdictTable(out);
            table.header();
            table.rows(search, List.of());
        }
        FindingsTable findings = new FindingsTable();
        findings.add(search);
        findings.print(out);
        report.end(inWords, how.ending());
    }

    private static List<Written> write(Search search, CounterexampleFiles files) throws IOException {
        List<Written> written = new ArrayList<>();
        for (Answer answer : search.answers()) {
            ImmutableList<Violation> violations = search.violations(answer);
            search.removeStale(files, answer, violations);
            for (Violation violation : violations) {
                written.add(files.write(search.model(), violation, violations));
            }
        }
        return written;
    }

    private ExitCode checkSuite(Path directory, Reports reports) throws IOException {
        Expectations expectations = Expectations.load(Home.expectedVerdicts());
        Objects.requireNonNull(spec.mixins().get("how")).options().stream()
                .filter(spec.commandLine().getParseResult()::hasMatchedOption)
                .findFirst()
                .ifPresent(option -> {
                    throw new UsageException(option.longestName() + " needs a SCENARIO, and no --suite");
                });
        if (which.any() || property != null || plain) {
            throw new UsageException(
                    "--design, --patches, --property, --plain and --set need a SCENARIO, and no --suite");
        }
        Suite chosen = suite == null ? Suite.DEFAULT : suite(suite);
        if (recordExpected && chosen == Suite.DEEP) {
            throw new UsageException("--record-expected is for the default suite and for bounds");
        }
        Optional<Scenario> only = Optional.ofNullable(scenario).map(RunOptions::scenario);
        ImmutableList<Run> runs = chosen.runs().stream()
                .filter(run -> only.isEmpty() || run.scenario().equals(only.get()))
                .collect(ImmutableList.toImmutableList());
        int atATime = jobs == null ? Math.min(MOST_JOBS, Runtime.getRuntime().availableProcessors()) : jobs;
        if (chosen == Suite.BOUNDS) {
            if (json || verbose || told.any()) {
                throw new UsageException(
                        "--json, --verbose, --report and --fail-on are for the default and the deep suite");
            }
            return BoundCheck.load(atATime).execute(runs, recordExpected, bounds.until(program.interrupt()));
        }
        Reporting reporting = new Reporting(reports, runs, new Way(true, true, chosen == Suite.DEFAULT));
        SuiteCheck check = new SuiteCheck(
                program.writingTo(directory),
                chosen,
                runs,
                expectations,
                new Form(json, verbose && !json, recordExpected, atATime, reporting));
        return reporting.execute(() -> check.execute(bounds.until(program.interrupt())));
    }

    private static Suite suite(String name) {
        return Names.find(
                "suite", name, Arrays.asList(Suite.values()), s -> s.name().toLowerCase(Locale.ROOT));
    }
}
