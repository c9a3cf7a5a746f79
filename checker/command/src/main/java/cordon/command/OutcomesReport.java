package cordon.command;

import cordon.engine.explore.Bound;
import cordon.engine.explore.Report;
import cordon.engine.explore.Statistics;
import cordon.engine.outcome.Outcomes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What {@code outcomes} prints.
 *
 * @param question what was asked
 * @param outcomes what was found
 * @param judgement what is known of that
 */
record OutcomesReport(OutcomeQuestion question, Outcomes outcomes, Judgement judgement) {

    /**
     * Nothing is known.
     *
     * @param rows what was found
     * @param exhaustive whether every reachable state was visited
     */
    record Unjudged(List<OutcomeQuestion.Row> rows, boolean exhaustive) implements Judgement {
        @Override
        public ExitCode code() {
            return exhaustive ? ExitCode.HOLDS : ExitCode.INCOMPLETE;
        }
    }

    /** For people. */
    OutcomeTable table() {
        List<String> columns = new ArrayList<>(List.of("#"));
        columns.addAll(question.of());
        columns.addAll(List.of("ENDING", "STATES", "STEPS"));
        columns.addAll(judgement.columns());
        List<List<String>> rows = new ArrayList<>();
        for (OutcomeQuestion.Row row : judgement.rows()) {
            boolean found = row.states() > 0;
            List<String> cells = new ArrayList<>(List.of(found ? Integer.toString(rows.size() + 1) : "-"));
            cells.addAll(row.values());
            cells.add(row.ending());
            cells.add(Long.toString(row.states()));
            cells.add(found ? Integer.toString(row.steps()) : "-");
            cells.addAll(judgement.cells(rows.size()));
            rows.add(cells);
        }
        return new OutcomeTable(
                question.title(), columns, rows, !judgement.columns().isEmpty(), notes());
    }

    /** For machines. */
    String json() {
        Report report = outcomes.report();
        Map<String, Object> json = new LinkedHashMap<>(question.model().facts());
        json.put("of", question.of());
        json.put("at", question.at().isEmpty() ? null : question.at());
        json.put("states", report.statistics().states());
        json.put("depth", report.statistics().depth());
        json.put("seconds", report.statistics().elapsed().toNanos() / 1e9);
        json.put("exhaustive", report.exhaustive());
        json.put("stoppedBecause", report.bound().map(Bound::reason).orElse(null));
        json.put(
                "outcomes",
                IntStream.range(0, judgement.rows().size())
                        .mapToObj(judgement::json)
                        .toList());
        json.putAll(judgement.facts());
        return Json.of(json) + "\n";
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        Statistics statistics = outcomes.report().statistics();
        notes.add(String.format(
                Locale.ROOT,
                "%s, in %,d of %,d distinct states; %.2f s.",
                Counts.of(outcomes.found().size(), "outcome"),
                outcomes.states(),
                statistics.states(),
                statistics.elapsed().toMillis() / 1e3));
        outcomes.report()
                .bound()
                .ifPresentOrElse(
                        bound -> notes.add("INCOMPLETE: the search stopped because " + bound.reason()
                                + ". There may be other outcomes, and more states with these."),
                        () -> notes.add("Every reachable state was visited."));
        notes.addAll(judgement.notes());
        return notes;
    }
}
