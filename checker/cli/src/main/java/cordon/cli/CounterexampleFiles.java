package cordon.cli;

import com.google.common.base.Joiner;
import com.google.common.base.Joiner.MapJoiner;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import cordon.counterexamples.Assumed;
import cordon.counterexamples.Counterexample;
import cordon.counterexamples.FewestSwitches;
import cordon.counterexamples.HtmlReport;
import cordon.counterexamples.Origin;
import cordon.counterexamples.Recording;
import cordon.counterexamples.RecordingFile;
import cordon.counterexamples.TextReport;
import cordon.engine.Trace;
import cordon.engine.explore.Refutation;
import cordon.engine.expression.Asking;
import cordon.engine.file.FileFailure;
import cordon.engine.file.TextFile;
import cordon.engine.property.Property;
import cordon.model.Settings;
import cordon.model.World;
import cordon.specs.Run;
import cordon.specs.finding.Answer;
import cordon.specs.finding.Finding;
import cordon.specs.finding.Findings;
import cordon.specs.finding.Sighting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Makes recordings of the counterexamples of a search, and writes them into a directory. */
final class CounterexampleFiles {
    private static final String UNEXPLAINED = "-unexplained";

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
    static Recording recording(Run run, World world, Violation violation) throws IOException {
        Property property = violation.property();
        Judge judge = Judge.of(run, world, property);
        if (Asking.questionOf(property).isPresent()) {
            Trace trace = FewestSwitches.of(
                    judge.follow(violation.trace()), judge.property().orElseThrow());
            return recording(run, judge, Alongside.text(run, world, violation.trace()), trace);
        }
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
        return recording(run, judge, sighting.apply(trace).map(Sighting::why), trace);
    }

    /** What is kept of {@code trace}, a path that {@code judge} can judge and that violates its property if it has one. */
    static Recording recording(Run run, Judge judge, Trace trace) {
        Optional<String> why = judge.property()
                .flatMap(violated -> Findings.sighting(judge.subject().world(), violated, trace))
                .map(Sighting::why);
        return recording(run, judge, why, trace);
    }

    /** What is kept of the answer to a question that is no property of the scenario: {@code command} puts it again. */
    static Recording recording(Run run, Property question, Trace answer, String command) {
        return recording(run, Optional.of(question), Optional.empty(), FewestSwitches.of(answer, question), command);
    }

    private static Recording recording(Run run, Judge judge, Optional<String> why, Trace trace) {
        return recording(run, judge.property(), why, trace, judge.command(run));
    }

    private static Recording recording(
            Run run, Optional<Property> property, Optional<String> why, Trace trace, String command) {
        MapJoiner choices = Joiner.on(", ").withKeyValueSeparator('=');
        ImmutableMap<String, String> all = run.settings().all();
        ImmutableMap<String, String> differing = run.settings().differencesFrom(Settings.DEFAULT);
        Assumed assumed = new Assumed(
                Joiner.on(", ").join(run.patches()), choices.join(differing), all.size() - differing.size());
        return Recording.of(
                new Counterexample(origin(run), choices.join(all), Optional.of(assumed), why, command, property, trace),
                Main.VERSION);
    }

    /**
     * Writes one: as text, as a page, and as what can be read again.
     *
     * @param among all violations of its property in this run; only the shortest has no finding in the name of its file
     */
    Written write(Run run, World world, Violation violation, ImmutableList<Violation> among) throws IOException {
        Recording recording = recording(run, world, violation);
        String text = TextReport.of(recording);
        String name = recording.fileName() + suffix(violation, among);
        Path file = directory.resolve(name + ".txt");
        try {
            TextFile.write(file, text);
            TextFile.write(directory.resolve(name + ".html"), HtmlReport.of(recording));
            RecordingFile.write(recording, directory.resolve(name + RecordingFile.ENDING));
        } catch (IOException e) { // no reason to keep back the verdicts of a search that may have taken hours
            System.err.println("cordon: this counterexample is not written: " + FileFailure.text(e));
            return new Written(violation, recording, text, Optional.empty());
        }
        return new Written(violation, recording, text, Optional.of(file));
    }

    /**
     * Removes the files that an earlier run of {@code search} wrote of the same property and this run does not replace: the violation is
     * no more. Nothing is removed if this run was incomplete, or looked for one violation where there may be others.
     *
     * @param found the violations of the property of {@code answer} in this run
     */
    void removeStale(Search search, Answer answer, ImmutableList<Violation> found) {
        if (search.report().bound().isPresent() || !(found.isEmpty() || answer.behind())) {
            return;
        }
        Set<String> stale = new LinkedHashSet<>(List.of("", UNEXPLAINED));
        Findings.ALL.forEach(finding -> stale.add("-" + finding.name()));
        found.forEach(violation -> stale.remove(suffix(violation, found)));
        String name = origin(search.run()).fileName(answer.property().name());
        for (String suffix : stale) {
            for (String ending : List.of(".txt", ".html", RecordingFile.ENDING)) {
                try {
                    Files.deleteIfExists(directory.resolve(name + suffix + ending));
                } catch (IOException e) {
                    System.err.println("cordon: this is not a counterexample any more: " + FileFailure.text(e));
                }
            }
        }
    }

    /** What was searched by {@code run}. */
    static Origin origin(Run run) {
        return new Origin(run.scenario().name(), run.design(), run.parameters());
    }

    private static String suffix(Violation violation, ImmutableList<Violation> among) {
        return violation.equals(shortest(among))
                ? ""
                : violation.finding().map(finding -> "-" + finding.name()).orElse(UNEXPLAINED);
    }

    private static Violation shortest(ImmutableList<Violation> among) {
        return among.stream()
                .min(Comparator.comparingInt(violation -> violation.trace().length()))
                .orElseThrow();
    }
}
