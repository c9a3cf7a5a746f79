package cordon.cli;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import cordon.cli.report.CheckReport;
import cordon.cli.report.CheckedSearch;
import cordon.cli.report.CheckedSearch.About;
import cordon.cli.report.Comparison;
import cordon.cli.report.Found;
import cordon.cli.report.Item;
import cordon.cli.report.Item.Evidence;
import cordon.cli.report.Move;
import cordon.cli.report.Reports;
import cordon.command.ExitCode;
import cordon.command.Violation;
import cordon.engine.Trace;
import cordon.engine.explore.Bound;
import cordon.specs.Expectations;
import cordon.specs.ExpectedRun;
import cordon.specs.Outcome;
import cordon.specs.Run;
import cordon.specs.finding.Answer;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a check has found so far, for its reports. They are written before the first search too, saying that everything is incomplete: so a
 * process that is killed leaves no report of an earlier check behind.
 */
final class Reporting {
    private static final String UNFINISHED = "the command ended before";

    private final Reports reports;
    private final ImmutableList<Run> runs;
    private final Way way;
    private final Optional<Expectations> expectations;
    private final Map<Run, CheckedSearch> found = new LinkedHashMap<>();
    private final List<CheckedSearch> beside = new ArrayList<>();
    private final PrintStream out = System.out;
    private @Nullable StepPlaces places;

    /**
     * How searches are compared.
     *
     * @param whole as {@link Found#whole}
     * @param shortest as {@link Found#shortest}
     * @param recorded whether somebody has to have said what to expect of each
     */
    record Way(boolean whole, boolean shortest, boolean recorded) {}

    /** Some part of a check, after which the exit code is known. */
    @FunctionalInterface
    interface Check {
        /** Does it; the exit code is the usual one. */
        ExitCode execute() throws IOException;
    }

    /** For {@code reports} of {@code runs}. */
    Reporting(Reports reports, ImmutableList<Run> runs, Way way) throws IOException {
        this.reports = reports;
        this.runs = runs;
        this.way = way;
        this.expectations =
                reports.isEmpty() ? Optional.empty() : Optional.of(Expectations.load(Home.expectedVerdicts()));
    }

    /** Executes {@code check}, which adds what it finds, and writes the reports; says what the exit code is. */
    ExitCode execute(Check check) throws IOException {
        if (reports.isEmpty()) {
            return check.execute();
        }
        reports.write(report());
        ExitCode usual;
        try {
            usual = check.execute();
        } finally { // what could not be built in time, or did not fit into memory, is incomplete
            reports.write(report());
            reports.print(report(), out);
        }
        return reports.code(report(), usual);
    }

    private CheckReport report() {
        List<CheckedSearch> searches = new ArrayList<>();
        for (Run run : runs) {
            CheckedSearch search = found.get(run);
            searches.add(search == null ? CheckedSearch.notSearched(about(run), UNFINISHED) : search);
        }
        searches.addAll(beside);
        return reports.of(searches);
    }

    /** The search of {@code run} had finished in an earlier call, and had found {@code now}; its traces were not kept. */
    void addEarlier(Run run, ExpectedRun now) {
        if (!reports.isEmpty()) {
            put(run, now, compared(run, now, Optional.empty()), Duration.ZERO);
        }
    }

    /** Something was compared beside the searches, as {@link CheckedSearch#beside} has it. */
    void beside(About about, List<String> differences, Optional<String> stopped) {
        beside.add(CheckedSearch.beside(about, differences, stopped));
    }

    /** A search has ended. */
    void add(Search search) throws IOException {
        if (reports.isEmpty()) {
            return;
        }
        Run run = search.run();
        ImmutableList<Answer> answers = Stream.concat(search.answers().stream(), search.guards().stream())
                .collect(toImmutableList());
        Optional<String> stopped = search.report().bound().map(Bound::reason);
        ExpectedRun now = ExpectedRun.of(run, search.report().statistics(), answers);
        ImmutableList.Builder<Item> items = ImmutableList.builder();
        for (Item item : compared(run, now, stopped)) {
            items.add(item.with(evidence(search, answers, item)));
        }
        put(run, now, items.build(), search.report().statistics().elapsed());
    }

    private ImmutableList<Item> compared(Run run, ExpectedRun now, Optional<String> stopped) {
        Optional<ExpectedRun> expected = expectations.flatMap(all -> all.of(run));
        ImmutableList.Builder<Item> items = ImmutableList.builder();
        items.addAll(Comparison.of(expected, new Found(now, way.whole(), way.shortest(), stopped)));
        if (way.recorded() && expected.isEmpty() && stopped.isEmpty()) {
            items.add(Comparison.unrecorded());
        }
        return items.build();
    }

    private void put(Run run, ExpectedRun now, ImmutableList<Item> items, Duration elapsed) {
        found.put(run, new CheckedSearch(about(run), ImmutableMap.copyOf(now.verdicts()), items, elapsed));
    }

    private static About about(Run run) {
        return new About(
                run.title(),
                new RunModel(run).command("check"),
                Home.inCheckout(Home.expectedVerdicts().resolve(run.scenario().name() + ".json")));
    }

    private Optional<Evidence> evidence(Search search, List<Answer> answers, Item item) throws IOException {
        if (item.cause().isEmpty()) {
            return Optional.empty();
        }
        Optional<Violation> violation = answers.stream()
                .filter(answer ->
                        item.property().equals(Optional.of(answer.property().name())))
                .flatMap(answer -> search.violations(answer).stream())
                .filter(shown -> item.cause().equals(Optional.of(shown.cause().orElse(Outcome.UNEXPLAINED))))
                .findFirst();
        return violation.isEmpty() ? Optional.empty() : Optional.of(evidence(search.model(), violation.get()));
    }

    private Evidence evidence(RunModel model, Violation violation) throws IOException {
        if (places == null) {
            places = StepPlaces.in(Home.modelSources());
        }
        StepPlaces declared = places;
        Trace trace = violation.shown();
        ImmutableList<Move> moves = IntStream.rangeClosed(1, trace.length())
                .mapToObj(n -> {
                    String step = model.stepOf(trace.action(n));
                    return new Move(trace.step(n), step, declared.of(step));
                })
                .collect(toImmutableList());
        return new Evidence(
                violation
                        .why()
                        .apply(trace)
                        .orElseGet(() -> violation.property().explain(trace)),
                moves,
                trace.loopStart().stream().boxed().findFirst());
    }
}
