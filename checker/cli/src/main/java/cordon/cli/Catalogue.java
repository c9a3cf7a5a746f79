package cordon.cli;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import cordon.model.World;
import cordon.specs.Run;
import cordon.specs.Scenario;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/** The models of some scenarios, in all their variants and designs: what they have in common is said once. */
final class Catalogue {
    private final ImmutableList<Run> runs;

    /** Of one scenario, or of all. */
    Catalogue(Optional<Scenario> scenario) {
        runs = Run.defaultSuite().stream()
                .filter(run -> scenario.isEmpty() || run.scenario().equals(scenario.get()))
                .collect(toImmutableList());
    }

    /** Builds each model in turn, in the order of the suite. */
    void forEach(BiConsumer<Run, World> use) {
        runs.forEach(run -> use.accept(run, run.world()));
    }

    /** Some of the scenarios, in few words. */
    String scenarios(Set<String> some) {
        Set<String> others = new LinkedHashSet<>();
        runs.forEach(run -> others.add(run.scenario().name()));
        int all = others.size();
        others.removeAll(some);
        if (all == 1 || some.size() < others.size()) {
            return String.join(", ", some);
        }
        return others.isEmpty() ? "all scenarios" : "all but " + String.join(", ", others);
    }
}
