package cordon.specs.proof;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableSet;

/**
 * What a row is about, beside patches and settings.
 *
 * @param beside what goes on beside the flushes
 * @param repairs changes of the series that nobody has posted
 */
public record Surroundings(ImmutableSet<Beside> beside, ImmutableSet<Repair> repairs) {
    /** Flushes alone, of the series as it is. */
    public static final Surroundings NONE = new Surroundings(ImmutableSet.of(), ImmutableSet.of());

    /** {@code beside attach, reset; with attach-waits, result}, or what there is of it. */
    @Override
    public String toString() {
        String around =
                beside.isEmpty() ? "flushes alone" : "beside " + Joiner.on(", ").join(beside);
        return around + (repairs.isEmpty() ? "" : "; with " + Joiner.on(", ").join(repairs));
    }
}
