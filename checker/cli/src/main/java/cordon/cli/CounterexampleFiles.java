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
import cordon.engine.explore.Refutation;
import cordon.engine.property.Property;
import cordon.model.World;
import cordon.specs.Run;
import cordon.specs.finding.Answer;
import cordon.specs.finding.Finding;
import cordon.specs.finding.Findings;
import cordon.specs.finding.Sighting;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Makes recordings of the counterexamples of a search, and writes them into a directory. */
final class CounterexampleFiles {
    private final Path directory;

    /** Files in {@code directory}, which exists. */
    CounterexampleFiles(Path directory) {
        this.directory = directory;
    }

    /**
     * A violation with a trace.
     *
     * @param property what is violated
     * @param finding the finding that explains it; empty if none does
     * @param trace a shortest trace of it
     */
    record Violation(Property property, Optional<Finding> finding, Trace trace) {}

    /**
     * A counterexample, on disk if possible.
     *
     * @param violation what it shows
     * @param recording what it says
     * @param text what it says as plain text
     * @param file where the text is; empty if it could not be written, which was said on standard error
     */
    record Written(Violation violation, Recording recording, String text, Optional<Path> file) {}

    /** The violations of one property: for each finding the shortest, and the shortest that no finding explains. */
    static ImmutableList<Violation> violations(Answer answer) {
        ImmutableList.Builder<Violation> all = ImmutableList.builder();
        for (Sighting sighting : answer.sightings()) {
            sighting.trace()
                    .ifPresent(
                            trace -> all.add(new Violation(answer.property(), Optional.of(sighting.finding()), trace)));
        }
        answer.beyond().ifPresent(trace -> all.add(new Violation(answer.property(), Optional.empty(), trace)));
        return all.build();
    }

    /** What is kept of {@code violation}, found by a search for {@code run} in {@code world}. */
    static Recording recording(Run run, World world, Violation violation) {
        Property property = violation.property();
        Function<Trace, Optional<Sighting>> sighting = violation
                .finding()
                .<Function<Trace, Optional<Sighting>>>map(
                        finding -> trace -> Sighting.of(finding, world, property, trace))
                .orElse(trace -> Findings.sighting(world, property, trace));
        boolean explained = violation.finding().isPresent();
        Trace trace = FewestSwitches.of(
                violation.trace(),
                candidate -> Refutation.shows(candidate, property)
                        && sighting.apply(candidate).isPresent() == explained);
        return recording(run, Optional.of(property), sighting.apply(trace), trace);
    }

    /** What is kept of {@code trace}, a path of {@code world} that violates {@code property} if that is there. */
    static Recording recording(Run run, World world, Optional<Property> property, Trace trace) {
        return recording(run, property, property.flatMap(violated -> Findings.sighting(world, violated, trace)), trace);
    }

    private static Recording recording(Run run, Optional<Property> property, Optional<Sighting> sighting, Trace trace) {
        String settings =
                Joiner.on(", ").withKeyValueSeparator('=').join(run.settings().all());
        String command = (property.isPresent() ? "./cordon check " : "./cordon explore ")
                + run.scenario().name() + " " + run.designOption()
                + run.parameters().entrySet().stream()
                        .map(e -> " --set " + e.getKey() + "=" + e.getValue())
                        .collect(Collectors.joining())
                + property.map(violated -> " --property " + violated.name()).orElse("");
        return Recording.of(
                new Counterexample(
                        new Origin(run.scenario().name(), run.design(), run.parameters()),
                        settings,
                        sighting.map(Sighting::why),
                        command,
                        property,
                        trace),
                Main.VERSION);
    }

    /**
     * Writes one: as text, as a page, and as what can be read again.
     *
     * @param among all violations of its property in this run; only the shortest has no finding in the name of its file
     */
    Written write(Run run, World world, Violation violation, ImmutableList<Violation> among) {
        Recording recording = recording(run, world, violation);
        String suffix = violation.equals(shortest(among))
                ? ""
                : "-" + violation.finding().map(Finding::name).orElse("unexplained");
        String text = TextReport.of(recording);
        String name = recording.fileName() + suffix;
        Path file = directory.resolve(name + ".txt");
        try {
            WholeFile.write(file, text);
            WholeFile.write(directory.resolve(name + ".html"), HtmlReport.of(recording));
            RecordingFile.write(recording, directory.resolve(name + RecordingFile.ENDING));
        } catch (IOException e) { // no reason to keep back the verdicts of a search that may have taken hours
            System.err.println("cordon: this counterexample is not written: " + Main.reason(e));
            return new Written(violation, recording, text, Optional.empty());
        }
        return new Written(violation, recording, text, Optional.of(file));
    }

    private static Violation shortest(ImmutableList<Violation> among) {
        return among.stream()
                .min(Comparator.comparingInt(violation -> violation.trace().length()))
                .orElseThrow();
    }
}
