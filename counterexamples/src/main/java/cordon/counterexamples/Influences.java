package cordon.counterexamples;

import com.google.common.collect.ImmutableList;
import cordon.engine.Successors;
import cordon.engine.Trace;
import cordon.engine.TransitionSystem;
import cordon.engine.schema.Field;
import cordon.engine.schema.Field.Role;
import cordon.engine.schema.Schema;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which step of a trace waited for which other: a question that the model answers by what would be otherwise. A step depends on an
 * earlier one if, with what that one changed put back, it would not be possible, or not with the same changes. So it is known
 * what a step reads, as far as it matters, without anybody's having declared it; but not where what is put back makes no state at
 * all of what is left, such as a PROD behind CONS.
 */
final class Influences {
    private final Trace trace;
    private final TransitionSystem system;
    private final Schema schema;

    /** An element of the state, and how it was before step {@code step} changed it for the last time. */
    private record Change(int step, Field field, int element, int before) {}

    private Influences(Trace trace) {
        this.trace = trace;
        this.system = trace.system();
        this.schema = system.schema();
    }

    /** For each step of {@code trace} the last step of another process that it depends on; 0 where there is none. */
    static ImmutableList<Integer> of(Trace trace) {
        Influences influences = new Influences(trace);
        Map<String, Change> last = new TreeMap<>();
        ImmutableList.Builder<Integer> senders = ImmutableList.builder();
        for (int n = 1; n <= trace.length(); n++) {
            senders.add(influences.sender(n, last));
            for (Schema.Change change : influences.changes(n)) {
                last.put(
                        change.field().elementName(change.index()),
                        new Change(n, change.field(), change.index(), change.before()));
            }
        }
        return senders.build();
    }

    private List<Schema.Change> changes(int n) {
        return schema.diff(trace.state(n - 1), trace.state(n));
    }

    private int sender(int n, Map<String, Change> last) {
        String process = process(n);
        List<Change> candidates = new ArrayList<>(last.values());
        candidates.removeIf(
                c -> c.field().role() == Role.GHOST || process(c.step()).equals(process));
        candidates.sort(Comparator.comparingInt(Change::step).reversed());
        return candidates.stream()
                .filter(candidate -> dependsOn(n, candidate))
                .map(Change::step)
                .findFirst()
                .orElse(0);
    }

    private boolean dependsOn(int n, Change change) {
        long[] before = trace.state(n - 1).clone();
        change.field().set(before, change.element(), change.before());
        Successors out = new Successors(schema.words());
        try {
            system.successors(before, out);
        } catch (RuntimeException e) {
            return false; // this is no state that the model can say anything about
        }
        List<String> changes = changes(n).stream().map(Object::toString).toList();
        for (int i = 0; i < out.count(); i++) {
            if (out.action(i) == trace.action(n)
                    && schema.diff(before, out.state(i)).stream()
                            .map(Object::toString)
                            .toList()
                            .equals(changes)) {
                return false;
            }
        }
        return true;
    }

    private String process(int n) {
        return system.action(trace.action(n)).process();
    }
}
