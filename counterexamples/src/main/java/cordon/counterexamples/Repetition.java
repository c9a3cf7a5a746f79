package cordon.counterexamples;

import cordon.engine.Successors;
import cordon.engine.Trace;
import cordon.engine.schema.Schema;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Takes steps of a trace once more, after another path of the same system. */
final class Repetition {
    private final Trace trace;
    private final Successors out;

    /** Of steps of {@code trace}. */
    Repetition(Trace trace) {
        this.trace = trace;
        this.out = new Successors(trace.system().schema().words());
    }

    /** {@code path} and step {@code n}, if it is possible there with the same changes. */
    Optional<Trace> withChanges(int n, Trace path) {
        expand(path);
        return take(n, path, makesChangesOf(n, path));
    }

    /** {@code path} and step {@code n}, with the same changes if that is possible there and with others if not. */
    Optional<Trace> withAnyOutcome(int n, Trace path) {
        expand(path);
        return take(n, path, makesChangesOf(n, path)).or(() -> take(n, path, after -> true));
    }

    private void expand(Trace path) {
        out.clear();
        trace.system().successors(path.last(), out);
    }

    private Predicate<long[]> makesChangesOf(int n, Trace path) {
        Schema schema = trace.system().schema();
        List<Schema.Change> changes = schema.diff(trace.state(n - 1), trace.state(n));
        return after -> schema.diff(path.last(), after).equals(changes);
    }

    private Optional<Trace> take(int n, Trace path, Predicate<long[]> wanted) {
        int action = trace.action(n);
        OptionalInt found = IntStream.range(0, out.count())
                .filter(i -> out.action(i) == action && wanted.test(out.state(i)))
                .findFirst();
        return found.isPresent()
                ? Optional.of(path.then(action, out.state(found.getAsInt()).clone()))
                : Optional.empty();
    }
}
