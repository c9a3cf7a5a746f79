package cordon.command;

import cordon.engine.file.FileFailure;
import cordon.engine.file.TextFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that says where a command writes what nobody named a file for, so that a checkout can be read-only. */
public final class OutOption {
    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Write ${bundle:written} into DIR; default: counterexamples/out.")
    private @Nullable Path directory;

    /** Whether it was given. */
    public boolean isGiven() {
        return directory != null;
    }

    /** The directory; {@code usual} if no other was given. */
    public Path directory(Path usual) {
        return directory == null ? usual : directory;
    }

    /**
     * The directory, created; that of {@code program} if no other was given.
     *
     * @throws UsageException if nothing can be written there
     */
    public Path writable(Program program) {
        return writable(directory(program.counterexamples()));
    }

    /**
     * {@code directory}, created.
     *
     * @throws UsageException if nothing can be written there
     */
    public static Path writable(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UsageException("cannot create " + FileFailure.text(e));
        }
        try {
            TextFile.requireWritableDirectory(directory);
        } catch (IOException e) {
            throw new UsageException("cannot write to " + FileFailure.text(e));
        }
        return directory;
    }
}
