package cordon.cli;

import com.google.common.base.Throwables;
import com.google.common.collect.ImmutableList;
import com.google.common.util.concurrent.Uninterruptibles;
import cordon.engine.explore.Bound;
import cordon.engine.explore.Bounds;
import cordon.engine.explore.Report;
import cordon.specs.Expectations;
import cordon.specs.ExpectedRun;
import cordon.specs.Run;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The searches of a suite, some at a time, shown in order and compared with the verdicts that are expected. */
final class SuiteCheck {
    private final Suite suite;
    private final ImmutableList<Run> runs;
    private final Expectations expectations;
    private final Path directory;
    private final PrintStream out;
    private final boolean json;
    private final boolean recordExpected;
    private final int jobs;
    private final Corpus corpus = new Corpus(Home.corpus());
    private final List<String> differences = new ArrayList<>();
    private int replayed;
    private final List<Object> documents = new ArrayList<>();

    SuiteCheck(
            Suite suite,
            ImmutableList<Run> runs,
            Expectations expectations,
            Path directory,
            PrintStream out,
            boolean json,
            boolean recordExpected,
            int jobs) {
        this.suite = suite;
        this.runs = runs;
        this.expectations = expectations;
        this.directory = directory;
        this.out = out;
        this.json = json;
        this.recordExpected = recordExpected;
        this.jobs = jobs;
    }

    ExitCode execute(Bounds bounds, Interrupt interrupt) throws IOException {
        Progress progress = suite == Suite.DEEP ? Progress.load(directory) : Progress.none();
        VerdictTable table = new VerdictTable(out);
        if (!json) {
            table.header();
        }
        if (suite == Suite.DEFAULT && !recordExpected) {
            replayed = corpus.files().size();
            differences.addAll(corpus.replay());
        }
        Map<Run, Report> reports = new LinkedHashMap<>();
        int finished = 0;
        Optional<Bound> stoppedBy = Optional.empty();
        ExecutorService pool = Executors.newFixedThreadPool(jobs);
        try {
            Bounds each = bounds.withMemoryBytes(bounds.memoryBytes() / jobs)
                    .withInterrupt(() -> interrupt.requested() || pool.isShutdown());
            Queue<Future<Search>> searches = new ArrayDeque<>();
            for (Run run : runs) {
                if (!progress.has(run)) {
                    searches.add(pool.submit(() ->
                            Search.execute(run, Optional.empty(), Explorer.PLAIN, each, expectations, directory)));
                }
            }
            for (Run run : runs) {
                if (progress.has(run)) {
                    finished++;
                    if (!json) {
                        out.println(run.title() + ": finished before, see " + progress.file());
                    }
                    continue;
                }
                Search search = result(searches.remove());
                show(search, table);
                Optional<Bound> bound = search.report().bound();
                if (bound.isPresent()) {
                    stoppedBy = bound;
                } else {
                    finished++;
                    reports.put(run, search.report());
                    progress.add(search);
                }
                if (interrupt.requested() || out.checkError()) {
                    break;
                }
            }
        } finally {
            pool.shutdownNow();
        }
        boolean complete = finished == runs.size();
        if (recordExpected && complete) {
            expectations.record(reports);
        }
        if (json) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("complete", complete);
            document.put("searches", documents);
            out.println(Json.of(document));
        } else {
            summary(finished, stoppedBy);
        }
        if (!complete) {
            return ExitCode.INCOMPLETE;
        }
        return differences.isEmpty() || recordExpected ? ExitCode.HOLDS : ExitCode.DIFFERS;
    }

    private static Search result(Future<Search> search) throws IOException {
        try {
            return Objects.requireNonNull(Uninterruptibles.getUninterruptibly(search));
        } catch (ExecutionException e) {
            Throwable cause = Objects.requireNonNull(e.getCause());
            Throwables.throwIfInstanceOf(cause, IOException.class);
            Throwables.throwIfUnchecked(cause);
            throw new IllegalStateException(e);
        }
    }

    private void show(Search search, VerdictTable table) {
        Run run = search.run();
        List<String> here = search.report().bound().isPresent() ? List.of() : differences(run, search.report());
        here.forEach(d -> differences.add(run.title() + ": " + d));
        if (json) {
            Map<String, Object> document = Json.search(search);
            document.put("differences", here);
            documents.add(document);
        } else {
            table.rows(search);
        }
    }

    /** Nobody says what to expect of the deep suite. */
    private List<String> differences(Run run, Report report) {
        Optional<ExpectedRun> expected = expectations.of(run);
        if (expected.isPresent()) {
            return Expectations.differences(expected.get(), run, report);
        }
        return suite == Suite.DEEP ? List.of() : List.of("no verdicts are expected: run with --record-expected");
    }

    private void summary(int finished, Optional<Bound> stoppedBy) {
        out.println();
        int all = runs.size();
        if (finished < all) {
            out.println("INCOMPLETE: " + finished + " of " + all + " searches finished"
                    + stoppedBy
                            .map(b -> "; the last that did not stopped because " + b.reason())
                            .orElse("") + "."
                    + (recordExpected ? " Nothing was recorded." : ""));
        }
        if (recordExpected) {
            if (finished == all) {
                out.println("Recorded " + finished + " searches in " + Home.expectedVerdicts() + ".");
            }
        } else if (!differences.isEmpty()) {
            out.println("NOT as expected:");
            differences.forEach(d -> out.println("  " + d));
        } else if (suite == Suite.DEFAULT) {
            out.println("All verdicts of the " + finished + " searches that finished are the expected ones, and the "
                    + replayed + " recorded counterexamples are what they were.");
        } else {
            out.println(finished + " searches have finished; nobody says what to expect of them.");
        }
    }
}
