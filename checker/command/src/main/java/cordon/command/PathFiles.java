package cordon.command;

import cordon.counterexamples.Recording;
import cordon.counterexamples.RecordingFile;
import cordon.engine.file.FileFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a reader of a page saves paths, each in a file of its own; of several requests, one at a time. */
final class PathFiles {
    private final Path directory;

    /** Files in {@code directory}, which is created when the first is saved. */
    PathFiles(Path directory) {
        this.directory = directory;
    }

    /**
     * Saves {@code recording} in a new file, for {@code show} and {@code replay}; says which.
     *
     * @throws UsageException if it cannot be written
     */
    synchronized String save(Recording recording) {
        OutOption.writable(directory);
        Path file = directory.resolve(recording.fileName() + RecordingFile.ENDING);
        for (int n = 2; Files.exists(file); n++) {
            file = directory.resolve(recording.fileName() + "-" + n + RecordingFile.ENDING);
        }
        return save(recording, file);
    }

    /**
     * Saves {@code recording} in {@code file}; says so.
     *
     * @throws UsageException if it cannot be written
     */
    static String save(Recording recording, Path file) {
        try {
            RecordingFile.write(recording, file);
        } catch (IOException e) {
            throw new UsageException("cannot write " + FileFailure.text(e));
        }
        return "saved " + file + ": " + recording.heading();
    }
}
