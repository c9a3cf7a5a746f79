package cordon.cli;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import cordon.command.Asked;
import cordon.command.CounterexampleFiles;
import cordon.command.ExitCode;
import cordon.command.Explorer;
import cordon.command.Preparation;
import cordon.command.Program;
import cordon.command.ProgressLine;
import cordon.command.Searched;
import cordon.command.Violation;
import cordon.engine.Trace;
import cordon.engine.explore.Bounds;
import cordon.engine.explore.Report;
import cordon.engine.explore.Statistics;
import cordon.engine.expression.Question;
import cordon.engine.property.Property;
import cordon.specs.Outcome;
import cordon.specs.Run;
import cordon.specs.finding.Answer;
import cordon.specs.finding.Finding;
import cordon.specs.finding.Findings;
import cordon.specs.finding.Interrogation;
import cordon.specs.finding.Interrogation.Piece;
import cordon.specs.finding.Sighting;
import cordon.specs.question.Subject;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A search that goes on behind the known findings, and what became of it.
 *
 * @param model what was searched
 * @param report the report of the search
 * @param answers what it says of each property that was asked about, and of its violations
 * @param guards of a search for one property only: what has to be true besides, or a verdict on it is worth nothing
 */
record Search(RunModel model, Report report, ImmutableList<Answer> answers, ImmutableList<Answer> guards) {

    /**
     * What to ask, and how.
     *
     * @param property the only property to ask about; empty for all
     * @param behind whether to go on behind the known findings
     * @param reasonNotToAsk why a question beside the scenario is not to be asked; empty if it is
     * @param told the exit code by what has been found, now and then while the search runs
     */
    record Inquiry(
            Optional<String> property,
            boolean behind,
            Function<Question, Optional<String>> reasonNotToAsk,
            Consumer<ExitCode> told) {
        /** About every property and question, going on behind the known findings. */
        static final Inquiry ALL = of(Optional.empty());

        /** About {@code property}, or everything, going on behind the known findings. */
        static Inquiry of(Optional<String> property) {
            return new Inquiry(property, true, question -> Optional.empty(), code -> {});
        }
    }

    /**
     * Searches.
     *
     * @throws UsageException if the run's parameters contradict each other or it does not have the property
     * @throws Preparation.Stopped if a bound ended the building of its model
     */
    static Search execute(Program program, RunModel model, Inquiry inquiry, Explorer explorer, Bounds bounds)
            throws IOException {
        Bounds left = Preparation.build(model, bounds);
        Subject subject = Subject.of(
                model.system(), Asked.questionsBeside(model, program, inquiry.property(), inquiry.reasonNotToAsk()));
        Asked asked = Asked.of(model, subject.asking(), inquiry.property());
        Interrogation interrogation = inquiry.behind()
                ? Interrogation.behind(subject, asked.all(), Findings.ALL)
                : Interrogation.plain(subject, asked.all(), Findings.ALL);
        Explorer telling =
                explorer.tellingAlso(violated(interrogation, ImmutableSet.copyOf(asked.properties()), inquiry.told()));
        Report report =
                ProgressLine.search(model.title(), interrogation.system(), interrogation.questions(), telling, left);
        ImmutableList<Answer> answers = interrogation.answers(report);
        int properties = asked.properties().size();
        return new Search(model, report, answers.subList(0, properties), answers.subList(properties, answers.size()));
    }

    /** Tells {@code told} which of the {@code asked} properties are violated, as the exit code that this is. */
    private static Consumer<Statistics> violated(
            Interrogation interrogation, Set<Property> asked, Consumer<ExitCode> told) {
        ImmutableList<Piece> pieces = interrogation.pieces();
        return statistics -> told.accept(ExitCode.ofViolated(pieces.stream()
                .filter(piece -> asked.contains(piece.property())
                        && statistics.violated().contains(piece.question()))
                .map(Piece::property)
                .collect(toImmutableSet())));
    }

    /** The run. */
    Run run() {
        return model.run();
    }

    /** The same, with the findings in words. */
    Searched inWords() {
        return new Searched(model, report, inWords(answers), inWords(guards));
    }

    private static ImmutableList<cordon.command.Answer> inWords(List<Answer> answers) {
        return answers.stream().map(Search::inWords).collect(toImmutableList());
    }

    private static cordon.command.Answer inWords(Answer answer) {
        Map<String, @Nullable Integer> findings = new LinkedHashMap<>();
        answer.sightings()
                .forEach(sighting -> findings.put(
                        sighting.finding().name(),
                        sighting.trace().map(Trace::length).orElse(null)));
        Outcome outcome = Outcome.of(answer);
        return new cordon.command.Answer(
                answer.property(),
                answer.verdict(),
                outcome.known(),
                outcome.isViolation()
                        ? RunModel.facts(findings, answer.isUnexplained(), answer.behind())
                        : ImmutableMap.of());
    }

    /** The violations that {@code answer} shows: of each finding the shortest, and the shortest that no finding explains. */
    ImmutableList<Violation> violations(Answer answer) {
        ImmutableList.Builder<Violation> all = ImmutableList.builder();
        Property property = answer.property();
        for (Sighting sighting : answer.sightings()) {
            Finding finding = sighting.finding();
            sighting.trace()
                    .ifPresent(shortest -> all.add(new Violation(
                            property,
                            Optional.of(finding.name()),
                            trace -> Sighting.of(finding, model.system(), property, trace)
                                    .map(Sighting::why),
                            shortest)));
        }
        answer.beyond().ifPresent(trace -> all.add(Violation.of(model, property, trace)));
        return all.build();
    }

    /**
     * Removes the files that an earlier run of this search wrote about {@code answer} and this one does not replace: the violation is no
     * more. Nothing is removed if this run was incomplete, or looked for one violation where there may be others.
     *
     * @param found the {@link #violations} of it
     */
    void removeStale(CounterexampleFiles files, Answer answer, ImmutableList<Violation> found) {
        if (report.bound().isEmpty() && (found.isEmpty() || answer.behind())) {
            files.removeStale(model, answer.property(), found);
        }
    }
}
