package cordon.specs;

import cordon.engine.explore.Report;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a run is expected to find.
 *
 * @param design the design's name
 * @param parameters the parameters that are not as the scenario has them
 * @param states distinct states
 * @param depth the largest distance of a state from the initial one
 * @param verdicts the {@link Outcome} for each property, by name, as text
 * @param findings for each violated property, by name: what goes wrong and why, in two or three sentences
 */
public record ExpectedRun(
        String design,
        Map<String, String> parameters,
        long states,
        int depth,
        Map<String, String> verdicts,
        Map<String, String> findings) {

    /**
     * What {@code run} did find.
     *
     * @param before what was expected until now; its findings are kept for what is still violated
     */
    static ExpectedRun of(Run run, Report report, Optional<ExpectedRun> before) {
        Map<String, String> verdicts = new LinkedHashMap<>();
        Map<String, String> findings = new LinkedHashMap<>();
        report.verdicts().forEach((property, verdict) -> {
            Outcome outcome = Outcome.of(property, verdict);
            verdicts.put(property.name(), outcome.toString());
            if (outcome.isViolation()) {
                before.map(b -> b.findings().get(property.name()))
                        .ifPresent(finding -> findings.put(property.name(), finding));
            }
        });
        return new ExpectedRun(
                run.design(),
                run.parameters(),
                report.statistics().states(),
                report.statistics().depth(),
                verdicts,
                findings);
    }

    boolean isFor(Run run) {
        return design.equals(run.design()) && parameters.equals(run.parameters());
    }
}
