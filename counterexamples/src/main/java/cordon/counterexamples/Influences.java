package cordon.counterexamples;

import com.google.common.collect.ImmutableList;
import cordon.counterexamples.LastChanges.Change;
import cordon.engine.Trace;
import cordon.engine.schema.Field.Role;
import cordon.engine.schema.Schema;
import java.util.Comparator;
import java.util.List;

/**
 * Which step of a trace waited for which other: a question that the model answers by what would be otherwise. A step depends on an
 * earlier one if, with what that one changed put back, it would not be possible, or not with the same changes. So it is known
 * what a step reads, as far as it matters, without anybody's having declared it; but not where what is put back makes no state at
 * all of what is left, such as a PROD behind CONS.
 */
final class Influences {
    private final Trace trace;
    private final LastChanges last;

    private Influences(Trace trace) {
        this.trace = trace;
        this.last = new LastChanges(trace);
    }

    /** For each step of {@code trace} the last step of another process that it depends on; 0 where there is none. */
    static ImmutableList<Integer> of(Trace trace) {
        Influences influences = new Influences(trace);
        ImmutableList.Builder<Integer> senders = ImmutableList.builder();
        for (int n = 1; n <= trace.length(); n++) {
            senders.add(influences.sender(n));
            influences.last.follow(n);
        }
        return senders.build();
    }

    private int sender(int n) {
        String process = trace.step(n).process();
        return last.all().stream()
                .filter(change -> change.field().role() != Role.GHOST)
                .filter(change -> !trace.step(change.step()).process().equals(process))
                .sorted(Comparator.comparingInt(Change::step).reversed())
                .filter(change -> dependsOn(n, change))
                .map(Change::step)
                .findFirst()
                .orElse(0);
    }

    private boolean dependsOn(int n, Change change) {
        Schema schema = trace.system().schema();
        List<Recording.Change> changes = Recording.changes(schema, trace.state(n - 1), trace.state(n));
        return !last.possibleWithout(
                List.of(change),
                n,
                (before, after) -> Recording.changes(schema, before, after).equals(changes));
    }
}
