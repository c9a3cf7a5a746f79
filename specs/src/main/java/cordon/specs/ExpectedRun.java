package cordon.specs;

import cordon.engine.explore.Statistics;
import cordon.specs.finding.Answer;
import cordon.specs.finding.Findings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What a run is expected to find.
 *
 * @param design the design's name
 * @param parameters the parameters that are not as the scenario has them
 * @param states distinct states
 * @param depth the largest distance of a state from the initial one
 * @param verdicts the {@link Outcome} for each property, by name, as text: for a violation, which findings it shows
 */
public record ExpectedRun(
        String design, Map<String, String> parameters, long states, int depth, Map<String, String> verdicts) {

    /** What {@code run} did find. */
    public static ExpectedRun of(Run run, Statistics statistics, List<Answer> answers) {
        Map<String, String> verdicts = new LinkedHashMap<>();
        answers.forEach(answer ->
                verdicts.put(answer.property().name(), Outcome.of(answer).toString()));
        return new ExpectedRun(run.design(), run.parameters(), statistics.states(), statistics.depth(), verdicts);
    }

    /**
     * For each violated property, by name: the findings that explain it, each with the length of its shortest trace, or -1 if it has
     * none.
     */
    public Map<String, Map<String, Integer>> findings() {
        Map<String, Map<String, Integer>> findings = new LinkedHashMap<>();
        verdicts.forEach((property, verdict) -> {
            Outcome outcome = Outcome.parse(verdict);
            if (!outcome.known().isEmpty()) {
                findings.put(property, lengths(outcome));
            }
        });
        return findings;
    }

    private static Map<String, Integer> lengths(Outcome outcome) {
        Map<String, Integer> lengths = new LinkedHashMap<>();
        outcome.causes().forEach((cause, steps) -> {
            if (Findings.names().contains(cause)) {
                lengths.put(cause, steps.orElse(-1));
            }
        });
        return lengths;
    }

    /** Whether it has all that it needs, of which Gson leaves null what a file does not say. */
    public boolean isWhole() {
        return Stream.of(design, parameters, verdicts).allMatch(Objects::nonNull);
    }

    boolean isFor(Run run) {
        return design.equals(run.design()) && parameters.equals(run.parameters());
    }
}
