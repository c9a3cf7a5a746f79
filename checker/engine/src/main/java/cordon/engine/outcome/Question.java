package cordon.engine.outcome;

import com.google.common.collect.ImmutableSortedMap;
import cordon.engine.TransitionSystem;
import cordon.engine.explore.Bounds;
import cordon.engine.explore.BreadthFirst;
import cordon.engine.explore.Report;
import cordon.engine.explore.Statistics;
import cordon.engine.explore.Visitor;
import cordon.engine.outcome.Moment.Watched;
import cordon.engine.outcome.Outcomes.Count;
import cordon.engine.property.Property;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;

/**
 * The question which combinations of values some elements have at certain moments, in all reachable states of a system.
 *
 * <p>The answer is complete: the search visits every state once. For moments after a step it searches the product of the system
 * and an automaton that stands at 1 right after such a step; a state of the system that is reached in both ways is two of the
 * product, one of which is counted.
 *
 * @param system the system that is asked about
 * @param moment when a state is looked at
 * @param elements what of it is looked at
 */
public record Question(TransitionSystem system, Moment moment, List<Element> elements) {

    /**
     * Searches for the answer.
     *
     * @param workers threads that search, at least 1; the answer does not depend on it
     * @param progress called about five times a second, in this thread
     */
    public Outcomes ask(int workers, Bounds bounds, Consumer<Statistics> progress) {
        ConcurrentMap<Outcome, Count> found = new ConcurrentHashMap<>();
        Watched watched = moment.watch(system);
        Visitor collector = (depth, state, out, first) -> watched.look()
                .at(state, out, first)
                .ifPresent(
                        ending -> found.merge(Outcome.of(elements, state, ending), new Count(1, depth), Count::plus));
        Report report = BreadthFirst.visit(watched.system(), collector, workers, bounds, progress);
        return new Outcomes(ImmutableSortedMap.copyOf(found), report);
    }

    /** The property, called {@code name}, that {@code outcome} never comes about: a shortest trace to it is a counterexample. */
    public Property never(Outcome outcome, String name) {
        return moment.never(this, outcome, name);
    }

    /** The values of {@code outcome} by name, for people: {@code a = 1, b = FREE}. */
    public String format(Outcome outcome) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < elements.size(); i++) {
            text.append(i == 0 ? "" : ", ")
                    .append(elements.get(i).name())
                    .append(" = ")
                    .append(elements.get(i).format(outcome.values().get(i)));
        }
        return text.toString();
    }
}
