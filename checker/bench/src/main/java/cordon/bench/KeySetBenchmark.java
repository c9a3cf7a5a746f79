package cordon.bench;

import cordon.engine.store.KeySet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Adds random keys to a set that has room for them, in batches: to be held against {@code run-peers --limit}, which does the same
 * in C. Operations are insertions of one thread; {@code -t 2} for two.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3)
@Measurement(iterations = 5)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xmx6g", "-XX:+UseSerialGC", "-XX:+UseTransparentHugePages"})
public class KeySetBenchmark {
    private static final int KEYS = 20_000_000;
    private static final int BATCH = 128;
    private static final long LOW_BITS = (1L << 20) - 1;

    private KeySet set = newSet();
    private final AtomicInteger threads = new AtomicInteger();

    /** A thread's share of the keys. */
    @State(Scope.Thread)
    public static class Share {
        private long first;

        /** Chooses a share that no other thread has. */
        @Setup(Level.Iteration)
        public void choose(KeySetBenchmark all) {
            first = (long) all.threads.getAndIncrement() * KEYS;
        }
    }

    /** Empties the set. */
    @Setup(Level.Iteration)
    public void empty() {
        set = newSet();
        threads.set(0);
    }

    /** Adds the keys of one share. */
    @Benchmark
    @OperationsPerInvocation(KEYS)
    public long insert(Share share) {
        KeySet.Batch batch = set.batch();
        long fresh = 0;
        for (long i = share.first; i < share.first + KEYS; i += BATCH) {
            for (int k = 0; k < BATCH; k++) {
                long key = i + k; // the set scatters the keys itself
                batch.put(((key >>> 20) << Integer.SIZE) | (key & LOW_BITS));
            }
            batch.touch();
            for (int k = 0; k < batch.size(); k++) {
                fresh += batch.add(k) ? 1 : 0;
            }
            batch.clear();
        }
        return fresh;
    }

    private static KeySet newSet() {
        KeySet empty = new KeySet(13, 20, true);
        empty.grow(2L * KEYS, 13, 20);
        return empty;
    }
}
