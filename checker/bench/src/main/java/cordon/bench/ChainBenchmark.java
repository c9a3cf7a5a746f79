package cordon.bench;

import cordon.engine.Action;
import cordon.engine.Successors;
import cordon.engine.Trace;
import cordon.engine.TransitionSystem;
import cordon.engine.explore.Bounds;
import cordon.engine.explore.BreadthFirst;
import cordon.engine.explore.Report;
import cordon.engine.property.Invariant;
import cordon.engine.schema.Field;
import cordon.engine.schema.Schema;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Searches a chain: a million states, each a level of its own, so that the time is that of beginning and ending levels. Operations are
 * states.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 2)
@Measurement(iterations = 5)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xmx2g", "-XX:+UseSerialGC"})
public class ChainBenchmark {
    private static final int LENGTH = 1_000_000;

    /** Searches the whole chain. */
    @Benchmark
    @OperationsPerInvocation(LENGTH)
    public Report search() {
        Report report = BreadthFirst.check(new Chain(), List.of(new Any()), Bounds.unlimited(), s -> {});
        if (report.statistics().states() != LENGTH || !report.exhaustive()) {
            throw new IllegalStateException("not the whole chain: " + report.statistics());
        }
        return report;
    }

    /** The numbers from 0 on, one after the other. */
    private static final class Chain implements TransitionSystem {
        private final Schema schema;
        private final Field number;

        Chain() {
            Schema.Builder fields = Schema.builder();
            number = fields.field("number", 20);
            schema = fields.build();
        }

        @Override
        public Schema schema() {
            return schema;
        }

        @Override
        public void initialStates(Successors out) {
            out.begin(new long[schema.words()]);
            out.add(0);
        }

        @Override
        public void successors(long[] state, Successors out) {
            int next = number.get(state) + 1;
            if (next < LENGTH) {
                number.set(out.begin(state), next);
                out.add(0);
            }
        }

        @Override
        public Action action(int id) {
            return new Action("chain", "chain", "next");
        }

        @Override
        public int actionCount() {
            return 1;
        }
    }

    /** True of every state. */
    private static final class Any implements Invariant {
        @Override
        public String name() {
            return "any";
        }

        @Override
        public String meaning() {
            return "nothing is wrong with any state";
        }

        @Override
        public boolean holds(long[] state) {
            return true;
        }

        @Override
        public String explain(Trace trace) {
            return "";
        }
    }
}
