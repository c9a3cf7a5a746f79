package cordon.command;

import cordon.engine.explore.Bounds;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say how far to search. */
public final class BoundOptions {
    /** The greatest number of states that a limit may be. */
    public static final long MOST_STATES = 1_000_000_000_000L;

    private static final int MOST_DEPTH = 1_000_000_000;

    @Option(
            names = "--max-states",
            paramLabel = "N",
            description = "Expand no state once N distinct states are known: 1 to " + MOST_STATES + ".")
    @Within(least = 1, most = MOST_STATES)
    private long maxStates = Long.MAX_VALUE;

    @Option(
            names = "--max-depth",
            paramLabel = "N",
            description = "Expand no state N or more steps away: 0 to " + MOST_DEPTH + ".")
    @Within(least = 0, most = MOST_DEPTH)
    private int maxDepth = Integer.MAX_VALUE;

    @Option(names = "--time", paramLabel = "TIME", description = "Stop each search after this time: 30s, 5m, 1h.")
    private @Nullable String time;

    /**
     * The bounds that were asked for; {@code interrupt} ends a search too.
     *
     * @throws UsageException if they make no sense
     */
    public Bounds until(Interrupt interrupt) {
        Bounds bounds = Bounds.unlimited()
                .withMaxStates(maxStates)
                .withMaxDepth(maxDepth)
                .withInterrupt(interrupt::requested);
        return time == null ? bounds : bounds.withTime(Durations.parse("--time", time));
    }
}
