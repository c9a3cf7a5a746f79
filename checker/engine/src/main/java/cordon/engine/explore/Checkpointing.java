package cordon.engine.explore;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Where a search leaves what it knows, so that another one can go on from there.
 *
 * @param file the checkpoint
 * @param every how long after the last one the next is written; one is also written whenever a bound ends the search
 * @param fingerprint what is searched: a checkpoint with another one is refused
 * @param resume whether to begin with what is in {@code file} instead of with the initial states
 * @param onFailure told why a checkpoint could not be written; the search goes on, and the one before is still there
 */
public record Checkpointing(
        Path file, Duration every, String fingerprint, boolean resume, Consumer<String> onFailure) {}
