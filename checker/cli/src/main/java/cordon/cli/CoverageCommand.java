package cordon.cli;

import com.google.common.base.Strings;
import cordon.command.BoundOptions;
import cordon.command.ExitCode;
import cordon.command.Explorer;
import cordon.command.Json;
import cordon.command.Preparation;
import cordon.command.Program;
import cordon.command.ProgressLine;
import cordon.command.SearchOptions;
import cordon.engine.explore.Bounds;
import cordon.engine.explore.BreadthFirst;
import cordon.engine.explore.Report;
import cordon.specs.Coverage;
import cordon.specs.Run;
import cordon.specs.Scenario;
import java.io.IOException;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cordon coverage}: which steps of the model the default suite takes. */
@Command(
        name = "coverage",
        mixinStandardHelpOptions = true,
        description = {
            "Explore the default suite and list every labelled step of the model with the scenarios that take it.",
            "Exits 1 if a step is taken by none, 3 if a search did not finish."
        })
final class CoverageCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            paramLabel = "SCENARIO",
            description = "Only this scenario of the suite, and the steps of its models; see 'cordon list'.")
    private @Nullable String scenario;

    @Mixin
    private BoundOptions bounds = new BoundOptions();

    @Option(names = "--json", description = "Print one JSON document instead of text.")
    private boolean json;

    private final PrintStream out = System.out;
    private final Program program;

    CoverageCommand(Program program) {
        this.program = program;
    }

    @Override
    public Integer call() throws IOException {
        Optional<Scenario> only = Optional.ofNullable(scenario).map(RunOptions::scenario);
        Coverage coverage = new Coverage();
        boolean complete = true;
        Bounds each = bounds.until(program.interrupt());
        for (Run run : Run.defaultSuite()) {
            if (only.isEmpty() || run.scenario().equals(only.get())) {
                complete &= search(new RunModel(run), each, coverage);
            }
            if (program.interrupt().requested()) {
                complete = false;
                break;
            }
        }
        print(coverage, complete);
        ExitCode code = coverage.neverTaken().isEmpty() ? ExitCode.HOLDS : ExitCode.DIFFERS;
        return (complete ? code : ExitCode.INCOMPLETE).number();
    }

    /**
     * Visits every state, and asks nothing about it: all that is wanted is which steps were taken.
     *
     * @return whether there was time for it
     */
    private static boolean search(RunModel model, Bounds each, Coverage coverage) throws IOException {
        Explorer visit = (system, properties, bounds, progress) -> BreadthFirst.visit(
                system, (depth, state, successors, first) -> {}, SearchOptions.usualWorkers(), bounds, progress);
        try {
            Bounds left = Preparation.build(model, each);
            Report report = ProgressLine.search(model.title(), model.system(), List.of(), visit, left);
            coverage.add(model.run(), model.system(), report);
            return report.bound().isEmpty();
        } catch (Preparation.Stopped e) {
            return false;
        }
    }

    private void print(Coverage coverage, boolean complete) {
        if (json) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("complete", complete);
            Map<String, Object> steps = new LinkedHashMap<>();
            coverage.steps().forEach(step -> steps.put(step, coverage.scenarios(step)));
            document.put("steps", steps);
            out.println(Json.of(document));
            return;
        }
        int width = coverage.steps().stream().mapToInt(String::length).max().orElse(0);
        for (String step : coverage.steps()) {
            String scenarios = String.join(", ", coverage.scenarios(step));
            out.println(Strings.padEnd(step, width + 2, ' ') + (scenarios.isEmpty() ? "NEVER TAKEN" : scenarios));
        }
        out.println();
        out.println(coverage.neverTaken().size() + " of " + coverage.steps().size()
                + (coverage.neverTaken().size() == 1 ? " steps is" : " steps are") + " never taken"
                + (complete ? "." : " so far; INCOMPLETE: not every search finished."));
    }
}
