package cordon.specs;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.LinkedHashMultimap;
import com.google.common.collect.SetMultimap;
import cordon.engine.explore.Report;
import cordon.model.World;
import cordon.model.machine.Step;
import java.util.LinkedHashSet;
import java.util.Set;

/** Which labelled steps of the model the searches have taken, and in which scenarios. */
public final class Coverage {
    private final Set<String> steps = new LinkedHashSet<>();
    private final SetMultimap<String, String> scenariosByStep = LinkedHashMultimap.create();

    /** Counts in what a search of {@code world} for {@code run} has taken. */
    public void add(Run run, World world, Report report) {
        for (Step step : world.steps()) {
            steps.add(step.name());
            for (int arg = 0; arg < step.variants(); arg++) {
                if (report.taken().get(step.action(arg)) > 0) {
                    scenariosByStep.put(step.name(), run.scenario().name());
                }
            }
        }
    }

    /** Every step of the models searched, in the order in which they declare them. */
    public ImmutableList<String> steps() {
        return ImmutableList.copyOf(steps);
    }

    /** The scenarios that take {@code step}; empty if none does. */
    public ImmutableSet<String> scenarios(String step) {
        return ImmutableSet.copyOf(scenariosByStep.get(step));
    }

    /** The steps that no scenario takes. */
    public ImmutableList<String> neverTaken() {
        return steps.stream()
                .filter(step -> !scenariosByStep.containsKey(step))
                .collect(ImmutableList.toImmutableList());
    }
}
