package cordon.cli;

import com.google.common.collect.ImmutableList;
import cordon.engine.explore.Bound;
import cordon.engine.explore.Bounds;
import cordon.engine.explore.Report;
import cordon.engine.explore.Statistics;
import cordon.specs.Expectations;
import cordon.specs.Run;
import cordon.specs.Scenario;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
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
            "1:the suite only: some verdict is not the expected one",
            "2:the command line makes no sense, or a file cannot be read or written",
            "3:incomplete: a bound or the memory ended the search and nothing is violated so far; or Ctrl-C",
            "11:deadlock",
            "12:a safety property is violated, or something that should be reachable is not",
            "70:internal error"
        })
final class CheckCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "SCENARIO", description = "A scenario; see 'cordon list'.")
    private @Nullable String scenario;

    @Option(names = "--property", paramLabel = "NAME", description = "Ask about this property only.")
    private @Nullable String property;

    @Option(
            names = "--suite",
            paramLabel = "NAME",
            description =
                    "default, or deep for larger searches, which go on where they were stopped; with SCENARIO, its part of it.")
    private @Nullable String suite;

    @Option(names = "--max-states", paramLabel = "N", description = "Expand no state once N distinct states are known.")
    private long maxStates = Long.MAX_VALUE;

    @Option(names = "--max-depth", paramLabel = "N", description = "Expand no state N or more steps away.")
    private int maxDepth = Integer.MAX_VALUE;

    @Option(names = "--time", paramLabel = "TIME", description = "Stop each search after this time: 30s, 5m, 1h.")
    private @Nullable String time;

    @Option(names = "--json", description = "Print one JSON document instead of text.")
    private boolean json;

    @Option(
            names = "--record-expected",
            description = "The suite only: write what was found to the files of expected verdicts.")
    private boolean recordExpected;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description =
                    "A suite only: searches at a time, which share the memory; default is one for each processor.")
    private int jobs = Runtime.getRuntime().availableProcessors();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private RunOptions which = new RunOptions();

    @Mixin
    private SearchOptions how = new SearchOptions();

    private final PrintStream out = System.out;
    private final Interrupt interrupt;

    CheckCommand(Interrupt interrupt) {
        this.interrupt = interrupt;
    }

    @Override
    public Integer call() throws IOException {
        Path directory = Home.writableCounterexamples();
        Expectations expectations = Expectations.load(Home.expectedVerdicts());
        ExitCode code = scenario == null || suite != null
                ? checkSuite(expectations, directory)
                : checkOne(scenario, expectations, directory);
        return code.number();
    }

    private ExitCode checkOne(String name, Expectations expectations, Path directory) throws IOException {
        if (recordExpected) {
            throw new UsageException("--record-expected is for a suite; add --suite default, or leave out " + name);
        }
        Run run = which.run(name);
        Optional<String> only = Optional.ofNullable(property);
        Explorer explorer = how.explorer(run, only, interrupt);
        Search search = Search.execute(run, only, explorer, bounds(), expectations, directory);
        if (json) {
            out.println(Json.of(Json.search(search)));
        } else {
            search.counterexamples().values().forEach(c -> out.println(c.text()));
            VerdictTable table = new VerdictTable(out);
            table.header();
            table.rows(search);
            coverage(search.report());
        }
        return ExitCode.of(search.report());
    }

    private ExitCode checkSuite(Expectations expectations, Path directory) throws IOException {
        Objects.requireNonNull(spec.mixins().get("how")).options().stream()
                .filter(spec.commandLine().getParseResult()::hasMatchedOption)
                .findFirst()
                .ifPresent(option -> {
                    throw new UsageException(option.longestName() + " needs a SCENARIO, and no --suite");
                });
        if (which.any() || property != null) {
            throw new UsageException("--design, --patches, --property and --set need a SCENARIO, and no --suite");
        }
        Suite chosen = suite == null ? Suite.DEFAULT : suite(suite);
        if (jobs < 1) {
            throw new UsageException("--jobs must be at least 1, not " + jobs);
        }
        if (recordExpected && chosen == Suite.DEEP) {
            throw new UsageException("--record-expected is for the default suite");
        }
        Optional<Scenario> only = Optional.ofNullable(scenario).map(RunOptions::scenario);
        ImmutableList<Run> runs = chosen.runs().stream()
                .filter(run -> only.isEmpty() || run.scenario().equals(only.get()))
                .collect(ImmutableList.toImmutableList());
        return new SuiteCheck(chosen, runs, expectations, directory, out, json, recordExpected, jobs)
                .execute(bounds(), interrupt);
    }

    private static Suite suite(String name) {
        return Names.find(
                "suite", name, Arrays.asList(Suite.values()), s -> s.name().toLowerCase(Locale.ROOT));
    }

    private void coverage(Report report) {
        Statistics s = report.statistics();
        out.println();
        out.printf(
                Locale.ROOT,
                "%,d distinct states, %,d transitions, depth %d, %.2f s, %,.0f states/s, %.1f bytes per state%s; up to %d successors "
                        + "of a state, %.1f on average.%n",
                s.states(),
                s.transitions(),
                s.depth(),
                s.elapsed().toMillis() / 1e3,
                s.statesPerSecond(),
                s.bytesPerState(),
                s.diskBytes() == 0 ? "" : String.format(Locale.ROOT, " and %,d MiB on disk", s.diskBytes() >> 20),
                report.largestOutDegree(),
                (double) s.transitions() / Math.max(1, s.expanded()));
        Optional<Bound> bound = report.bound();
        if (bound.isPresent()) {
            out.printf(
                    Locale.ROOT,
                    "INCOMPLETE: the search stopped because %s. %s%,d states were not expanded.%s%n",
                    bound.get().reason(),
                    report.levels().isEmpty()
                            ? ""
                            : "All states up to " + report.completeDepth() + " steps away were found and checked; ",
                    s.frontier(),
                    bound.get() == Bound.MEMORY
                            ? " More memory: JAVA_OPTS=-Xmx..., or the disk: --spill DIR; less of it: --search depth, and with "
                                    + "--bitstate even less."
                            : "");
            if (bound.get() == Bound.OMISSION) {
                out.printf(
                        Locale.ROOT,
                        "Some state was missed with a probability of about %.2g.%n",
                        report.omissionProbability());
            }
        } else if (report.exhaustive()) {
            out.println(how.exhausted());
        } else {
            out.printf(
                    Locale.ROOT,
                    "Stopped at depth %d: every property asked about is decided; %,d states were not expanded.%n",
                    s.depth(),
                    s.frontier());
        }
    }

    private Bounds bounds() {
        if (maxStates < 1 || maxDepth < 0) {
            throw new UsageException("--max-states must be at least 1 and --max-depth at least 0");
        }
        Bounds bounds = Bounds.unlimited()
                .withMaxStates(maxStates)
                .withMaxDepth(maxDepth)
                .withInterrupt(interrupt::requested);
        if (time == null) {
            return bounds;
        }
        return bounds.withTime(Durations.parse("--time", time));
    }
}
