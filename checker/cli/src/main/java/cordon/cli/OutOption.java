package cordon.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that says where a command writes what nobody named a file for, so that a checkout can be read-only. */
final class OutOption {
    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Write counterexamples, and what is kept of a suite, into DIR; default: counterexamples/out.")
    private @Nullable Path directory;

    boolean isGiven() {
        return directory != null;
    }

    Path directory() {
        return directory == null ? Home.counterexamples() : directory;
    }

    /**
     * The directory, created.
     *
     * @throws UsageException if nothing can be written there
     */
    Path writable() {
        return Home.writable(directory());
    }
}
