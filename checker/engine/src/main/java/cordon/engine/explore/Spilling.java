package cordon.engine.explore;

import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Where a search goes on when its states do not fit into memory.
 *
 * @param directory has the file with what does not fit
 * @param onFailure told why that file could not be made, written, read or removed; the search ends then, unless it has ended already
 */
public record Spilling(Path directory, Consumer<String> onFailure) {}
