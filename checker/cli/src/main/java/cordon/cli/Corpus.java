package cordon.cli;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import cordon.counterexamples.Recording;
import cordon.counterexamples.RecordingFile;
import cordon.counterexamples.Replay;
import cordon.counterexamples.WholeFile;
import cordon.specs.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    /** Adds a file called {@code name}, or replaces it. */
    Path add(String name, Recording recording) throws IOException {
        Files.createDirectories(directory);
        Path file = directory.resolve(name + RecordingFile.ENDING);
        RecordingFile.write(recording, file);
        return file;
    }

    /** Writes the page that lists the files. */
    void index() throws IOException {
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
                    "| [%s](%s) | %s | %d | %s |%n",
                    file.getFileName().toString().replace(RecordingFile.ENDING, ""),
                    file.getFileName(),
                    recording.heading(),
                    recording.steps().size(),
                    recording.summary().replace("|", "\\|")));
        }
        WholeFile.write(directory.resolve(INDEX), page.toString());
    }

    /** Replays every file; of each that is not a violation any more, or not with the same states, a line that says so. */
    ImmutableList<String> replay() throws IOException {
        ImmutableList.Builder<String> changed = ImmutableList.builder();
        for (Path file : files()) {
            Recording recording = RecordingFile.read(file);
            try {
                Run run = RunOptions.run(recording.origin(), Optional.empty());
                difference(replay(recording, run, false)).ifPresent(what -> changed.add(file + ": " + what));
            } catch (UsageException e) {
                changed.add(file + ": " + e.getMessage());
            }
        }
        return changed.build();
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
