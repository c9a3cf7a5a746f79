package cordon.counterexamples;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableListMultimap.toImmutableListMultimap;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import cordon.counterexamples.LastChanges.Change;
import cordon.counterexamples.Recording.Cause;
import cordon.engine.Trace;
import cordon.engine.explore.Refutation;
import cordon.engine.property.Invariant;
import cordon.engine.property.Property;
import cordon.engine.property.StepInvariant;
import cordon.engine.schema.Field.Role;
import java.util.Comparator;
import java.util.List;

/**
 * What the violation at the end of a trace hangs on: the elements of the state that, were they still as they were before their last
 * change, would make the last step impossible or harmless. The model and the property are asked, not the property's words.
 *
 * <p>If none of the elements that a step was the last to change is such a one alone, all of them together may be: that a page belongs
 * to nobody, say, is told by its owner and by its generation. Only of invariants, of states and of steps.
 */
final class Causes {
    private final Trace trace;
    private final Property property;
    private final LastChanges last;

    private Causes(Trace trace, Property property) {
        this.trace = trace;
        this.property = property;
        this.last = new LastChanges(trace);
    }

    /** The causes, those of the last steps first; none for a property that is about more than the end. */
    static ImmutableList<Cause> of(Trace trace, Property property) {
        boolean ofTheEnd = property instanceof Invariant || property instanceof StepInvariant;
        return ofTheEnd && trace.length() > 0 ? new Causes(trace, property).find() : ImmutableList.of();
    }

    private ImmutableList<Cause> find() {
        for (int n = 1; n < trace.length(); n++) {
            last.follow(n);
        }
        ImmutableListMultimap<Integer, Change> byStep = last.all().stream()
                .filter(change -> change.field().role() != Role.CONTROL)
                .collect(toImmutableListMultimap(Change::step, change -> change));
        long[] before = trace.state(trace.length() - 1);
        return byStep.keySet().stream()
                .sorted(Comparator.reverseOrder())
                .flatMap(step -> necessary(byStep.get(step)).stream())
                .map(change -> new Cause(
                        change.name(),
                        change.field().format(change.field().get(before, change.element())),
                        change.step()))
                .collect(toImmutableList());
    }

    /** Of the changes by one step those without which the end would be another. */
    private List<Change> necessary(List<Change> changes) {
        List<Change> alone = changes.stream()
                .filter(change -> !happensWithout(List.of(change)))
                .toList();
        return alone.isEmpty() && !happensWithout(changes) ? changes : alone;
    }

    private boolean happensWithout(List<Change> changes) {
        int end = trace.length();
        List<Integer> action = List.of(trace.action(end));
        return last.possibleWithout(
                changes,
                end,
                (before, after) ->
                        Refutation.shows(new Trace(trace.system(), List.of(before, after), action), property));
    }
}
