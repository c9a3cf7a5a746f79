package cordon.command;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.google.common.collect.ImmutableList;
import cordon.engine.Trace;
import cordon.engine.explore.Bounds;
import cordon.engine.explore.Report;
import cordon.engine.explore.Verdict;
import cordon.engine.expression.Asking;
import cordon.engine.property.Property;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What became of a search.
 *
 * @param model what was searched
 * @param report the report of the search
 * @param answers what it says of each property that was asked about
 * @param guards of a search for one property only: what has to be true besides, or a verdict on it is worth nothing
 */
public record Searched(Model model, Report report, ImmutableList<Answer> answers, ImmutableList<Answer> guards) {

    /**
     * Searches for one shortest violation of each property.
     *
     * @param told the exit code by what has been found, now and then while the search runs, and at its end
     * @throws IOException if it was to resume and could not
     */
    static Searched of(Asked asked, Explorer explorer, Bounds bounds, Consumer<ExitCode> told) throws IOException {
        Explorer telling =
                explorer.tellingAlso(statistics -> told.accept(ExitCode.ofViolated(asked.properties().stream()
                        .filter(statistics.violated()::contains)
                        .collect(toImmutableSet()))));
        Model model = asked.model();
        Report report = ProgressLine.search(model.title(), asked.asking().system(), asked.all(), telling, bounds);
        Searched searched = new Searched(
                model, report, answers(asked, asked.properties(), report), answers(asked, asked.guards(), report));
        told.accept(ExitCode.of(searched));
        return searched;
    }

    private static ImmutableList<Answer> answers(Asked asked, List<Property> properties, Report report) {
        return properties.stream()
                .map(property -> asked.model().answer(property, ofModel(asked, report.verdict(property))))
                .collect(toImmutableList());
    }

    /** {@code verdict} with a path of the model's own system. */
    private static Verdict ofModel(Asked asked, Verdict verdict) {
        if (verdict instanceof Verdict.Violated violated) {
            return new Verdict.Violated(violated.counterexample().map(trace -> ofModel(asked, trace)));
        }
        return verdict instanceof Verdict.Holds holds
                ? new Verdict.Holds(holds.witness().map(trace -> ofModel(asked, trace)))
                : verdict;
    }

    private static Trace ofModel(Asked asked, Trace trace) {
        return asked.asking()
                .forget(trace.in(asked.asking().system()))
                .in(asked.model().system());
    }

    /** The answers that are shown by a path: violations, and witnesses of questions, each of which refutes the contrary. */
    ImmutableList<Violation> violations() {
        return answers.stream().flatMap(answer -> violation(answer).stream()).collect(toImmutableList());
    }

    private Optional<Violation> violation(Answer answer) {
        return answer.verdict()
                .trace()
                .filter(trace -> answer.isViolation()
                        || Asking.questionOf(answer.property()).isPresent())
                .map(trace -> Violation.of(model, answer.property(), trace));
    }

    /** Writes the {@link #violations}, and removes the files of those that are no more. */
    List<Written> write(CounterexampleFiles files) throws IOException {
        List<Written> written = new ArrayList<>();
        for (Answer answer : answers) {
            Optional<Violation> found = violation(answer);
            if (found.isPresent()) {
                written.add(files.write(model, found.get(), ImmutableList.of(found.get())));
            } else if (report.bound().isEmpty()) {
                files.removeStale(model, answer.property(), ImmutableList.of());
            }
        }
        return written;
    }
}
