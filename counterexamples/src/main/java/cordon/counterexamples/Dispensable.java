package cordon.counterexamples;

import cordon.engine.Trace;
import cordon.engine.explore.Refutation;
import cordon.engine.property.Property;
import java.util.BitSet;
import java.util.Optional;

/**
 * Steps of a trace that do not matter for the violation at its end: the model is asked whether the others are possible without them,
 * and the property whether they violate it. Half of the steps are left out, then smaller and smaller runs of them, down to single ones
 * (Zeller and Hildebrandt, "Simplifying and Isolating Failure-Inducing Input", 2002), and with them the later steps that are not
 * possible without: the answer goes with the question.
 *
 * <p>What can be left out first is: then what is kept is rather what came last. Of a shortest trace there are none, since what is left would be a shorter one; a depth-first search or a path by hand may have
 * many. A lasso is left as it is, and so is a trace of more than {@link #MAX_LENGTH} steps.
 */
final class Dispensable {
    private static final int MAX_LENGTH = 500;

    private final Trace trace;
    private final Property property;

    private Dispensable(Trace trace, Property property) {
        this.trace = trace;
        this.property = property;
    }

    /** The numbers of steps that can all be left out together; there may be more. */
    static BitSet of(Trace trace, Property property) {
        BitSet dispensable = new BitSet();
        if (trace.loopStart().isPresent() || trace.length() > MAX_LENGTH) {
            return dispensable;
        }
        Dispensable search = new Dispensable(trace, property);
        for (int size = trace.length() / 2; size > 0; size = size == 1 ? 0 : (size + 1) / 2) {
            for (int from = 1; from < trace.length(); from += size) {
                BitSet more = (BitSet) dispensable.clone();
                more.set(from, Math.min(from + size, trace.length())); // the last step stays
                if (!more.equals(dispensable)) {
                    dispensable = search.without(more).orElse(dispensable);
                }
            }
        }
        return dispensable;
    }

    /** {@code steps} and those that are not possible without them, if the rest is a violation all the same. */
    private Optional<BitSet> without(BitSet steps) {
        BitSet leftOut = (BitSet) steps.clone();
        Trace path = Trace.at(trace.system(), trace.state(0));
        Repetition repetition = new Repetition(trace);
        for (int n = 1; n <= trace.length(); n++) {
            if (!leftOut.get(n)) {
                Optional<Trace> next = repetition.withAnyOutcome(n, path);
                leftOut.set(n, next.isEmpty());
                path = next.orElse(path);
            }
        }
        boolean violated = !leftOut.get(trace.length()) && Refutation.shows(path, property);
        return violated ? Optional.of(leftOut) : Optional.empty();
    }
}
