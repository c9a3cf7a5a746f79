package cordon.command;

import cordon.engine.Trace;
import cordon.engine.explore.Refutation;
import cordon.engine.property.Property;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a path that answers a question violates on its way: the properties, and what is known of the causes. */
final class Alongside {
    private Alongside() {}

    /** For each property of {@code model} that {@code trace}, a path of it, violates, the first step and the cause. */
    static Optional<String> text(Model model, Trace trace) {
        List<String> sentences = new ArrayList<>();
        Set<String> told = new HashSet<>();
        List<Property> properties = model.properties();
        Trace way = Trace.at(model.system(), trace.state(0));
        for (int n = 0; n <= trace.length(); n++) {
            way = n == 0 ? way : way.then(trace.action(n), trace.state(n));
            for (Property property : properties) {
                if (!told.contains(property.name()) && Refutation.shows(way, property)) {
                    told.add(property.name());
                    sentences.add("At step " + n + " this run violates " + property.name() + ": "
                            + model.explain(property, way));
                }
            }
        }
        return sentences.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", sentences));
    }
}
