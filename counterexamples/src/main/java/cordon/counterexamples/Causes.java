package cordon.counterexamples;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.Multimaps;
import com.google.common.primitives.ImmutableIntArray;
import cordon.counterexamples.Recording.Cause;
import cordon.engine.Successors;
import cordon.engine.Trace;
import cordon.engine.TransitionSystem;
import cordon.engine.explore.Refutation;
import cordon.engine.property.Invariant;
import cordon.engine.property.Property;
import cordon.engine.property.StepInvariant;
import cordon.engine.schema.Field;
import cordon.engine.schema.Field.Role;
import cordon.engine.schema.Schema;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the violation at the end of a trace hangs on: the elements of the state that, were they still as they were before their last
 * change, would make the last step impossible or harmless. The model and the property are asked, not the property's words.
 *
 * <p>If none of the elements that a step was the last to change is such a one alone, all of them together may be: that a page belongs
 * to nobody, say, is told by its owner and by its generation. Only of invariants, of states and of steps.
 */
final class Causes {
    private Causes() {}

    /** An element that a step changed for the last time before the end. */
    private record Change(int step, Field field, int element, int before) {}

    /** The causes, those of the last steps first; none for a property that is about more than the end. */
    static ImmutableList<Cause> of(Trace trace, Property property) {
        boolean ofTheEnd = property instanceof Invariant || property instanceof StepInvariant;
        if (!ofTheEnd || trace.length() == 0) {
            return ImmutableList.of();
        }
        Schema schema = trace.system().schema();
        Map<String, Change> last = new LinkedHashMap<>();
        for (int n = 1; n < trace.length(); n++) {
            for (Schema.Change change : schema.diff(trace.state(n - 1), trace.state(n))) {
                if (change.field().role() != Role.CONTROL) {
                    String name = change.field().elementName(change.index());
                    last.put(name, new Change(n, change.field(), change.index(), change.before()));
                }
            }
        }
        ImmutableListMultimap<Integer, Change> byStep = Multimaps.index(last.values(), Change::step);
        long[] before = trace.state(trace.length() - 1);
        return byStep.keySet().stream()
                .sorted(Comparator.reverseOrder())
                .flatMap(step -> necessary(byStep.get(step), trace, property).stream())
                .map(change -> new Cause(
                        change.field().elementName(change.element()),
                        change.field().format(change.field().get(before, change.element())),
                        change.step()))
                .collect(ImmutableList.toImmutableList());
    }

    /** Of the changes by one step those without which the end would be another. */
    private static List<Change> necessary(List<Change> changes, Trace trace, Property property) {
        List<Change> alone = changes.stream()
                .filter(change -> !happensWithout(List.of(change), trace, property))
                .toList();
        return alone.isEmpty() && !happensWithout(changes, trace, property) ? changes : alone;
    }

    private static boolean happensWithout(List<Change> changes, Trace trace, Property property) {
        TransitionSystem system = trace.system();
        int action = trace.action(trace.length());
        long[] before = trace.state(trace.length() - 1).clone();
        changes.forEach(change -> change.field().set(before, change.element(), change.before()));
        Successors out = new Successors(system.schema().words());
        try {
            system.successors(before, out);
            for (int i = 0; i < out.count(); i++) {
                Trace end = new Trace(system, List.of(before, out.state(i)), ImmutableIntArray.of(action));
                if (out.action(i) == action && Refutation.shows(end, property)) {
                    return true;
                }
            }
        } catch (RuntimeException e) {
            return true; // this is no state that the model or the property can say anything about
        }
        return false;
    }
}
