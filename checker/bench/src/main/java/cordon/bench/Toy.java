package cordon.bench;

import cordon.engine.ToyFamily;
import cordon.engine.explore.Bounds;
import cordon.engine.explore.BreadthFirst;
import cordon.engine.explore.Options;
import cordon.engine.explore.Report;
import cordon.engine.explore.Statistics;
import cordon.engine.explore.Verdict;
import cordon.engine.property.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One instance of the toy family as a whole process: {@code Toy DEVICES PAGES [WORKERS [live]]}. With
 * {@code live} it is also asked whether every invalidation ends, under weak fairness. */
public final class Toy {
    private Toy() {}

    /** Searches the instance and prints one line of {@code name=value} pairs; fails if a count or a verdict is wrong. */
    public static void main(String[] args) {
        ToyFamily toy = new ToyFamily(Integer.parseInt(args[0]), Integer.parseInt(args[1]));
        int workers = args.length > 2 ? Integer.parseInt(args[2]) : 2;
        List<Property> properties = new ArrayList<>(toy.properties());
        if (args.length > 3) {
            properties.add(toy.everyInvalidationEnds());
        }
        Report report =
                BreadthFirst.check(toy, properties, Options.DEFAULT.withWorkers(workers), Bounds.unlimited(), s -> {});
        Statistics s = report.statistics();
        System.out.printf(
                Locale.ROOT,
                "states=%d transitions=%d depth=%d seconds=%.3f states_per_second=%.0f bytes_per_state=%.1f%n",
                s.states(),
                s.transitions(),
                s.depth(),
                s.elapsed().toNanos() / 1e9,
                s.statesPerSecond(),
                s.bytesPerState());
        boolean right = s.states() == toy.expectedStates()
                && properties.stream().allMatch(p -> report.verdict(p) instanceof Verdict.Holds);
        if (!right) {
            throw new IllegalStateException("not what the formula says: " + report);
        }
    }
}
