package cordon.command;

import com.google.common.collect.ImmutableList;
import cordon.counterexamples.Counterexample;
import cordon.counterexamples.FewestSwitches;
import cordon.counterexamples.HtmlReport;
import cordon.counterexamples.Recording;
import cordon.counterexamples.RecordingFile;
import cordon.counterexamples.TextReport;
import cordon.engine.Trace;
import cordon.engine.expression.Asking;
import cordon.engine.file.FileFailure;
import cordon.engine.file.TextFile;
import cordon.engine.property.Property;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes recordings of the counterexamples of a search, and writes them into a directory. */
public final class CounterexampleFiles {
    private static final String UNEXPLAINED = "-unexplained";

    private final Program program;
    private final Path directory;

    /** Files of {@code program} in {@code directory}, which exists. */
    public CounterexampleFiles(Program program, Path directory) {
        this.program = program;
        this.directory = directory;
    }

    /** What is kept of {@code violation}, found by a search in {@code model}. */
    public static Recording recording(Model model, Violation violation) throws IOException {
        Property property = violation.property();
        Judge judge = Judge.of(model, property);
        if (Asking.questionOf(property).isPresent()) {
            Trace trace = FewestSwitches.of(
                    judge.follow(violation.trace()), judge.property().orElseThrow());
            return recording(judge, Alongside.text(model, violation.trace()), trace);
        }
        Trace trace = violation.shown();
        return recording(judge, violation.why().apply(trace), trace);
    }

    /**
     * What is kept of {@code trace}, a path of the system of {@code model}.
     *
     * @param violated the property, no question, that it violates; empty if it violates none
     */
    public static Recording recording(Model model, Optional<Property> violated, Trace trace) {
        return recording(Judge.of(model, violated), trace);
    }

    /** What is kept of {@code trace}, a path that {@code judge} can judge and that violates its property if it has one. */
    static Recording recording(Judge judge, Trace trace) {
        Optional<String> why =
                judge.property().flatMap(violated -> judge.model().why(violated, trace));
        return recording(judge, why, trace);
    }

    /** What is kept of the answer to a question that is no property of the model: {@code command} puts it again. */
    public static Recording recording(Model model, Property question, Trace answer, String command) {
        return recording(model, Optional.of(question), Optional.empty(), FewestSwitches.of(answer, question), command);
    }

    private static Recording recording(Judge judge, Optional<String> why, Trace trace) {
        return recording(judge.model(), judge.property(), why, trace, judge.command());
    }

    private static Recording recording(
            Model model, Optional<Property> property, Optional<String> why, Trace trace, String command) {
        return Recording.of(
                new Counterexample(model.origin(), model.settings(), model.assumed(), why, command, property, trace),
                Version.TEXT);
    }

    /**
     * Writes one: as text, as a page, and as what can be read again.
     *
     * @param among all violations of its property in this run; only the shortest has no cause in the name of its file
     */
    public Written write(Model model, Violation violation, ImmutableList<Violation> among) throws IOException {
        Recording recording = recording(model, violation).by(Version.BUILD);
        String text = TextReport.of(recording);
        String name = recording.fileName() + suffix(violation, among);
        Path file = directory.resolve(name + ".txt");
        try {
            TextFile.write(file, text);
            TextFile.write(directory.resolve(name + ".html"), HtmlReport.of(recording));
            RecordingFile.write(recording, directory.resolve(name + RecordingFile.ENDING));
        } catch (IOException e) { // no reason to keep back the verdicts of a search that may have taken hours
            program.tell("this counterexample is not written: " + FileFailure.text(e));
            return new Written(violation, text, Optional.empty());
        }
        return new Written(violation, text, Optional.of(file));
    }

    /**
     * Removes the files that an earlier search of {@code model} wrote of {@code property} and this one does not replace: the violation is
     * no more.
     *
     * @param found the violations of the property in this search
     */
    public void removeStale(Model model, Property property, ImmutableList<Violation> found) {
        Set<String> stale = new LinkedHashSet<>(List.of("", UNEXPLAINED));
        model.causes().forEach(cause -> stale.add("-" + cause));
        found.forEach(violation -> stale.remove(suffix(violation, found)));
        String name = model.origin().fileName(property.name());
        for (String suffix : stale) {
            for (String ending : List.of(".txt", ".html", RecordingFile.ENDING)) {
                try {
                    Files.deleteIfExists(directory.resolve(name + suffix + ending));
                } catch (IOException e) {
                    program.tell("this is not a counterexample any more: " + FileFailure.text(e));
                }
            }
        }
    }

    private static String suffix(Violation violation, ImmutableList<Violation> among) {
        return violation.equals(shortest(among))
                ? ""
                : violation.cause().map(cause -> "-" + cause).orElse(UNEXPLAINED);
    }

    private static Violation shortest(ImmutableList<Violation> among) {
        return among.stream()
                .min(Comparator.comparingInt(violation -> violation.trace().length()))
                .orElseThrow();
    }
}
