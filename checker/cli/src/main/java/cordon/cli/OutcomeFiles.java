package cordon.cli;

import cordon.command.UsageException;
import cordon.engine.file.TextFile;
import cordon.specs.outcome.OutcomeRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The outcomes that are recorded, a file for each question. */
final class OutcomeFiles {
    private static final String ENDING = ".json";
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,99}");

    private final Path directory;
    private final Map<Path, OutcomeRecord> records = new TreeMap<>();

    private OutcomeFiles(Path directory) {
        this.directory = directory;
    }

    /**
     * Those in {@code directory}; none if there is no such directory.
     *
     * @throws IOException if a file cannot be read or is not what it should be; the message names it
     */
    static OutcomeFiles load(Path directory) throws IOException {
        OutcomeFiles files = new OutcomeFiles(directory);
        if (Files.isDirectory(directory)) {
            try (Stream<Path> all = Files.list(directory)) {
                for (Path file :
                        all.filter(f -> f.toString().endsWith(ENDING)).sorted().toList()) {
                    OutcomeRecord content = OutcomeRecord.read(file);
                    Optional<Path> other = files.fileOf(content);
                    if (other.isPresent()) {
                        throw new IOException(file + ": the question of " + other.get() + " once more");
                    }
                    files.records.put(file, content);
                }
            }
        }
        return files;
    }

    /** All of them, by file. */
    Map<Path, OutcomeRecord> all() {
        return records;
    }

    /** The file of the question that {@code found} answers, if it is recorded. */
    Optional<Path> fileOf(OutcomeRecord found) {
        return records.entrySet().stream()
                .filter(entry -> entry.getValue().isOf(found))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /**
     * The file called {@code name} for the question that {@code asked} answers.
     *
     * @throws UsageException if the name is none, or the file is of another question, or the question has another file
     */
    Path fileFor(String name, OutcomeRecord asked) {
        if (!NAME.matcher(name).matches()) {
            throw new UsageException(
                    "--record: expected a name of at most 100 lower-case letters, digits and hyphens, not '" + name
                            + "'");
        }
        Path file = directory.resolve(name + ENDING);
        OutcomeRecord there = records.get(file);
        if (there != null && !there.isOf(asked)) {
            throw new UsageException("--record: " + file + " is about another question; choose another name");
        }
        fileOf(asked).filter(other -> !other.equals(file)).ifPresent(other -> {
            throw new UsageException("--record: this question is recorded in " + other + "; use that name");
        });
        return file;
    }

    /** Writes {@code file}. */
    void write(Path file, OutcomeRecord content) throws IOException {
        Files.createDirectories(directory);
        TextFile.write(file, content.json());
        records.put(file, content);
    }
}
