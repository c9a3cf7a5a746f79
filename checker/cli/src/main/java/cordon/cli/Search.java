package cordon.cli;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import cordon.counterexamples.Counterexample;
import cordon.counterexamples.FewestSwitches;
import cordon.counterexamples.HtmlReport;
import cordon.counterexamples.Origin;
import cordon.counterexamples.Recording;
import cordon.counterexamples.RecordingFile;
import cordon.counterexamples.TextReport;
import cordon.counterexamples.WholeFile;
import cordon.engine.Trace;
import cordon.engine.explore.Bounds;
import cordon.engine.explore.Report;
import cordon.engine.explore.Verdict;
import cordon.engine.property.Property;
import cordon.model.World;
import cordon.specs.Expectations;
import cordon.specs.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A run of the search and what became of it: the report, and the file of each counterexample.
 *
 * @param run what was searched
 * @param world the model of it
 * @param report the verdicts
 * @param counterexamples for each violated property with a trace, the text and the file it was written to
 */
record Search(Run run, World world, Report report, Map<Property, Written> counterexamples) {

    /**
     * A counterexample, on disk if possible.
     *
     * @param recording what it says
     * @param text what it says as plain text
     * @param file where the text is; empty if it could not be written, which was said on standard error
     */
    record Written(Recording recording, String text, Optional<Path> file) {}

    /**
     * Searches, and writes the counterexamples into {@code directory}, which exists.
     *
     * @param property the only property to ask about, or empty for all
     * @param expectations where findings are written down
     * @throws UsageException if the run's parameters contradict each other or it does not have the property
     */
    static Search execute(
            Run run,
            Optional<String> property,
            Explorer explorer,
            Bounds bounds,
            Expectations expectations,
            Path directory)
            throws IOException {
        World world = RunOptions.world(run);
        ImmutableList<Property> asked = run.properties(world);
        if (property.isPresent()) {
            asked = ImmutableList.of(Names.find("property", property.get(), run.allProperties(world), Property::name));
        }
        Report report = search(run, world, asked, explorer, bounds);
        Map<Property, Written> written = new LinkedHashMap<>();
        for (Map.Entry<Property, Verdict> entry : report.verdicts().entrySet()) {
            if (entry.getValue() instanceof Verdict.Violated violated
                    && violated.counterexample().isPresent()) {
                written.put(
                        entry.getKey(),
                        write(
                                recording(
                                        run,
                                        entry.getKey(),
                                        violated.counterexample().get().in(world), // not of a reduced one
                                        expectations),
                                directory));
            }
        }
        return new Search(run, world, report, written);
    }

    /**
     * Searches {@code world} for {@code run}, showing how it goes.
     *
     * @throws IOException if it was to resume and could not
     */
    static Report search(Run run, World world, ImmutableList<Property> asked, Explorer explorer, Bounds bounds)
            throws IOException {
        ProgressLine progress = new ProgressLine(System.err, run.title(), explorer.progressInJson());
        Report report = explorer.explore(world, asked, bounds, progress);
        progress.clear();
        return report;
    }

    /** What is kept of {@code trace}, by which {@code run} violates {@code property}. */
    static Recording recording(Run run, Property property, Trace trace, Expectations expectations) {
        return recording(run, Optional.of(property), FewestSwitches.of(trace, property), expectations);
    }

    /** What is kept of {@code trace}, a path of {@code run} that violates {@code property} if that is there. */
    static Recording recording(Run run, Optional<Property> property, Trace trace, Expectations expectations) {
        String world =
                Joiner.on(", ").withKeyValueSeparator('=').join(run.settings().all());
        String command = (property.isPresent() ? "./cordon check " : "./cordon explore ")
                + run.scenario().name() + " " + run.designOption()
                + run.parameters().entrySet().stream()
                        .map(e -> " --set " + e.getKey() + "=" + e.getValue())
                        .collect(Collectors.joining())
                + property.map(violated -> " --property " + violated.name()).orElse("");
        Origin origin = new Origin(run.scenario().name(), run.design(), run.parameters());
        return Recording.of(
                new Counterexample(
                        origin,
                        world,
                        property.flatMap(violated -> expectations.finding(run, violated)),
                        command,
                        property,
                        trace),
                Main.VERSION);
    }

    /** As text, as a page, and as what can be read again. */
    private static Written write(Recording recording, Path directory) {
        String name = recording.fileName();
        String text = TextReport.of(recording);
        Path file = directory.resolve(name + ".txt");
        try {
            WholeFile.write(file, text);
            WholeFile.write(directory.resolve(name + ".html"), HtmlReport.of(recording));
            RecordingFile.write(recording, directory.resolve(name + RecordingFile.ENDING));
        } catch (IOException e) { // no reason to keep back the verdicts of a search that may have taken hours
            System.err.println("cordon: this counterexample is not written: " + Main.reason(e));
            return new Written(recording, text, Optional.empty());
        }
        return new Written(recording, text, Optional.of(file));
    }
}
