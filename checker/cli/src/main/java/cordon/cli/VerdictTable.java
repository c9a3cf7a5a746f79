package cordon.cli;

import com.google.common.base.Joiner;
import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import cordon.command.Written;
import cordon.engine.explore.Report;
import cordon.specs.Outcome;
import cordon.specs.Run;
import cordon.specs.finding.Answer;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Searches as a table: one row for each property of each. */
final class VerdictTable {
    private static final ImmutableList<Column> COLUMNS = ImmutableList.of(
            new Column("SCENARIO", 13),
            new Column("DESIGN", 6),
            new Column("PARAMETERS", 24),
            new Column("PROPERTY", 24),
            new Column("VERDICT", 14),
            new Column("STATES", 10),
            new Column("DEPTH", 5),
            new Column("TIME", 8));

    private final PrintStream out;

    private record Column(String name, int width) {}

    VerdictTable(PrintStream out) {
        this.out = out;
    }

    void header() {
        row(COLUMNS.stream().map(Column::name).toList());
    }

    /** The rows of one search; under each the findings that explain a violation, and the files of its counterexamples. */
    void rows(Search search, List<Written> files) {
        Run run = search.run();
        Report report = search.report();
        String parameters = Joiner.on(',').withKeyValueSeparator('=').join(run.parameters());
        for (Answer answer : search.answers()) {
            Outcome outcome = Outcome.of(answer);
            row(List.of(
                    run.scenario().name(),
                    run.design(),
                    parameters.isEmpty() ? "-" : parameters,
                    answer.property().name(),
                    outcome.verdict() + (outcome.steps() == null ? "" : " @" + outcome.steps()),
                    Long.toString(report.statistics().states()),
                    Integer.toString(report.statistics().depth()),
                    String.format(
                            Locale.ROOT, "%.2f s", report.statistics().elapsed().toMillis() / 1e3)));
            if (!outcome.known().isEmpty()) {
                out.println("    " + outcome.known());
            }
            files.stream()
                    .filter(written -> written.violation().property().equals(answer.property()))
                    .forEach(written -> out.println("    counterexample: " + written.files()));
        }
    }

    private void row(List<String> cells) {
        List<String> padded = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            padded.add(Strings.padEnd(cells.get(i), COLUMNS.get(i).width(), ' '));
        }
        out.println(String.join(" ", padded).stripTrailing());
    }
}
