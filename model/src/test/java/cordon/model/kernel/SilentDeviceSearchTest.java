package cordon.model.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cordon.model.Choice.RetryStrategy;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The searches of P7, run to their end against devices that are known to be silent. */
class SilentDeviceSearchTest {

    private record Found(int blamed, List<Integer> retried) {}

    @Property
    void retriesBlameExactlyTheSilentDevices(
            @ForAll @IntRange(min = 1, max = 255) int batch, @ForAll @IntRange(min = 1, max = 255) int silent) {
        Assume.that((batch & silent) != 0); // or the batch would not have timed out
        assertEquals(batch & silent, run(RetryStrategy.PER_SID, batch, silent).blamed());
        assertEquals(batch & silent, run(RetryStrategy.BISECT, batch, silent).blamed());
        assertEquals(batch, run(RetryStrategy.NONE, batch, silent).blamed());
    }

    @Property
    void bisectionOfOneSilentDeviceTakesTwoRetriesForEachHalving(
            @ForAll @IntRange(min = 1, max = 255) int batch, @ForAll @IntRange(min = 0, max = 7) int device) {
        Assume.that((batch >> device & 1) != 0);
        int devices = Integer.bitCount(batch);
        int halvings = Integer.SIZE - Integer.numberOfLeadingZeros(devices - 1);
        int retries = run(RetryStrategy.BISECT, batch, 1 << device).retried().size();
        assertTrue(retries <= 2 * halvings, retries + " retries of " + devices + " devices");
        assertEquals(
                devices,
                run(RetryStrategy.PER_SID, batch, 1 << device).retried().size());
    }

    @Test
    void theOrderOfRetries() {
        assertEquals(
                List.of(0b0001, 0b0010, 0b1000),
                run(RetryStrategy.PER_SID, 0b1011, 0b1000).retried());
        assertEquals(
                List.of(0b0011, 0b1100, 0b0100, 0b1000),
                run(RetryStrategy.BISECT, 0b1111, 0b1000).retried());
        assertEquals(List.of(), run(RetryStrategy.BISECT, 0b0100, 0b0100).retried(), "a batch of one needs no retry");
        assertEquals(List.of(), run(RetryStrategy.NONE, 0b0110, 0b0100).retried());
    }

    /** What {@code DomainInvRange} does with the search, with the answers of the devices given. */
    private static Found run(RetryStrategy strategy, int batch, int silent) {
        SilentDeviceSearch search = new SilentDeviceSearch(strategy);
        int blamed = 0;
        List<Integer> retried = new ArrayList<>();
        int probe = search.first(batch);
        while (probe != 0) {
            boolean timedOut = true;
            if (search.needsRetry(batch, probe)) {
                retried.add(probe);
                timedOut = (probe & silent) != 0;
            }
            if (timedOut && Integer.bitCount(probe) > 1) {
                probe = search.narrow(probe);
            } else {
                blamed |= timedOut ? probe : 0;
                probe = search.next(batch, probe);
            }
        }
        return new Found(blamed, retried);
    }
}
