package cordon.cli;

import cordon.counterexamples.Recording;
import cordon.engine.explore.Bounds;
import cordon.specs.Expectations;
import cordon.specs.Run;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cordon record}: put counterexamples among those that are checked in. */
@Command(
        name = "record",
        mixinStandardHelpOptions = true,
        description = {
            "Search a scenario and put the counterexamples into counterexamples/corpus.",
            "Without SCENARIO: search the default suite, and put there, for each finding in specs/expected, its shortest one."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:what was found is recorded",
            "2:the command line makes no sense, or a file cannot be written",
            "3:interrupted, and nothing recorded"
        })
final class RecordCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "SCENARIO", description = "A scenario; see 'cordon list'.")
    private @Nullable String scenario;

    @Option(names = "--property", paramLabel = "NAME", description = "Record a violation of this property only.")
    private @Nullable String property;

    @Mixin
    private RunOptions which = new RunOptions();

    private final PrintStream out = System.out;
    private final Interrupt interrupt;

    RecordCommand(Interrupt interrupt) {
        this.interrupt = interrupt;
    }

    @Override
    public Integer call() throws IOException {
        Path directory = Home.writableCounterexamples();
        Expectations expectations = Expectations.load(Home.expectedVerdicts());
        Corpus corpus = new Corpus(Home.corpus());
        Map<String, Recording> chosen = new LinkedHashMap<>(); // by finding, or by name where there is none
        if (scenario != null) {
            search(which.run(scenario), expectations, directory)
                    .forEach(recording -> chosen.put(recording.heading(), recording));
        } else if (which.any() || property != null) {
            throw new UsageException("--design, --patches, --set and --property need a SCENARIO");
        } else {
            for (Run run : Run.defaultSuite()) {
                for (Recording recording : search(run, expectations, directory)) {
                    chosen.merge(
                            recording.finding().orElse(recording.heading()),
                            recording,
                            (a, b) -> b.steps().size() < a.steps().size() ? b : a);
                }
            }
        }
        if (interrupt.requested()) {
            out.println("INCOMPLETE: nothing was recorded.");
            return ExitCode.INCOMPLETE.number();
        }
        if (chosen.isEmpty()) {
            out.println("Nothing is violated, so nothing was recorded.");
        }
        for (Recording recording : chosen.values()) {
            out.println(corpus.add(recording));
        }
        corpus.index();
        return ExitCode.HOLDS.number();
    }

    private Iterable<Recording> search(Run run, Expectations expectations, Path directory) throws IOException {
        Bounds bounds = Bounds.unlimited().withInterrupt(interrupt::requested);
        return Search.execute(run, Optional.ofNullable(property), Explorer.PLAIN, bounds, expectations, directory)
                .counterexamples()
                .values()
                .stream()
                .map(Search.Written::recording)
                .toList();
    }
}
