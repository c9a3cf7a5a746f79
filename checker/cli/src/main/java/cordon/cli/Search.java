package cordon.cli;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import cordon.engine.TransitionSystem;
import cordon.engine.explore.Bounds;
import cordon.engine.explore.Report;
import cordon.engine.property.DeadlockFree;
import cordon.engine.property.Property;
import cordon.engine.property.Reachable;
import cordon.model.World;
import cordon.specs.Run;
import cordon.specs.finding.Answer;
import cordon.specs.finding.Findings;
import cordon.specs.finding.Interrogation;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A run of the search and what became of it.
 *
 * @param run what was searched
 * @param world the model of it
 * @param report the report of the search
 * @param answers what it says of each property that was asked about, and of its violations
 * @param guards of a search for one property only: what has to be true besides, or a verdict on it is worth nothing
 */
record Search(Run run, World world, Report report, ImmutableList<Answer> answers, ImmutableList<Answer> guards) {

    /** What to ask, and how. */
    record Inquiry(Optional<String> property, boolean behind) {
        /** About every property, going on behind the known findings. */
        static final Inquiry ALL = new Inquiry(Optional.empty(), true);
    }

    /**
     * Searches.
     *
     * @throws UsageException if the run's parameters contradict each other or it does not have the property
     */
    static Search execute(Run run, Inquiry inquiry, Explorer explorer, Bounds bounds) throws IOException {
        World world = RunOptions.world(run);
        ImmutableList<Property> properties = run.properties(world);
        ImmutableList<Property> asked = properties;
        ImmutableList<Property> guards = ImmutableList.of();
        if (inquiry.property().isPresent()) {
            Property only = Names.find("property", inquiry.property().get(), run.allProperties(world), Property::name);
            asked = ImmutableList.of(only);
            guards = properties.stream()
                    .filter(p -> p instanceof Reachable || p instanceof DeadlockFree)
                    .filter(p -> !p.name().equals(only.name()))
                    .collect(toImmutableList());
        }
        List<Property> all = Stream.of(asked, guards).flatMap(List::stream).toList();
        Interrogation interrogation = inquiry.behind()
                ? Interrogation.behind(world, all, Findings.ALL)
                : Interrogation.plain(world, all, Findings.ALL);
        Report report = search(run, interrogation.system(), interrogation.questions(), explorer, bounds);
        ImmutableList<Answer> answers = interrogation.answers(report);
        return new Search(
                run, world, report, answers.subList(0, asked.size()), answers.subList(asked.size(), answers.size()));
    }

    /**
     * Searches {@code system} for {@code run}, showing how it goes.
     *
     * @throws IOException if it was to resume and could not
     */
    static Report search(Run run, TransitionSystem system, List<Property> asked, Explorer explorer, Bounds bounds)
            throws IOException {
        ProgressLine progress = new ProgressLine(System.err, run.title(), explorer.progressInJson());
        Report report = explorer.explore(system, asked, bounds, progress);
        progress.clear();
        return report;
    }
}
