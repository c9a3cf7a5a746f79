package cordon.engine.explore;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Limits of a search. A search that meets one ends with {@link Verdict.Incomplete} for what it had not decided.
 *
 * @param maxStates the number of distinct states after which no further level is expanded: which states are visited then does
 *     not depend on the order within a level
 * @param maxDepth the distance from an initial state beyond which no state is expanded
 * @param time wall-clock time
 * @param memoryBytes what the state store may occupy
 * @param interrupted polled several times a second; true ends the search
 */
public record Bounds(long maxStates, int maxDepth, Duration time, long memoryBytes, BooleanSupplier interrupted) {

    /** Checks the limits. */
    public Bounds {
        requireAtLeast("maxStates", maxStates, 1);
        requireAtLeast("maxDepth", maxDepth, 0);
        requireAtLeast("memoryBytes", memoryBytes, 0);
        if (time.isNegative()) {
            throw new IllegalArgumentException("time: expected no negative duration, not " + time);
        }
    }

    /** What else is in the heap: the model, the command, arrays that have not been collected yet. */
    private static final long OTHER_BYTES = 16 << 20;

    /** No limit but memory: four fifths of the heap that this Java machine may grow to, less 16 MiB or, of a small heap, half of it. */
    public static Bounds unlimited() {
        long heap = Runtime.getRuntime().maxMemory();
        long memory = heap / 5 * 4 - Math.min(OTHER_BYTES, heap / 5 * 2);
        return new Bounds(Long.MAX_VALUE, Integer.MAX_VALUE, Duration.ofDays(10_000), memory, () -> false);
    }

    /** These bounds with another {@link #maxStates}. */
    public Bounds withMaxStates(long limit) {
        return new Bounds(limit, maxDepth, time, memoryBytes, interrupted);
    }

    /** These bounds with another {@link #maxDepth}. */
    public Bounds withMaxDepth(int limit) {
        return new Bounds(maxStates, limit, time, memoryBytes, interrupted);
    }

    /** These bounds with another {@link #time}. */
    public Bounds withTime(Duration limit) {
        return new Bounds(maxStates, maxDepth, limit, memoryBytes, interrupted);
    }

    /** These bounds with another {@link #memoryBytes}. */
    public Bounds withMemoryBytes(long limit) {
        return new Bounds(maxStates, maxDepth, time, limit, interrupted);
    }

    /** These bounds with another {@link #interrupted}. */
    public Bounds withInterrupt(BooleanSupplier poll) {
        return new Bounds(maxStates, maxDepth, time, memoryBytes, poll);
    }

    private static void requireAtLeast(String name, long value, long least) {
        if (value < least) {
            throw new IllegalArgumentException(name + ": expected at least " + least + ", not " + value);
        }
    }
}
