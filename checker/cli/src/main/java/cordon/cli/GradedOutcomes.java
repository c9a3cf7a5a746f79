package cordon.cli;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import cordon.command.ExitCode;
import cordon.command.Judgement;
import cordon.command.OutcomeQuestion;
import cordon.counterexamples.Origin;
import cordon.engine.outcome.Outcomes;
import cordon.specs.outcome.Grade;
import cordon.specs.outcome.GradedRow;
import cordon.specs.outcome.OutcomeRecord;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The outcomes of a search beside those that are recorded.
 *
 * @param graded the outcomes with the grades that the record gives them
 * @param exhaustive whether every reachable state was visited
 * @param file the record; empty if there is none
 * @param differences what of it was not found as it says, one line each; none if the search did not visit every state
 */
record GradedOutcomes(OutcomeRecord graded, boolean exhaustive, Optional<Path> file, ImmutableList<String> differences)
        implements Judgement {

    /** Compares {@code found} with its record among {@code files}. */
    static GradedOutcomes of(OutcomeRecord found, boolean exhaustive, OutcomeFiles files) {
        Optional<Path> file = files.fileOf(found);
        Optional<OutcomeRecord> recorded = file.map(files.all()::get);
        return new GradedOutcomes(
                recorded.map(found::gradedAs).orElse(found),
                exhaustive,
                file,
                recorded.filter(r -> exhaustive).map(found::differencesFrom).orElse(ImmutableList.of()));
    }

    /** {@code outcomes}, an answer to {@code question}, as they are written down before anybody has graded them. */
    static OutcomeRecord record(OutcomeQuestion question, Outcomes outcomes) {
        return record(
                question,
                question.rows(outcomes).stream()
                        .map(row -> GradedRow.found(row.values(), row.ending(), row.states(), row.steps()))
                        .collect(toImmutableList()));
    }

    /** {@code question} as it is written down, without an answer. */
    static OutcomeRecord unanswered(OutcomeQuestion question) {
        return record(question, ImmutableList.of());
    }

    private static OutcomeRecord record(OutcomeQuestion question, List<GradedRow> rows) {
        Origin origin = question.model().origin();
        return new OutcomeRecord(
                origin.scenario(), origin.design(), origin.parameters(), question.of(), question.at(), rows);
    }

    /** The question that {@code recorded} answers. */
    static OutcomeQuestion question(OutcomeRecord recorded) {
        Origin origin = new Origin(recorded.scenario(), recorded.design(), ImmutableMap.copyOf(recorded.parameters()));
        return OutcomeQuestion.of(
                new RunModel(RunOptions.run(origin, Optional.empty())),
                recorded.of(),
                Optional.of(recorded.at()).filter(at -> !at.isEmpty()));
    }

    /** A forbidden outcome is certain even when the search was incomplete. */
    @Override
    public ExitCode code() {
        if (graded.rows().stream().anyMatch(GradedOutcomes::isForbidden)) {
            return ExitCode.SAFETY;
        } else if (!exhaustive) {
            return ExitCode.INCOMPLETE;
        }
        return differences.isEmpty() ? ExitCode.HOLDS : ExitCode.DIFFERS;
    }

    private static boolean isForbidden(GradedRow row) {
        return row.grade() == Grade.FORBIDDEN && row.states() > 0;
    }

    @Override
    public List<OutcomeQuestion.Row> rows() {
        return graded.rows().stream()
                .map(row -> new OutcomeQuestion.Row(row.values(), row.ending(), row.states(), row.steps()))
                .collect(toImmutableList());
    }

    @Override
    public List<String> columns() {
        return ImmutableList.of("GRADE", "BECAUSE");
    }

    @Override
    public List<String> cells(int row) {
        GradedRow judged = graded.rows().get(row);
        return ImmutableList.of(judged.grade().toString(), judged.because());
    }

    @Override
    public Object json(int row) {
        return graded.rows().get(row);
    }

    @Override
    public List<String> notes() {
        ImmutableList.Builder<String> notes = ImmutableList.builder();
        if (code() == ExitCode.SAFETY) {
            notes.add("A FORBIDDEN outcome comes about; --show N prints how outcome N does.");
        }
        notes.add(file.map(there -> "Recorded in " + there + (differences.isEmpty() ? "." : ", which DIFFERS:"))
                .orElse("Not recorded; --record NAME keeps the outcomes for people to grade."));
        return notes.addAll(differences).build();
    }

    @Override
    public Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("record", file.map(Path::toString).orElse(null));
        facts.put("differences", differences);
        return facts;
    }
}
