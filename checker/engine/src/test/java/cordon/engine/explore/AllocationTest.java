package cordon.engine.explore;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import cordon.engine.Asked;
import cordon.engine.ToyFamily;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The hot loop allocates nothing: a search allocates what its store holds, and a constant. */
class AllocationTest {
    private static final long CONSTANT_BYTES = 2 << 20;
    private static final long SMALLEST_OBJECT_BYTES = 16;

    @Test
    void aSearchAllocatesItsStoreAndNoMore() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        ToyFamily toy = new ToyFamily(5, 2);
        long before = threads.getCurrentThreadAllocatedBytes();
        Report report =
                BreadthFirst.check(toy, List.of(Asked.invariant(s -> !toy.stale(s))), Bounds.unlimited(), s -> {});
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        // Every doubling of the table leaves the smaller one behind: together less than the last.
        long expected = 2 * report.statistics().storeBytes() + CONSTANT_BYTES;
        assertTrue(
                allocated < expected,
                () -> allocated + " bytes for " + report.statistics() + ", at most " + expected + " expected");
        assertTrue(
                SMALLEST_OBJECT_BYTES * report.statistics().transitions() > expected,
                "one object for each transition would be noticed");
    }
}
