package cordon.specs.mutation;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import cordon.engine.Successors;
import cordon.model.Choice.WorldKind;
import cordon.model.Design;
import cordon.model.Parameter;
import cordon.model.World;
import cordon.specs.Expectations;
import cordon.specs.ExpectedRun;
import cordon.specs.Run;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One search of the matrix: a wrong model in a run of the default suite.
 *
 * @param fault what is wrong
 * @param run the run
 * @param right what the right model shows in it
 */
public record Cell(Fault fault, Run run, ExpectedRun right) {

    /**
     * The cells of {@code faults} and {@code runs}, those with the fewest states of the right model first: where a run has what the
     * fault changes, and {@code expectations} say what the right model shows.
     */
    public static ImmutableList<Cell> all(List<Fault> faults, List<Run> runs, Expectations expectations) {
        return all(faults, runs, expectations, () -> {});
    }

    /** As {@link #all(List, List, Expectations)}; {@code look} is called before each model is built, and what it throws ends it. */
    public static ImmutableList<Cell> all(
            List<Fault> faults, List<Run> runs, Expectations expectations, Runnable look) {
        List<Cell> cells = new ArrayList<>();
        for (Run run : runs) {
            look.run();
            expectations.of(run).ifPresent(right -> {
                World world = run.world();
                Successors first = new Successors(world.schema().words());
                world.initialStates(first);
                faults.stream()
                        .filter(fault -> fault.appliesTo(run, world, first.state(0)))
                        .forEach(fault -> cells.add(new Cell(fault, run, right)));
            });
        }
        return cells.stream()
                .sorted(Comparator.comparingLong(cell -> cell.right().states()))
                .collect(toImmutableList());
    }

    /** The runs of the matrix: those of v2 in the default suite, and of the base where a part is modelled that the series leaves alone. */
    public static ImmutableList<Run> runs() {
        return Run.defaultSuite().stream()
                .filter(run -> run.patches().equals(Design.V2.patches())
                        || run.settings().get(Parameter.WORLD) != WorldKind.PROTOCOL)
                .collect(toImmutableList());
    }

    /** The search in words, which names it. */
    public String title() {
        return fault.name() + ": " + run.title();
    }
}
