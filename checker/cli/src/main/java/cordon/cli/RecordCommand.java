package cordon.cli;

import cordon.cli.Search.Inquiry;
import cordon.command.Corpus;
import cordon.command.CounterexampleFiles;
import cordon.command.ExitCode;
import cordon.command.Explorer;
import cordon.command.OutOption;
import cordon.command.Program;
import cordon.command.UsageException;
import cordon.command.Violation;
import cordon.counterexamples.Recording;
import cordon.engine.explore.Bounds;
import cordon.specs.Expectations;
import cordon.specs.FindingsPage;
import cordon.specs.FindingsPage.Shown;
import cordon.specs.finding.Finding;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
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

/** {@code cordon record}: put counterexamples among those that are checked in. */
@Command(
        name = "record",
        mixinStandardHelpOptions = true,
        description = {
            "Search a scenario and put the counterexamples into counterexamples/corpus.",
            "Without SCENARIO: put there the counterexample of each finding that docs/findings.md names."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:what was found is recorded; of each file it is said whether it is new, changed or as it was",
            "2:the command line makes no sense, nothing is violated, or a file cannot be written",
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
    private final Program program;

    RecordCommand(Program program) {
        this.program = program;
    }

    @Override
    public Integer call() throws IOException {
        Path directory = OutOption.writable(program.corpus());
        Corpus corpus = new Corpus(program, new DesignOption());
        Map<String, Recorded> chosen = new LinkedHashMap<>(); // by finding, or by what is violated where there is none
        if (scenario != null) {
            for (Recorded recorded : search(which.model(scenario), Optional.ofNullable(property))) {
                chosen.merge(
                        recorded.finding().orElseGet(() -> unexplained(recorded)),
                        recorded,
                        (a, b) -> b.length() < a.length() ? b : a);
            }
        } else if (which.any() || property != null) {
            throw new UsageException("--design, --patches, --set and --property need a SCENARIO");
        } else {
            recordExamples(chosen);
        }
        if (program.interrupt().requested()) {
            out.println("INCOMPLETE: nothing was recorded.");
            return ExitCode.INCOMPLETE.number();
        }
        if (chosen.isEmpty()) {
            throw new UsageException(
                    scenario == null
                            ? "nothing to record: no finding has an example in " + Home.expectedVerdicts()
                                    + "; expected the verdicts of a checkout"
                            : "nothing to record: nothing is violated in "
                                    + which.run(scenario).title());
        }
        for (Map.Entry<String, Recorded> entry : chosen.entrySet()) {
            out.println(corpus.add(entry.getKey(), entry.getValue().recording()));
        }
        out.println(CorpusIndex.write(corpus, directory));
        return ExitCode.HOLDS.number();
    }

    /** A violation that may be the one to record. */
    private record Recorded(RunModel model, Violation violation) {
        Optional<String> finding() {
            return violation.cause();
        }

        int length() {
            return violation.trace().length();
        }

        Recording recording() throws IOException {
            return CounterexampleFiles.recording(model, violation);
        }
    }

    /** The examples that {@code docs/findings.md} names. */
    private void recordExamples(Map<String, Recorded> chosen) throws IOException {
        Expectations expectations = Expectations.load(Home.expectedVerdicts());
        for (Map.Entry<Finding, Shown> example :
                FindingsPage.examples(expectations).entrySet()) {
            String finding = example.getKey().name();
            Shown shown = example.getValue();
            for (Recorded recorded : search(new RunModel(shown.run()), Optional.of(shown.property()))) {
                if (recorded.finding().equals(Optional.of(finding))) {
                    chosen.put(finding, recorded);
                }
            }
        }
    }

    private List<Recorded> search(RunModel model, Optional<String> only) throws IOException {
        Bounds bounds = Bounds.unlimited().withInterrupt(program.interrupt()::requested);
        Search search = Search.execute(program, model, Inquiry.of(only), Explorer.PLAIN, bounds);
        return search.answers().stream()
                .flatMap(answer -> search.violations(answer).stream())
                .map(violation -> new Recorded(model, violation))
                .toList();
    }

    private static String unexplained(Recorded recorded) {
        return recorded.model()
                .origin()
                .fileName(recorded.violation().property().name());
    }
}
