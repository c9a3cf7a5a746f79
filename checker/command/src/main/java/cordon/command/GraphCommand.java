package cordon.command;

import cordon.counterexamples.StateGraphDot;
import cordon.engine.explore.Bounds;
import java.io.PrintStream;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code graph}: all states of a small system. */
@Command(
        name = "graph",
        mixinStandardHelpOptions = true,
        description = "Print all states of a small ${bundle:system} as a graph for Graphviz (dot -Tsvg).")
public final class GraphCommand implements Callable<Integer> {
    private static final int MOST_STATES = 1_000_000; // beyond that no program draws it

    @Parameters(paramLabel = "${bundle:SYSTEM}", description = "A ${bundle:system}; see '${ROOT-COMMAND-NAME} list'.")
    @SuppressWarnings("NullAway.Init") // picocli demands it
    private String name;

    @Option(
            names = "--max-states",
            paramLabel = "N",
            description = "Print nothing if there are more: 1 to " + MOST_STATES + "; default 1000.")
    @Within(least = 1, most = MOST_STATES)
    private int maxStates = 1000;

    @Mixin
    private final Selection which;

    private final PrintStream out = System.out;
    private final Program program;

    /** Of the models of {@code which}. */
    public GraphCommand(Program program, Selection which) {
        this.program = program;
        this.which = which;
    }

    @Override
    public Integer call() {
        Model model = which.model(name);
        Optional<String> graph = Preparation.await(
                () -> StateGraphDot.of(model.system(), maxStates),
                "drawing the states of " + model.title(),
                "the graph was not drawn",
                Bounds.unlimited().withInterrupt(program.interrupt()::requested));
        if (graph.isEmpty()) {
            program.tell("INCOMPLETE: there are more than " + Counts.of(maxStates, "state")
                    + "; raise it with --max-states");
            return ExitCode.INCOMPLETE.number();
        }
        out.print(graph.get());
        return ExitCode.HOLDS.number();
    }
}
