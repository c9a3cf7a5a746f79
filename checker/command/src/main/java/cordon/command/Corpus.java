package cordon.command;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import cordon.counterexamples.Recording;
import cordon.counterexamples.RecordingFile;
import cordon.counterexamples.Replay;
import cordon.counterexamples.Replay.Ending;
import cordon.engine.file.TextFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** A directory of recordings that are kept, and replayed now and then. */
public final class Corpus {
    private final Program program;
    private final Path directory;
    private final Recorded models;

    /** Recordings of {@code models} in the directory of {@code program}, which need not exist. */
    public Corpus(Program program, Recorded models) {
        this.program = program;
        this.directory = program.corpus();
        this.models = models;
    }

    /** The files, by name; none if there is no directory. */
    public ImmutableList<Path> files() throws IOException {
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
    public String add(String name, Recording recording) throws IOException {
        Files.createDirectories(directory);
        return written(directory.resolve(name + RecordingFile.ENDING), RecordingFile.text(recording));
    }

    /** Writes {@code text} to {@code file}; says which file that is, and what became of it. */
    public static String written(Path file, String text) throws IOException {
        String change = !Files.exists(file) ? "new" : TextFile.read(file).equals(text) ? "as it was" : "changed";
        TextFile.write(file, text);
        return file + ": " + change;
    }

    /**
     * The files that are not what they were.
     *
     * @param changes the files, by what is to be said of each
     * @param replayed how many were replayed
     * @param all how many there are: more if the user did not want to wait
     */
    public record Replayed(ImmutableListMultimap<String, Path> changes, int replayed, int all) {
        private static final int MOST_NAMED = 3;

        /** The number of files that have changed. */
        public int count() {
            return changes.size();
        }

        /** A line for each file; of a change that many have in common, one line with their number. */
        public ImmutableList<String> lines() {
            return changes.asMap().entrySet().stream()
                    .flatMap(change -> change.getValue().size() > MOST_NAMED
                            ? Stream.of(change.getValue().size() + " recorded counterexamples: " + change.getKey())
                            : change.getValue().stream().map(file -> file + ": " + change.getKey()))
                    .collect(toImmutableList());
        }
    }

    /**
     * Replays every file, unless the user wants to stop: those are changed that are no violation any more, or not with the same states.
     *
     * @throws UsageException if there is none: that nothing has changed would be true of it, and worth nothing
     */
    public Replayed replay() throws IOException {
        ImmutableList<Path> files = files();
        if (files.isEmpty()) {
            throw new UsageException("nothing to replay: no file in " + directory + " ends in " + RecordingFile.ENDING
                    + "; expected the recorded counterexamples of a checkout");
        }
        ImmutableListMultimap.Builder<String, Path> changes = ImmutableListMultimap.builder();
        int replayed = 0;
        long begin = System.nanoTime();
        ShownLine line = new ShownLine(System.err, Preparation.SHOWN_AFTER);
        for (Path file : files) {
            if (program.interrupt().requested()) {
                break;
            }
            replayed++;
            Duration elapsed = Duration.ofNanos(System.nanoTime() - begin);
            if (elapsed.compareTo(Preparation.SHOWN_AFTER) > 0) {
                line.show("replaying recorded counterexamples ... " + replayed + " of " + files.size(), elapsed);
            }
            Recording recording = RecordingFile.read(file);
            try {
                difference(recording, replay(recording, models.model(recording.origin()), false))
                        .ifPresent(what -> changes.put(what, file));
            } catch (UsageException e) {
                changes.put(String.valueOf(e.getMessage()), file);
            }
        }
        line.clear();
        return new Replayed(changes.build(), replayed, files.size());
    }

    private Optional<String> difference(Recording recording, Replay.Result result) {
        Optional<String> difference = difference(result);
        if (difference.isEmpty() || recording.isOf(result.trace().system().schema())) {
            return difference;
        }
        return Optional.of((result.ending() == Ending.VIOLATED
                        ? "other states"
                        : "no violation any more, or a step is not possible")
                + ", and the model has other fields than when it was recorded; '" + program.call()
                + " replay FILE' says more, '" + program.call() + " record' records it anew");
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
     * Replays {@code recording} in {@code model}.
     *
     * @param detours whether that is a variant of the one that was recorded
     * @throws UsageException if the model cannot be built or does not have the property
     */
    static Replay.Result replay(Recording recording, Model model, boolean detours) throws IOException {
        Judge judge = Judge.of(model, recording.property());
        return Replay.of(recording, judge.system(), judge.property(), detours);
    }
}
