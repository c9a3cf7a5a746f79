package cordon.cli;

import cordon.counterexamples.StateGraphDot;
import cordon.model.World;
import java.io.PrintStream;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cordon graph}: all states of a small scenario. */
@Command(
        name = "graph",
        mixinStandardHelpOptions = true,
        description = "Print all states of a small scenario as a graph for Graphviz (dot -Tsvg).")
final class GraphCommand implements Callable<Integer> {
    private static final int MOST_STATES = 1_000_000; // beyond that no program draws it

    @Parameters(paramLabel = "SCENARIO", description = "A scenario; see 'cordon list'.")
    @SuppressWarnings("NullAway.Init") // picocli demands it
    private String scenario;

    @Option(
            names = "--max-states",
            paramLabel = "N",
            description = "Print nothing if there are more: 1 to " + MOST_STATES + "; default 1000.")
    @Within(least = 1, most = MOST_STATES)
    private int maxStates = 1000;

    @Mixin
    private RunOptions which = new RunOptions();

    private final PrintStream out = System.out;

    @Override
    public Integer call() {
        World world = RunOptions.world(which.run(scenario));
        Optional<String> graph = StateGraphDot.of(world, maxStates);
        if (graph.isEmpty()) {
            System.err.println(
                    "cordon: INCOMPLETE: there are more than " + maxStates + " states; raise it with --max-states");
            return ExitCode.INCOMPLETE.number();
        }
        out.print(graph.get());
        return ExitCode.HOLDS.number();
    }
}
