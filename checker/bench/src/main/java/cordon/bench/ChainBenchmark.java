package cordon.bench;

import cordon.engine.check.Checker;
import cordon.engine.check.SimpleSystem;
import cordon.engine.explore.Report;
import cordon.engine.schema.Field;
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
        Report report = Checker.of(new Chain())
                .always("any", "Nothing is wrong with any state.", s -> true)
                .check();
        if (report.statistics().states() != LENGTH || !report.exhaustive()) {
            throw new IllegalStateException("not the whole chain: " + report.statistics());
        }
        return report;
    }

    /** The numbers from 0 on, one after the other. */
    private static final class Chain extends SimpleSystem {
        private final Field number = number("number", LENGTH - 1);

        Chain() {
            step("chain", "next", s -> number.get(s) < LENGTH - 1, s -> number.set(s, number.get(s) + 1));
        }
    }
}
