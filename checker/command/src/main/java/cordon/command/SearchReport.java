package cordon.command;

import cordon.engine.explore.Bound;
import cordon.engine.explore.Report;
import cordon.engine.explore.Statistics;
import java.io.PrintStream;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a check of one system prints: counterexamples, verdicts, and how far the search went. */
public final class SearchReport {
    private final PrintStream out;
    private final Program program;

    /** Prints to {@code out} what {@code program} found. */
    public SearchReport(PrintStream out, Program program) {
        this.out = out;
        this.program = program;
    }

    /** Prints the text of one for each cause, that of the first property which it violates, and of each that has no known cause. */
    public void counterexamples(List<Written> written) {
        Set<String> shown = new HashSet<>();
        for (Written one : written) {
            Optional<String> cause = one.violation().cause();
            if (cause.isEmpty() || shown.add(cause.get())) {
                out.println(one.text());
            }
        }
        for (Written one : written) {
            out.println("counterexample: " + one.files());
        }
    }

    /**
     * Prints the verdicts of {@code search} and how far it went.
     *
     * @param ending what to say of its end
     */
    public void end(Searched search, Ending ending) {
        verdicts(search);
        statistics(search.report(), ending);
        if (search.report().exchanged() > 0) {
            out.println(String.format(
                    Locale.ROOT,
                    "Symmetry: everything was asked of %,d states once more, with interchangeable things exchanged; no answer differed.",
                    search.report().exchanged()));
        }
    }

    private void verdicts(Searched search) {
        out.println();
        for (Answer answer : search.answers()) {
            if (answer.isViolation() || search.answers().size() == 1) {
                out.println(answer.property().name() + ": " + answer);
            }
        }
        if (search.answers().size() > 1) {
            counts(search);
        }
        List<String> failing = search.guards().stream()
                .filter(Answer::isViolation)
                .map(guard -> guard.property().name() + " is " + guard)
                .toList();
        if (ExitCode.isVacuous(search)) {
            out.println("This verdict is VACUOUS: "
                    + (failing.isEmpty()
                            ? "nothing in this model puts the property to the test"
                            : String.join("; ", failing))
                    + ".");
        }
    }

    private void counts(Searched search) {
        String counts = List.of("holds", "reachable", "vacuous", "incomplete").stream()
                .map(verdict -> names(search, verdict))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("; "));
        if (!counts.isEmpty()) {
            out.println(counts + ".");
        }
    }

    private static String names(Searched search, String verdict) {
        List<String> names = search.answers().stream()
                .filter(answer -> answer.word().equals(verdict))
                .map(answer -> answer.property().name())
                .toList();
        return names.isEmpty() ? "" : verdict + ": " + String.join(", ", names);
    }

    private void statistics(Report report, Ending ending) {
        Statistics s = report.statistics();
        out.println();
        out.printf(
                Locale.ROOT,
                "%s%s, %s, depth %d, %.2f s, %,.0f states/s, %.1f bytes per state%s; up to %s "
                        + "of a state, %.1f on average.%n",
                Counts.of(s.states(), "distinct state"),
                s.visited() == s.states()
                        ? ""
                        : String.format(Locale.ROOT, " (%,d with what is remembered of the ways to them)", s.visited()),
                Counts.of(s.transitions(), "transition"),
                s.depth(),
                s.elapsed().toMillis() / 1e3,
                s.statesPerSecond(),
                s.bytesPerState(),
                s.diskBytes() == 0 ? "" : String.format(Locale.ROOT, " and %,d MiB on disk", s.diskBytes() >> 20),
                Counts.of(report.largestOutDegree(), "successor"),
                (double) s.transitions() / Math.max(1, s.expanded()));
        Optional<Bound> bound = report.bound();
        if (bound.isPresent()) {
            out.println(ending.stopped(report, bound.get()) + ending.advice(report, program.moreMemory()));
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
                    "Stopped at depth %d: every property asked about is decided%s.%n",
                    s.depth(),
                    ending.notExpanded(report).map(rest -> "; " + rest).orElse(""));
        }
    }
}
