package cordon.cli;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import cordon.counterexamples.Counterexample;
import cordon.counterexamples.TextReport;
import cordon.engine.Trace;
import cordon.engine.explore.Bounds;
import cordon.engine.explore.Report;
import cordon.engine.explore.Verdict;
import cordon.engine.property.Property;
import cordon.model.World;
import cordon.specs.Expectations;
import cordon.specs.Run;
import java.io.IOException;
import java.nio.file.Files;
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
     * A counterexample on disk.
     *
     * @param text what it says
     * @param file where it is
     */
    record Written(String text, Path file) {}

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
        World world;
        try {
            world = run.world();
        } catch (IllegalArgumentException e) {
            throw new UsageException(e);
        }
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
                                counterexample(
                                        run,
                                        entry.getKey(),
                                        violated.counterexample().get(),
                                        expectations),
                                directory.resolve(fileName(run, entry.getKey()))));
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

    /** The parameters of {@code run} that are not its scenario's, {@code before} in front of each. */
    private static String parameters(Run run, String before) {
        return run.parameters().entrySet().stream()
                .map(e -> before + e.getKey() + "=" + e.getValue())
                .collect(Collectors.joining());
    }

    private static Counterexample counterexample(Run run, Property property, Trace trace, Expectations expectations) {
        String world =
                Joiner.on(", ").withKeyValueSeparator('=').join(run.settings().all());
        String command = "./cordon check " + run.scenario().name() + " " + run.designOption()
                + parameters(run, " --set ") + " --property " + property.name();
        return new Counterexample(run.title(), world, expectations.finding(run, property), command, property, trace);
    }

    private static String fileName(Run run, Property property) {
        return run.design() + "-" + run.scenario().name() + parameters(run, "-") + "-" + property.name() + ".txt";
    }

    private static Written write(Counterexample counterexample, Path file) throws IOException {
        String text = TextReport.of(counterexample);
        Files.writeString(file, text);
        return new Written(text, file);
    }
}
