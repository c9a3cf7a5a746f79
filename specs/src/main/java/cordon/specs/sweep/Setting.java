package cordon.specs.sweep;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import cordon.model.Choice.FenceActor;
import cordon.model.Choice.Pasid;
import cordon.model.Choice.Worker;
import cordon.model.Choice.WorldKind;
import cordon.model.Design;
import cordon.model.Parameter;
import cordon.model.Patch;
import cordon.model.Settings;
import cordon.specs.Run;
import cordon.specs.Scenario;
import cordon.specs.sweep.Examination.Found;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One row of a sweep.
 *
 * @param space the space that it is a row of
 * @param row its values, complete
 * @param run the search of it
 */
public record Setting(SweepSpace space, ImmutableIntArray row, Run run) {

    /**
     * The rows of covering arrays for {@code scenarios} and {@code designs}: smallest bounds first. Settings that occur in several
     * scenarios are searched in the first of them.
     *
     * @param strength as for {@link CoveringArray}; where there are fewer factors, their number
     * @param look called often while they are chosen, which may take longer than anybody wants to wait: what it throws ends that
     */
    public static ImmutableList<Setting> all(
            List<Scenario> scenarios, List<Design> designs, int strength, Runnable look) {
        Set<Object> seen = new HashSet<>();
        List<Setting> settings = new ArrayList<>();
        for (Scenario scenario : scenarios) {
            for (Design design : designs) {
                SweepSpace space = new SweepSpace(scenario, design);
                for (ImmutableIntArray row : space.rows(strength, look)) {
                    Run run = space.run(row.toArray());
                    if (seen.add(List.of(
                            effectOf(run), scenario.live(), run.settings().all()))) {
                        settings.add(new Setting(space, row, run));
                    }
                }
            }
        }
        return settings.stream().sorted(Comparator.comparingInt(Setting::size)).collect(toImmutableList());
    }

    /** What the design changes in {@code run}: where parts are modelled in detail, nothing but P7's fence. */
    private static Object effectOf(Run run) {
        boolean whole = run.settings().get(Parameter.WORLD) == WorldKind.PROTOCOL;
        return whole
                ? run.patches()
                : run.patches().contains(Patch.P7) && run.settings().get(Parameter.FENCE_ACTOR) == FenceActor.ON;
    }

    /**
     * How large its state space may be: the steps that can interleave, roughly. It only orders the searches. Settings of equal
     * size with fewer deviations from their scenario come first.
     */
    private int size() {
        Settings settings = run.settings();
        int flushes = settings.get(Parameter.CPUS) * settings.get(Parameter.ROUNDS);
        int threads = 2 * flushes
                + 3 * settings.get(Parameter.TASKS).size()
                + (settings.get(Parameter.BROKEN_WORKER) == Worker.ON ? 1 : 0);
        int substreams = settings.get(Parameter.DEVICES).size() * (settings.get(Parameter.PASID) == Pasid.ON ? 2 : 1);
        return 100 * (threads + 2 * substreams) + run.parameters().size();
    }

    /** Whether everything in which the smallest setting of {@code found} is not as usual is so here, too, in the same design. */
    boolean contains(Found found) {
        return run.design().equals(found.design())
                && found.unusual().entrySet().stream()
                        .allMatch(entry ->
                                entry.getValue().equals(run.settings().all().get(entry.getKey())));
    }
}
