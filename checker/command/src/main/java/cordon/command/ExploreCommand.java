package cordon.command;

import com.google.common.util.concurrent.Uninterruptibles;
import cordon.engine.explore.Bounds;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code explore}: go through a system by hand. */
@Command(
        name = "explore",
        mixinStandardHelpOptions = true,
        description = "Go through a ${bundle:system} by hand: what is possible is numbered, and you choose.")
public final class ExploreCommand implements Callable<Integer> {
    private static final int LAST_PORT = 65_535;

    @Parameters(paramLabel = "${bundle:SYSTEM}", description = "A ${bundle:system}; see '${ROOT-COMMAND-NAME} list'.")
    @SuppressWarnings("NullAway.Init") // picocli demands it
    private String name;

    @Mixin
    private final Selection which;

    @Option(names = "--web", description = "In a browser of this machine instead of the terminal; ends with Ctrl-C.")
    private boolean web;

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "Of --web: 1 to " + LAST_PORT + ", or 0, which is the default, for any that is free.")
    @Within(least = 0, most = LAST_PORT)
    private @Nullable Integer port;

    @Option(
            names = "--time",
            paramLabel = "TIME",
            description = "Give up the building of the model, and each find, after this time: 30s, 5m, 1h.")
    private @Nullable String time;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Of --web: paths that are saved go to DIR; default: counterexamples/out.")
    private @Nullable Path out;

    private final Program program;

    /** Of the models of {@code which}. */
    public ExploreCommand(Program program, Selection which) {
        this.program = program;
        this.which = which;
    }

    @Override
    public Integer call() throws IOException {
        if (port != null && !web) {
            throw new UsageException("--port is for --web");
        }
        if (out != null && !web) {
            throw new UsageException("--out is for --web; at the terminal 'save FILE' names the file");
        }
        Model model = which.model(name);
        Interrupt interrupt = program.interrupt();
        Bounds bounds = Bounds.unlimited().withInterrupt(interrupt::requested);
        Bounds limited = time == null ? bounds : bounds.withTime(Durations.parse("--time", time));
        Preparation.build(model, limited);
        ExitCode code = web
                ? serve(() -> ExploredPath.of(model, limited), port == null ? 0 : port)
                : new ExploreTerminal(ExploredPath.of(model, limited), System.out)
                        .run(new TypedLines(System.in), interrupt);
        return code.number();
    }

    private ExitCode serve(Supplier<ExploredPath> paths, int port) throws IOException {
        try (WebExploration page =
                new WebExploration(paths, new PathFiles(out == null ? program.counterexamples() : out), port)) {
            program.interrupt().isTheEnd();
            System.out.println(page.address());
            while (!program.interrupt().requested()) {
                Uninterruptibles.sleepUninterruptibly(Duration.ofMillis(100));
            }
            page.fault().ifPresent(fault -> {
                throw fault;
            });
        } catch (BindException e) {
            throw new UsageException("cannot serve at port " + port + ": " + e.getMessage());
        }
        return ExitCode.HOLDS;
    }
}
