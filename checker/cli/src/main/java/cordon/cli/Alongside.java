package cordon.cli;

import cordon.engine.Trace;
import cordon.engine.explore.Refutation;
import cordon.engine.property.Property;
import cordon.model.World;
import cordon.specs.Run;
import cordon.specs.finding.Findings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a path that answers a question violates on its way: the properties, and the findings that explain it. */
final class Alongside {
    private Alongside() {}

    /** For each property of {@code run} that {@code trace}, a path of {@code world}, violates, the first step and the finding. */
    static Optional<String> text(Run run, World world, Trace trace) {
        List<String> sentences = new ArrayList<>();
        Set<String> told = new HashSet<>();
        List<Property> properties = run.properties(world);
        Trace way = Trace.at(world, trace.state(0));
        for (int n = 0; n <= trace.length(); n++) {
            way = n == 0 ? way : way.then(trace.action(n), trace.state(n));
            for (Property property : properties) {
                if (!told.contains(property.name()) && Refutation.shows(way, property)) {
                    told.add(property.name());
                    sentences.add("At step " + n + " this run violates " + property.name() + ": "
                            + Findings.sighting(world, property, way)
                                    .map(sighting -> sighting.why())
                                    .orElse(property.explain(way) + " (No finding explains it.)"));
                }
            }
        }
        return sentences.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", sentences));
    }
}
