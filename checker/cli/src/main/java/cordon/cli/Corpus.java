package cordon.cli;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import cordon.counterexamples.MarkdownReport;
import cordon.counterexamples.Recording;
import cordon.counterexamples.RecordingFile;
import cordon.counterexamples.Replay;
import cordon.counterexamples.Replay.Ending;
import cordon.engine.file.TextFile;
import cordon.specs.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The counterexamples that are checked in, at least one for each finding, and the page that lists them. */
final class Corpus {
    private static final String INDEX = "README.md";

    private final Path directory;

    Corpus(Path directory) {
        this.directory = directory;
    }

    /** The files, by name; none if there is no directory. */
    ImmutableList<Path> files() throws IOException {
        if (!Files.isDirectory(directory)) {
            return ImmutableList.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(f -> f.getFileName().toString().endsWith(RecordingFile.ENDING))
                    .sorted()
                    .collect(toImmutableList());
        }
    }

    /** Adds a file called {@code name}, or replaces it; says which file that is, and what became of it. */
    String add(String name, Recording recording) throws IOException {
        Files.createDirectories(directory);
        return written(directory.resolve(name + RecordingFile.ENDING), RecordingFile.text(recording));
    }

    private static String written(Path file, String text) throws IOException {
        String change = !Files.exists(file) ? "new" : TextFile.read(file).equals(text) ? "as it was" : "changed";
        TextFile.write(file, text);
        return file + ": " + change;
    }

    /** Writes the page that lists the files; says which file that is, and what became of it. */
    String index() throws IOException {
        StringBuilder page = new StringBuilder("""
                # Recorded counterexamples

                One for each finding, named after it, replayed by `./cordon replay` and before every suite.
                [docs/findings.md](../../docs/findings.md) says what the findings are. Read a file with
                `./cordon show FILE`, or as a page with `./cordon show FILE --as html`. Made by `./cordon record`.

                | finding | shown by | steps | what happens |
                |---|---|---:|---|
                """);
        for (Path file : files()) {
            Recording recording = RecordingFile.read(file);
            page.append(String.format(
                    Locale.ROOT,
                    "| [%s](%s) | %s | %d | %s |%n",
                    file.getFileName().toString().replace(RecordingFile.ENDING, ""),
                    file.getFileName(),
                    MarkdownReport.escaped(recording.heading()),
                    recording.steps().size(),
                    MarkdownReport.escaped(recording.summary())));
        }
        return written(directory.resolve(INDEX), page.toString());
    }

    /**
     * The files that are not what they were.
     *
     * @param changes the files, by what is to be said of each
     */
    record Replayed(ImmutableListMultimap<String, Path> changes) {
        private static final int MOST_NAMED = 3;

        /** The number of files that have changed. */
        int count() {
            return changes.size();
        }

        /** A line for each file; of a change that many have in common, one line with their number. */
        ImmutableList<String> lines() {
            return changes.asMap().entrySet().stream()
                    .flatMap(change -> change.getValue().size() > MOST_NAMED
                            ? Stream.of(change.getValue().size() + " recorded counterexamples: " + change.getKey())
                            : change.getValue().stream().map(file -> file + ": " + change.getKey()))
                    .collect(toImmutableList());
        }
    }

    /**
     * Replays every file: those are changed that are no violation any more, or not with the same states.
     *
     * @throws UsageException if there is none: that nothing has changed would be true of it, and worth nothing
     */
    Replayed replay() throws IOException {
        ImmutableList<Path> files = files();
        if (files.isEmpty()) {
            throw new UsageException("nothing to replay: no file in " + directory + " ends in " + RecordingFile.ENDING
                    + "; expected the recorded counterexamples of a checkout");
        }
        ImmutableListMultimap.Builder<String, Path> changes = ImmutableListMultimap.builder();
        for (Path file : files) {
            Recording recording = RecordingFile.read(file);
            try {
                Run run = RunOptions.run(recording.origin(), Optional.empty());
                difference(recording, replay(recording, run, false)).ifPresent(what -> changes.put(what, file));
            } catch (UsageException e) {
                changes.put(String.valueOf(e.getMessage()), file);
            }
        }
        return new Replayed(changes.build());
    }

    private static Optional<String> difference(Recording recording, Replay.Result result) {
        Optional<String> difference = difference(result);
        if (difference.isEmpty() || recording.isOf(result.trace().system().schema())) {
            return difference;
        }
        return Optional.of((result.ending() == Ending.VIOLATED
                        ? "other states"
                        : "no violation any more, or a step is not possible")
                + ", and the model has other fields than when it was recorded; './cordon replay FILE' says more, "
                + "'./cordon record' records it anew");
    }

    private static Optional<String> difference(Replay.Result result) {
        return switch (result.ending()) {
            case IMPOSSIBLE -> Optional.of("step " + result.impossible() + " is not possible any more");
            case NOT_VIOLATED -> Optional.of("no violation any more");
            case VIOLATED ->
                result.firstDifference().isEmpty()
                        ? Optional.empty()
                        : Optional.of("other states since step "
                                + result.firstDifference().getAsInt());
        };
    }

    /**
     * Replays {@code recording} in the model of {@code run}.
     *
     * @param detours whether that is of another design
     * @throws UsageException if the model cannot be built or does not have the property
     */
    static Replay.Result replay(Recording recording, Run run, boolean detours) throws IOException {
        Judge judge = Judge.of(run, RunOptions.world(run), recording.property());
        return Replay.of(recording, judge.system(), judge.property(), detours);
    }
}
