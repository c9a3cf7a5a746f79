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

/** The command {@code check}: search one system for a shortest violation of each property. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Search all interleavings of a system for violations.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every property holds",
            "2:the command line makes no sense, or a file cannot be read or written",
            "3:incomplete: a bound, the memory or Ctrl-C ended the search and nothing is violated so far",
            "11:deadlock",
            "12:a safety property is violated, or something that should be reachable is not",
            "13:with --property: it holds, but vacuously: the system can get stuck, or never does what would put it to the test",
            "70:internal error",
            "71:this machine: there are no more threads",
            "75:the system or a property failed: it threw an exception, or is not a function of the state"
        })
final class CheckCommand implements Callable<Integer> {
    @Parameters(paramLabel = "SYSTEM", description = "A system; see '${ROOT-COMMAND-NAME} list'.")
    @SuppressWarnings("NullAway.Init") // picocli demands it
    private String name;

    @Option(names = "--property", paramLabel = "NAME", description = "Ask about this property only.")
    private @Nullable String property;

    @Option(names = "--json", description = "Print one JSON document instead of text.")
    private boolean json;

    @Mixin
    private final Systems which;

    @Mixin
    private BoundOptions bounds = new BoundOptions();

    @Mixin
    private SearchOptions how = new SearchOptions();

    @Mixin
    private OutOption to = new OutOption();

    private final PrintStream out = System.out;
    private final Program program;

    CheckCommand(Program program, Systems which) {
        this.program = program;
        this.which = which;
    }

    @Override
    public Integer call() throws IOException {
        Model model = which.model(name);
        Optional<String> only = Optional.ofNullable(property);
        Asked asked = Asked.of(model, only);
        CounterexampleFiles files = new CounterexampleFiles(program, to.writable(program));
        Explorer explorer = how.explorer(program, model, only);
        Interrupt interrupt = program.interrupt();
        Searched search = Searched.of(asked, explorer, bounds.until(interrupt), interrupt::found);
        List<Written> written = search.write(files);
        if (json) {
            out.println(Json.of(Json.search(search, written)));
        } else {
            SearchReport report = new SearchReport(out, program);
            report.counterexamples(written);
            report.end(search, how.ending());
        }
        return ExitCode.of(search).number();
    }
}
