package cordon.prover;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;

/**
 * What a question to the solver may cost.
 *
 * @param time how long; empty for no limit
 * @param resources how many of Z3's resource units, which unlike time make the answer a function of the question; empty for no limit
 * @param seed of Z3's choices
 * @param stop asked while the solver works: true ends it, within a second
 */
public record Limits(Optional<Duration> time, OptionalInt resources, int seed, BooleanSupplier stop) {
    /** No limit. */
    public static final Limits NONE = new Limits(Optional.empty(), OptionalInt.empty(), 0, () -> false);

    /** These limits with {@code longest} as the time of each question. */
    public Limits within(Duration longest) {
        return new Limits(Optional.of(longest), resources, seed, stop);
    }

    /** These limits with {@code most} resource units for each question. */
    public Limits resources(int most) {
        return new Limits(time, OptionalInt.of(most), seed, stop);
    }

    /** These limits, and a question ends when {@code newStop} says so. */
    public Limits until(BooleanSupplier newStop) {
        return new Limits(time, resources, seed, newStop);
    }
}
