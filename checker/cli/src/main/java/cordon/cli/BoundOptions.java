package cordon.cli;

import cordon.engine.explore.Bounds;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say how far to search. */
final class BoundOptions {
    @Option(names = "--max-states", paramLabel = "N", description = "Expand no state once N distinct states are known.")
    private long maxStates = Long.MAX_VALUE;

    @Option(names = "--max-depth", paramLabel = "N", description = "Expand no state N or more steps away.")
    private int maxDepth = Integer.MAX_VALUE;

    @Option(names = "--time", paramLabel = "TIME", description = "Stop each search after this time: 30s, 5m, 1h.")
    private @Nullable String time;

    /**
     * The bounds that were asked for; {@code interrupt} ends a search too.
     *
     * @throws UsageException if they make no sense
     */
    Bounds until(Interrupt interrupt) {
        if (maxStates < 1 || maxDepth < 0) {
            throw new UsageException("--max-states must be at least 1 and --max-depth at least 0");
        }
        Bounds bounds = Bounds.unlimited()
                .withMaxStates(maxStates)
                .withMaxDepth(maxDepth)
                .withInterrupt(interrupt::requested);
        return time == null ? bounds : bounds.withTime(Durations.parse("--time", time));
    }
}
