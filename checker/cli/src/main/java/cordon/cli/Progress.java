package cordon.cli;

import com.google.gson.JsonParseException;
import cordon.command.Json;
import cordon.command.Written;
import cordon.engine.file.TextFile;
import cordon.specs.ExpectedRun;
import cordon.specs.Run;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which searches of a long suite have finished, on disk, so that the suite can be stopped and go on. It is about one build
 * of the program: with another one everything is searched anew.
 */
final class Progress {
    private static final String FILE = "deep-suite.txt";
    private static final String BUILD = "build ";
    private static final String VERDICTS = "verdicts ";
    private static final String FINISHED = "finished ";

    private final Optional<Path> file;
    private final Map<String, ExpectedRun> finished = new HashMap<>();

    private Progress(Optional<Path> file) {
        this.file = file;
    }

    /** Remembers nothing. */
    static Progress none() {
        return new Progress(Optional.empty());
    }

    /**
     * What was finished by this build, as {@code directory} has it.
     *
     * @throws IOException if the file cannot be read or written
     */
    static Progress load(Path directory) throws IOException {
        Path file = directory.resolve(FILE);
        Progress progress = new Progress(Optional.of(file));
        String build = BUILD + Home.build();
        List<String> lines = Files.exists(file) ? TextFile.read(file).lines().toList() : List.of();
        if (lines.isEmpty() || !lines.get(0).equals(build)) {
            TextFile.write(file, build + "\n");
            return progress;
        }
        Optional<ExpectedRun> found = Optional.empty();
        for (String line : lines) {
            if (line.startsWith(VERDICTS)) {
                found = verdicts(line.substring(VERDICTS.length()));
            } else if (line.startsWith(FINISHED)) {
                String title = line.substring(FINISHED.length());
                found.ifPresent(run -> progress.finished.put(title, run));
            }
        }
        return progress;
    }

    /** What {@code text} says that a search has found; empty if somebody has changed it, and the search is begun anew. */
    private static Optional<ExpectedRun> verdicts(String text) {
        try {
            return Optional.ofNullable(Json.parse(text, ExpectedRun.class)).filter(ExpectedRun::isWhole);
        } catch (JsonParseException e) {
            return Optional.empty();
        }
    }

    /** What the search of {@code run} has found; empty if it has not finished. */
    Optional<ExpectedRun> found(Run run) {
        return Optional.ofNullable(finished.get(run.title()));
    }

    /** Where the verdicts of finished searches are. */
    String file() {
        return file.map(Path::toString).orElse("");
    }

    /** {@code search} has finished and found {@code found}: that is kept, and its rows. */
    void add(Search search, ExpectedRun found, List<Written> written) throws IOException {
        if (file.isPresent()) {
            ByteArrayOutputStream rows = new ByteArrayOutputStream();
            new VerdictTable(new PrintStream(rows, true, StandardCharsets.UTF_8)).rows(search, written);
            TextFile.write(
                    file.get(),
                    TextFile.read(file.get()) + rows.toString(StandardCharsets.UTF_8) + VERDICTS
                            + Json.line(found) + "\n" + FINISHED
                            + search.run().title() + "\n");
        }
    }
}
