package cordon.counterexamples;

import com.google.common.collect.ImmutableList;
import cordon.engine.Successors;
import cordon.engine.Trace;
import cordon.engine.TransitionSystem;
import cordon.engine.schema.Field;
import cordon.engine.schema.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

/**
 * What a trace changed last, as it is followed step by step; and what the model would do had that stayed as it was: a question that
 * needs nobody's declaring what a step reads.
 */
final class LastChanges {
    private final Trace trace;
    private final Map<String, Change> byElement = new LinkedHashMap<>();

    /** Nothing of {@code trace} so far. */
    LastChanges(Trace trace) {
        this.trace = trace;
    }

    /** An element of the state, and how it was before step {@code step} changed it for the last time. */
    record Change(int step, Field field, int element, int before) {
        String name() {
            return field.elementName(element);
        }
    }

    /** Goes on by step {@code n}. */
    void follow(int n) {
        for (Schema.Change change : trace.system().schema().diff(trace.state(n - 1), trace.state(n))) {
            Change last = new Change(n, change.field(), change.index(), change.before());
            byElement.put(last.name(), last);
        }
    }

    /** The last change of each element that was changed so far. */
    ImmutableList<Change> all() {
        return ImmutableList.copyOf(byElement.values());
    }

    /**
     * Whether step {@code n} can have an outcome that is {@code wanted}, given the state before and after it, even with {@code
     * changes} put back. It is held to be so where what is put back makes no state that anything can be said about.
     */
    boolean possibleWithout(List<Change> changes, int n, BiPredicate<long[], long[]> wanted) {
        TransitionSystem system = trace.system();
        long[] before = trace.state(n - 1).clone();
        changes.forEach(change -> change.field().set(before, change.element(), change.before()));
        Successors out = new Successors(before.length);
        try {
            system.successors(before, out);
            for (int i = 0; i < out.count(); i++) {
                if (out.action(i) == trace.action(n) && wanted.test(before, out.state(i))) {
                    return true;
                }
            }
            return false;
        } catch (RuntimeException e) {
            return true;
        }
    }
}
