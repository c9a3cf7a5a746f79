package cordon.counterexamples;

import cordon.engine.Trace;
import cordon.engine.explore.Refutation;
import cordon.engine.property.Property;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Puts the steps of a counterexample into an order in which the reader has to look from one lane to another less often.
 *
 * <p>Steps of one process that follow one another are moved forward to the ones before them, over what others do in between, as often
 * as that makes fewer changes of process and the model says that the steps can be taken in that order, with the same state in the
 * end, and that the property is violated by it. So what comes out is a counterexample of the same length. It need not be the best
 * one: that would have to be looked for among all shortest paths.
 *
 * <p>Steps are not put off, though that could make fewer changes still: a device that receives what it asked for only when all is
 * over tells another story, and a stranger one.
 */
public final class FewestSwitches {
    private final Predicate<Trace> shows;
    private Trace trace;

    private FewestSwitches(Trace trace, Predicate<Trace> shows) {
        this.shows = shows;
        this.trace = trace;
    }

    /** {@code trace}, which violates {@code property}, in a better order, if there is one that does. */
    public static Trace of(Trace trace, Property property) {
        return of(trace, candidate -> Refutation.shows(candidate, property));
    }

    /**
     * {@code trace} in a better order, if there is one; a lasso is left as it is. The last step stays the last.
     *
     * @param shows whether a trace still shows what this one does
     */
    public static Trace of(Trace trace, Predicate<Trace> shows) {
        if (trace.loopStart().isPresent()) {
            return trace;
        }
        FewestSwitches search = new FewestSwitches(trace, shows);
        boolean better = true;
        while (better) {
            better = search.improve();
        }
        return search.trace;
    }

    /** Makes one change for the better; false if none is found. */
    private boolean improve() {
        List<int[]> runs = runs(trace);
        for (int r = 2; r < runs.size(); r++) {
            int[] run = runs.get(r);
            for (int e = r - 2; e >= 0; e--) {
                int[] earlier = runs.get(e);
                if (trace.step(earlier[0]).process().equals(trace.step(run[0]).process())) {
                    if (run[1] < trace.length() && accept(moved(earlier[1] + 1, run[0], run[1] + 1))) {
                        return true;
                    }
                    break;
                }
            }
        }
        return false;
    }

    /** The order of steps in which those of {@code from .. middle-1} and of {@code middle .. to-1} have changed places. */
    private int[] moved(int from, int middle, int to) {
        int[] order = new int[trace.length()];
        Arrays.setAll(order, i -> i + 1);
        for (int i = 0; i < to - from; i++) {
            order[from - 1 + i] = i < to - middle ? middle + i : from + i - (to - middle);
        }
        return order;
    }

    private boolean accept(int[] order) {
        Optional<Trace> candidate = take(order)
                .filter(t -> runs(t).size() < runs(trace).size())
                .filter(t -> Arrays.equals(t.last(), trace.last()))
                .filter(shows);
        candidate.ifPresent(t -> trace = t);
        return candidate.isPresent();
    }

    /** The steps in this order, each with the outcome that it had. */
    private Optional<Trace> take(int[] order) {
        Trace taken = Trace.at(trace.system(), trace.state(0));
        Repetition repetition = new Repetition(trace);
        for (int n : order) {
            Optional<Trace> next = repetition.withChanges(n, taken);
            if (next.isEmpty()) {
                return Optional.empty();
            }
            taken = next.get();
        }
        return Optional.of(taken);
    }

    /** The first and last steps of each run of steps by one process. */
    private static List<int[]> runs(Trace trace) {
        List<int[]> runs = new ArrayList<>();
        for (int n = 1; n <= trace.length(); n++) {
            if (n > 1 && trace.step(n).process().equals(trace.step(n - 1).process())) {
                runs.get(runs.size() - 1)[1] = n;
            } else {
                runs.add(new int[] {n, n});
            }
        }
        return runs;
    }
}
