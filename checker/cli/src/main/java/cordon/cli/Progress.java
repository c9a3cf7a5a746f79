package cordon.cli;

import cordon.command.Written;
import cordon.engine.file.TextFile;
import cordon.specs.Run;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which searches of a long suite have finished, on disk, so that the suite can be stopped and go on. It is about one build
 * of the program: with another one everything is searched anew.
 */
final class Progress {
    private static final String FILE = "deep-suite.txt";
    private static final String BUILD = "build ";
    private static final String FINISHED = "finished ";

    private final Optional<Path> file;
    private final Set<String> finished = new HashSet<>();

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
        lines.stream()
                .filter(line -> line.startsWith(FINISHED))
                .forEach(line -> progress.finished.add(line.substring(FINISHED.length())));
        return progress;
    }

    boolean has(Run run) {
        return finished.contains(run.title());
    }

    /** Where the verdicts of finished searches are. */
    String file() {
        return file.map(Path::toString).orElse("");
    }

    /** {@code search} has finished: its rows are kept. */
    void add(Search search, List<Written> written) throws IOException {
        if (file.isPresent()) {
            ByteArrayOutputStream rows = new ByteArrayOutputStream();
            new VerdictTable(new PrintStream(rows, true, StandardCharsets.UTF_8)).rows(search, written);
            TextFile.write(
                    file.get(),
                    TextFile.read(file.get()) + rows.toString(StandardCharsets.UTF_8) + FINISHED
                            + search.run().title() + "\n");
        }
    }
}
