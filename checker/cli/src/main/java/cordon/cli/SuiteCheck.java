package cordon.cli;

import com.google.common.base.Ascii;
import com.google.common.base.Throwables;
import com.google.common.collect.ImmutableList;
import com.google.common.util.concurrent.Uninterruptibles;
import cordon.cli.Search.Inquiry;
import cordon.cli.report.CheckedSearch.About;
import cordon.command.Corpus;
import cordon.command.CounterexampleFiles;
import cordon.command.ExitCode;
import cordon.command.Explorer;
import cordon.command.Interrupt;
import cordon.command.Json;
import cordon.command.Program;
import cordon.command.ShownLine;
import cordon.command.Violation;
import cordon.command.Written;
import cordon.engine.explore.Bound;
import cordon.engine.explore.Bounds;
import cordon.engine.file.TextFile;
import cordon.specs.Expectations;
import cordon.specs.ExpectedRun;
import cordon.specs.FindingsPage;
import cordon.specs.Run;
import cordon.specs.finding.Answer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
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
    private static final int COLUMNS = 79;
    private static final About RECORDED =
            new About("recorded counterexamples", "./cordon replay", "counterexamples/corpus");
    private static final About FLUSHES =
            new About("timeouts of flushes", "./cordon check --suite bounds", "specs/expected/bounds.json");

    private final Suite suite;
    private final ImmutableList<Run> runs;
    private final Expectations expectations;
    private final Form form;
    private final PrintStream out = System.out;
    private final CounterexampleFiles files;
    private final Path directory;
    private final Program program;
    private final Corpus corpus;
    private final FindingsTable findings = new FindingsTable();
    private final Map<String, Integer> shortest = new HashMap<>(); // written counterexample, by finding
    private final List<String> differences = new ArrayList<>();
    private final ShownLine line = new ShownLine(System.err, Duration.ofSeconds(10));
    private final long begin = System.nanoTime();
    private int replayed;
    private final List<Object> documents = new ArrayList<>();

    /**
     * What is done with what is found.
     *
     * @param json whether one JSON document is printed instead of text
     * @param verbose whether a row for each property of each search is printed
     * @param recordExpected whether it is written to the files of expected verdicts
     * @param jobs searches at a time
     * @param reporting what its reports are made of
     */
    record Form(boolean json, boolean verbose, boolean recordExpected, int jobs, Reporting reporting) {}

    /** The suite {@code suite} of {@code program}, whose directory of counterexamples also has what is kept of it. */
    SuiteCheck(Program program, Suite suite, ImmutableList<Run> runs, Expectations expectations, Form form) {
        this.program = program;
        this.suite = suite;
        this.runs = runs;
        this.expectations = expectations;
        this.directory = program.counterexamples();
        this.corpus = new Corpus(program, new DesignOption());
        this.files = new CounterexampleFiles(program, directory);
        this.form = form;
    }

    ExitCode execute(Bounds bounds) throws IOException {
        Interrupt interrupt = program.interrupt();
        Progress progress = suite == Suite.DEEP ? Progress.load(directory) : Progress.none();
        VerdictTable table = new VerdictTable(out);
        if (form.verbose()) {
            table.header();
        }
        if (suite == Suite.DEFAULT && !form.recordExpected()) {
            replayed = corpus.files().size();
            beside(RECORDED, corpus.replay().lines());
            beside(FLUSHES, BoundCheck.load(form.jobs()).differences(runs, bounds));
        }
        Map<Run, ExpectedRun> found = new LinkedHashMap<>();
        int finished = 0;
        Optional<Bound> stoppedBy = Optional.empty();
        int jobs =
                Math.max(1, Math.min(form.jobs(), runs.size())); // one that has no search takes no part of the memory
        ExecutorService pool = Executors.newFixedThreadPool(jobs);
        try {
            Bounds each = bounds.withMemoryBytes(bounds.memoryBytes() / jobs)
                    .withInterrupt(() -> interrupt.requested() || pool.isShutdown());
            Queue<Future<Search>> searches = new ArrayDeque<>();
            for (Run run : runs) {
                if (progress.found(run).isEmpty()) {
                    searches.add(pool.submit(
                            () -> Search.execute(program, new RunModel(run), Inquiry.ALL, Explorer.PLAIN, each)));
                }
            }
            int number = 0;
            for (Run run : runs) {
                number++;
                Optional<ExpectedRun> before = progress.found(run);
                if (before.isPresent()) {
                    finished++;
                    form.reporting().addEarlier(run, before.get());
                    if (!form.json()) {
                        out.println(run.title() + ": finished before, see " + progress.file());
                    }
                    continue;
                }
                line.show(
                        Ascii.truncate("search " + number + " of " + runs.size() + ": " + run.title(), COLUMNS, ".."),
                        Duration.ofNanos(System.nanoTime() - begin));
                Search search = result(searches.remove());
                line.clear();
                List<Written> written = write(search);
                show(search, written, table);
                form.reporting().add(search);
                Optional<Bound> bound = search.report().bound();
                if (bound.isPresent()) {
                    stoppedBy = bound;
                } else {
                    finished++;
                    found.put(run, expected(search));
                    progress.add(search, expected(search), written);
                }
                if (interrupt.requested() || out.checkError()) {
                    break;
                }
            }
        } finally {
            line.clear();
            pool.shutdownNow();
        }
        boolean complete = finished == runs.size();
        if (form.recordExpected() && complete) {
            expectations.record(found);
            Files.createDirectories(Home.findingsPage().getParent());
            TextFile.write(Home.findingsPage(), FindingsPage.of(Expectations.load(Home.expectedVerdicts())));
        }
        if (form.json()) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("complete", complete);
            document.put("findings", findings.json());
            document.put("searches", documents);
            out.println(Json.of(document));
        } else {
            findings.print(out);
            summary(finished, stoppedBy);
        }
        if (!complete) {
            return ExitCode.INCOMPLETE;
        }
        return differences.isEmpty() || form.recordExpected() ? ExitCode.HOLDS : ExitCode.DIFFERS;
    }

    private void beside(About about, List<String> lines) {
        differences.addAll(lines);
        form.reporting()
                .beside(
                        about,
                        lines,
                        program.interrupt().requested() ? Optional.of(Bound.INTERRUPT.reason()) : Optional.empty());
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

    /** Writes what no finding explains, and of each finding what is shorter than all that was written of it. */
    private List<Written> write(Search search) throws IOException {
        List<Written> written = new ArrayList<>();
        for (Answer answer : search.answers()) {
            ImmutableList<Violation> all = search.violations(answer);
            search.removeStale(files, answer, all);
            for (Violation violation : all) {
                int length = violation.trace().length();
                boolean wanted = violation
                        .cause()
                        .map(finding -> length < shortest.getOrDefault(finding, Integer.MAX_VALUE))
                        .orElse(true);
                if (wanted) {
                    violation.cause().ifPresent(finding -> shortest.put(finding, length));
                    written.add(files.write(search.model(), violation, all));
                }
            }
        }
        return written;
    }

    private void show(Search search, List<Written> written, VerdictTable table) {
        Run run = search.run();
        findings.add(search);
        List<String> here = search.report().bound().isPresent() ? List.of() : differences(run, expected(search));
        here.forEach(d -> differences.add(run.title() + ": " + d));
        if (form.json()) {
            Map<String, Object> document = Json.search(search.inWords(), written);
            document.put("differences", here);
            documents.add(document);
        } else if (form.verbose()) {
            table.rows(search, written);
        }
    }

    private static ExpectedRun expected(Search search) {
        return ExpectedRun.of(search.run(), search.report().statistics(), search.answers());
    }

    /** Nobody says what to expect of the deep suite. */
    private List<String> differences(Run run, ExpectedRun found) {
        Optional<ExpectedRun> expected = expectations.of(run);
        if (expected.isPresent()) {
            return Expectations.differences(expected.get(), found);
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
                    + (form.recordExpected() ? " Nothing was recorded." : ""));
        }
        if (form.recordExpected()) {
            if (finished == all) {
                out.println("Recorded " + finished + " searches in " + Home.expectedVerdicts() + " and the findings in "
                        + Home.findingsPage() + ".");
            }
        } else if (!differences.isEmpty()) {
            out.println("NOT as expected:");
            differences.forEach(d -> out.println("  " + d));
        } else if (suite == Suite.DEFAULT) {
            out.println("All verdicts of the " + finished + " searches that finished are the expected ones, and the "
                    + replayed + " recorded counterexamples are what they were.");
        } else {
            out.println(finished + (finished == 1 ? " search has" : " searches have")
                    + " finished; nobody says what to expect.");
        }
    }
}
