package cordon.cli;

import cordon.cli.CounterexampleFiles.Written;
import cordon.counterexamples.RecordingFile;
import cordon.engine.explore.Bound;
import cordon.engine.explore.Report;
import cordon.engine.explore.Statistics;
import cordon.specs.Outcome;
import cordon.specs.finding.Answer;
import cordon.specs.finding.Finding;
import java.io.PrintStream;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What {@code cordon check SCENARIO} prints: counterexamples, the findings that they show, and how far the search went. */
final class SearchReport {
    private final PrintStream out;
    private final boolean verbose;

    /** Prints to {@code out}; with {@code verbose} also a row for each property. */
    SearchReport(PrintStream out, boolean verbose) {
        this.out = out;
        this.verbose = verbose;
    }

    /**
     * Prints {@code search}.
     *
     * @param written its counterexamples
     * @param notBehind why it did not go on behind the known findings; empty if it did
     * @param ending what to say of its end
     */
    void print(Search search, List<Written> written, Optional<String> notBehind, Ending ending) {
        counterexamples(written);
        if (verbose) {
            VerdictTable table = new VerdictTable(out);
            table.header();
            table.rows(search, List.of());
        }
        FindingsTable findings = new FindingsTable();
        findings.add(search);
        findings.print(out);
        verdicts(search);
        statistics(search.report(), ending);
        if (search.report().exchanged() > 0) {
            out.println(String.format(
                    Locale.ROOT,
                    "Symmetry: everything was asked of %,d states once more, with interchangeable things exchanged; no answer differed.",
                    search.report().exchanged()));
        }
        notBehind.ifPresent(
                reason -> out.println("The search did not go on behind the known findings, because " + reason + "."));
    }

    /** The text of one for each finding, that of the first property which it violates, and of each that no finding explains. */
    private void counterexamples(List<Written> written) {
        Set<String> shown = new HashSet<>();
        for (Written one : written) {
            Optional<String> finding = one.violation().finding().map(Finding::name);
            if (finding.isEmpty() || shown.add(finding.get())) {
                out.println(one.text());
            }
        }
        for (Written one : written) {
            out.println("counterexample: "
                    + one.file()
                            .map(file -> file + ", .html, " + RecordingFile.ENDING)
                            .orElse("could not be written"));
        }
    }

    private void verdicts(Search search) {
        out.println();
        for (Answer answer : search.answers()) {
            Outcome outcome = Outcome.of(answer);
            if (outcome.isViolation() || search.answers().size() == 1) {
                out.println(answer.property().name() + ": " + outcome);
            }
        }
        if (search.answers().size() > 1) {
            counts(search);
        }
        List<String> failing = search.guards().stream()
                .filter(guard -> Outcome.of(guard).isViolation())
                .map(guard -> guard.property().name() + " is " + Outcome.of(guard))
                .toList();
        if (ExitCode.isVacuous(search)) {
            out.println("This verdict is VACUOUS: "
                    + (failing.isEmpty()
                            ? "nothing in this model puts the property to the test"
                            : String.join("; ", failing))
                    + ".");
        }
    }

    private void counts(Search search) {
        String counts = List.of("holds", "reachable", "vacuous", "incomplete").stream()
                .map(verdict -> names(search, verdict))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("; "));
        if (!counts.isEmpty()) {
            out.println(counts + ".");
        }
    }

    private static String names(Search search, String verdict) {
        List<String> names = search.answers().stream()
                .filter(answer -> Outcome.of(answer).verdict().equals(verdict))
                .map(answer -> answer.property().name())
                .toList();
        return names.isEmpty() ? "" : verdict + ": " + String.join(", ", names);
    }

    private void statistics(Report report, Ending ending) {
        Statistics s = report.statistics();
        out.println();
        out.printf(
                Locale.ROOT,
                "%,d distinct states%s, %,d transitions, depth %d, %.2f s, %,.0f states/s, %.1f bytes per state%s; up to %d "
                        + "successors of a state, %.1f on average.%n",
                s.states(),
                s.visited() == s.states()
                        ? ""
                        : String.format(Locale.ROOT, " (%,d with what is remembered of the ways to them)", s.visited()),
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
            out.println(ending.stopped(report, bound.get()) + ending.advice(report));
            if (bound.get() == Bound.OMISSION) {
                out.printf(
                        Locale.ROOT,
                        "Some state was missed with a probability of about %.2g.%n",
                        report.omissionProbability());
            }
        } else if (report.exhaustive()) {
            out.println(ending.exhausted());
        } else {
            out.printf(
                    Locale.ROOT,
                    "Stopped at depth %d: every property asked about is decided; %,d states were not expanded.%n",
                    s.depth(),
                    s.frontier());
        }
    }
}
