package cordon.specs;

import com.google.common.collect.ImmutableList;
import cordon.engine.property.Property;
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
                Runs.v2("termination", "brokenWorker=on"),
                Runs.v1("lazy-unmap", "devices=obedient"),
                Runs.base("reset-with-pasids", ""),
                Runs.base("repeated-reset", "devices=obedient rounds=0"),
                Runs.base("posted-writes", "tasks=detach"),
                Runs.base("remove", ""),
                Runs.base("illegal-command", ""),
                Runs.base("insertion", ""),
                Runs.v2("entry-fence", ""));
    }
}
