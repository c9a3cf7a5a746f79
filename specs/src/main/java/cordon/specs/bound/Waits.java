package cordon.specs.bound;

import cordon.engine.explore.Bounds;
import cordon.engine.explore.BreadthFirst;
import cordon.engine.explore.Report;
import cordon.engine.explore.Visitor;
import cordon.model.QuarantineModel;
import java.util.Optional;
import java.util.concurrent.atomic.LongAccumulator;

/**
 * For how many timeouts a flush waits at most.
 *
 * @param irqsOff with interrupts disabled all the time
 * @param inAll from its beginning to its return
 * @param states distinct states of the searches, one for each CPU
 */
public record Waits(int irqsOff, int inAll, long states) {

    /**
     * Those of {@code model}; empty if {@code bounds} ended a search, since the figures could be larger.
     *
     * @param workers threads of a search
     */
    public static Optional<Waits> of(QuarantineModel model, int workers, Bounds bounds) {
        return of(model, false, workers, bounds);
    }

    /** As {@link #of(QuarantineModel, int, Bounds)}, with voluntary steps if the model is to be {@code whole}. */
    static Optional<Waits> of(QuarantineModel model, boolean whole, int workers, Bounds bounds) {
        LongAccumulator irqsOff = new LongAccumulator(Math::max, 0);
        LongAccumulator inAll = new LongAccumulator(Math::max, 0);
        long states = 0;
        for (int cpu = 0; cpu < model.cpus(); cpu++) {
            WaitCounter counter = new WaitCounter(model, cpu, whole);
            Visitor visitor = (depth, state, out, first) -> {
                irqsOff.accumulate(counter.irqsOff(state));
                inAll.accumulate(counter.inAll(state));
            };
            Report report = BreadthFirst.visit(counter, visitor, workers, bounds, statistics -> {});
            if (!report.exhaustive()) {
                return Optional.empty();
            }
            states += report.statistics().states();
        }
        return Optional.of(new Waits(irqsOff.intValue(), inAll.intValue(), states));
    }

    @Override
    public String toString() {
        return "timeouts: " + text(irqsOff) + " with interrupts disabled, " + text(inAll) + " in all; " + states
                + " states";
    }

    /** A figure for people. */
    static String text(int figure) {
        return figure < WaitCounter.MOST ? Integer.toString(figure) : figure + " or more";
    }
}
