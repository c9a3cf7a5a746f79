package cordon.command;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code record}: keep the counterexamples of one system among those that {@code replay} replays. */
@Command(
        name = "record",
        mixinStandardHelpOptions = true,
        description = "Search a system and keep its counterexamples in counterexamples/corpus.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:what was found is recorded; of each file it is said whether it is new, changed or as it was",
            "2:the command line makes no sense, nothing is violated, or a file cannot be written",
            "3:interrupted, and nothing recorded",
            "75:the system or a property failed: it threw an exception, or is not a function of the state"
        })
final class RecordCommand implements Callable<Integer> {
    @Parameters(paramLabel = "SYSTEM", description = "A system; see '${ROOT-COMMAND-NAME} list'.")
    @SuppressWarnings("NullAway.Init") // picocli demands it
    private String name;

    @Option(names = "--property", paramLabel = "NAME", description = "Record a violation of this property only.")
    private @Nullable String property;

    @Mixin
    private final Systems which;

    @Mixin
    private BoundOptions bounds = new BoundOptions();

    private final PrintStream out = System.out;
    private final Program program;

    RecordCommand(Program program, Systems which) {
        this.program = program;
        this.which = which;
    }

    @Override
    public Integer call() throws IOException {
        Model model = which.model(name);
        Asked asked = Asked.of(model, Optional.ofNullable(property));
        Corpus corpus = new Corpus(program, which);
        Searched search = Searched.of(asked, Explorer.PLAIN, bounds.until(program.interrupt()), code -> {});
        if (program.interrupt().requested()) {
            out.println("INCOMPLETE: nothing was recorded.");
            return ExitCode.INCOMPLETE.number();
        }
        List<Violation> violations = search.violations();
        if (violations.isEmpty()) {
            throw new UsageException("nothing to record: nothing that has a path is violated in " + model.title());
        }
        OutOption.writable(program.corpus());
        for (Violation violation : violations) {
            out.println(corpus.add(
                    model.origin().fileName(violation.property().name()),
                    CounterexampleFiles.recording(model, violation)));
        }
        return ExitCode.HOLDS.number();
    }
}
