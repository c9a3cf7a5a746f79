package cordon.cli;

import com.google.common.collect.ImmutableList;
import cordon.command.Counts;
import cordon.command.ExitCode;
import cordon.command.Json;
import cordon.engine.explore.Bound;
import cordon.engine.explore.Report;
import cordon.engine.explore.Statistics;
import cordon.engine.outcome.Outcomes;
import cordon.specs.Run;
import cordon.specs.outcome.Grade;
import cordon.specs.outcome.GradedRow;
import cordon.specs.outcome.OutcomeRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code cordon outcomes} prints.
 *
 * @param question what was asked
 * @param outcomes what was found
 * @param compared the same beside what is recorded
 */
record OutcomesReport(OutcomeQuestion question, Outcomes outcomes, Compared compared) {

    /**
     * The outcomes of a search beside those that are recorded.
     *
     * @param graded the outcomes with the grades that the record gives them
     * @param exhaustive whether every reachable state was visited
     * @param file the record; empty if there is none
     * @param differences what of it was not found as it says, one line each; none if the search did not visit every state
     */
    record Compared(OutcomeRecord graded, boolean exhaustive, Optional<Path> file, ImmutableList<String> differences) {

        /** Compares {@code found} with its record among {@code files}. */
        static Compared of(OutcomeRecord found, boolean exhaustive, OutcomeFiles files) {
            Optional<Path> file = files.fileOf(found);
            Optional<OutcomeRecord> recorded = file.map(files.all()::get);
            return new Compared(
                    recorded.map(found::gradedAs).orElse(found),
                    exhaustive,
                    file,
                    recorded.filter(r -> exhaustive).map(found::differencesFrom).orElse(ImmutableList.of()));
        }

        /** A forbidden outcome is certain even when the search was incomplete. */
        ExitCode code() {
            if (graded.rows().stream().anyMatch(Compared::isForbidden)) {
                return ExitCode.SAFETY;
            } else if (!exhaustive) {
                return ExitCode.INCOMPLETE;
            }
            return differences.isEmpty() ? ExitCode.HOLDS : ExitCode.DIFFERS;
        }

        private static boolean isForbidden(GradedRow row) {
            return row.grade() == Grade.FORBIDDEN && row.states() > 0;
        }
    }

    /** For people. */
    OutcomeTable table() {
        ImmutableList<String> columns = ImmutableList.<String>builder()
                .add("#")
                .addAll(question.of())
                .add("ENDING", "STATES", "STEPS", "GRADE", "BECAUSE")
                .build();
        List<List<String>> rows = new ArrayList<>();
        for (GradedRow row : compared.graded().rows()) {
            boolean found = row.states() > 0;
            rows.add(ImmutableList.<String>builder()
                    .add(found ? Integer.toString(rows.size() + 1) : "-")
                    .addAll(row.values())
                    .add(
                            row.ending(),
                            Long.toString(row.states()),
                            found ? Integer.toString(row.steps()) : "-",
                            row.grade().toString(),
                            row.because())
                    .build());
        }
        return new OutcomeTable(question.title(), columns, ImmutableList.copyOf(rows), notes());
    }

    /** For machines. */
    String json() {
        Run run = question.run();
        Report report = outcomes.report();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("scenario", run.scenario().name());
        json.put("design", run.design());
        json.put("patches", run.patches().stream().map(Enum::name).toList());
        json.put("parameters", run.parameters());
        json.put("of", question.of());
        json.put("at", question.at().isEmpty() ? null : question.at());
        json.put("states", report.statistics().states());
        json.put("depth", report.statistics().depth());
        json.put("seconds", report.statistics().elapsed().toNanos() / 1e9);
        json.put("exhaustive", report.exhaustive());
        json.put("stoppedBecause", report.bound().map(Bound::reason).orElse(null));
        json.put("outcomes", compared.graded().rows());
        json.put("record", compared.file().map(Path::toString).orElse(null));
        json.put("differences", compared.differences());
        return Json.of(json) + "\n";
    }

    private ImmutableList<String> notes() {
        ImmutableList.Builder<String> notes = ImmutableList.builder();
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
        if (compared.code() == ExitCode.SAFETY) {
            notes.add("A FORBIDDEN outcome comes about; --show N prints how outcome N does.");
        }
        notes.add(compared.file()
                .map(file -> "Recorded in " + file + (compared.differences().isEmpty() ? "." : ", which DIFFERS:"))
                .orElse("Not recorded; --record NAME keeps the outcomes for people to grade."));
        return notes.addAll(compared.differences()).build();
    }
}
