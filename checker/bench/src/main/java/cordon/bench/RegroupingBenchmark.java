package cordon.bench;

import com.google.common.primitives.ImmutableIntArray;
import cordon.engine.schema.Schema;
import cordon.engine.store.Chunk;
import cordon.engine.store.Level;
import cordon.engine.store.StateSpace;
import cordon.engine.store.StateTree;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Chooses once more which words of long states are folded together, and folds all states again: what a search does once. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2)
@Measurement(iterations = 5)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xmx2g", "-XX:+UseSerialGC"})
public class RegroupingBenchmark {
    private static final int STATES = 1 << 15; // as many as a search waits for
    private static final int FIELD_BITS = 30;
    private static final int VALUES = 64; // of each word; words with one remainder modulo GROUPS change together
    private static final int GROUPS = 4;

    /** The length of a state. */
    @Param({"8", "32", "128"})
    private int words;

    private Level level = new Level();
    private StateSpace space = new StateSpace(schema(1), false);

    /** Finds the states. */
    @Setup(org.openjdk.jmh.annotations.Level.Invocation)
    public void find() {
        space = new StateSpace(schema(words), false);
        level = new Level();
        StateTree.Folder folder = space.folder();
        Random random = new Random(1);
        long[] state = new long[words];
        long[] keys = new long[Chunk.CAPACITY];
        for (int found = 0; found < STATES; found += keys.length) {
            for (int k = 0; k < keys.length; k++) {
                int group = random.nextInt(GROUPS);
                long value = random.nextInt(VALUES);
                for (int w = group; w < words; w += GROUPS) {
                    state[w] = value;
                }
                keys[k] = folder.fold(state);
            }
            level.add(Chunk.of(keys, keys.length, ImmutableIntArray.of(0, 0)));
        }
    }

    /** Regroups. */
    @Benchmark
    public long regroup() {
        space.replant(List.of(level));
        return space.bytes();
    }

    private static Schema schema(int words) {
        Schema.Builder fields = Schema.builder();
        for (int field = 0; field < 2 * words; field++) {
            fields.field("f" + field, FIELD_BITS);
        }
        Schema schema = fields.build();
        if (schema.words() != words) {
            throw new IllegalStateException("states have " + schema.words() + " words, and not " + words);
        }
        return schema;
    }
}
