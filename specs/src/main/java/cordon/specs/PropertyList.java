package cordon.specs;

import com.google.common.collect.ImmutableList;
import cordon.engine.property.Property;
import cordon.model.Design;
import java.util.LinkedHashMap;
import java.util.Map;

/** The properties that the searches of the default suite ask about. A property needs a model; a few models have all of them. */
public final class PropertyList {
    private PropertyList() {}

    /** One of each name, in the order of {@link #runs}. */
    public static ImmutableList<Property> all() {
        Map<String, Property> properties = new LinkedHashMap<>();
        for (Run run : runs()) {
            run.properties(run.world()).forEach(property -> properties.putIfAbsent(property.name(), property));
        }
        return ImmutableList.copyOf(properties.values());
    }

    /** Runs that have every property between them, and each of which has one that no run before it has. */
    static ImmutableList<Run> runs() {
        return ImmutableList.of(
                run("termination", "brokenWorker=on", Design.V2),
                run("lazy-unmap", "devices=obedient", Design.V1),
                run("reset-with-pasids", "", Design.BASE),
                run("repeated-reset", "devices=obedient rounds=0", Design.BASE),
                run("posted-writes", "tasks=detach", Design.BASE),
                run("remove", "", Design.BASE),
                run("illegal-command", "", Design.BASE),
                run("insertion", "", Design.BASE),
                run("entry-fence", "", Design.V2));
    }

    private static Run run(String name, String differences, Design design) {
        Scenario scenario = Scenarios.ALL.stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow();
        return Run.of(scenario, design, scenario.settings().with(differences));
    }
}
