package cordon.command;

import cordon.engine.Action;
import cordon.engine.DerivedSystem;
import cordon.engine.Successors;
import cordon.engine.Trace;
import cordon.engine.TransitionSystem;
import cordon.engine.explore.Bounds;
import cordon.engine.explore.BreadthFirst;
import cordon.engine.explore.ModelException;
import cordon.engine.explore.Refutation;
import cordon.engine.explore.Report;
import cordon.engine.explore.Verdict;
import cordon.engine.expression.Asking;
import cordon.engine.property.Property;
import cordon.engine.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A path through a model that somebody makes step by step, and can take back. */
final class Exploration {
    /** States after which a search for a state ends at the next level. */
    static final long MAX_STATES = 2_000_000;

    private final TransitionSystem system;
    private final List<long[]> states = new ArrayList<>();
    private final List<Integer> actions = new ArrayList<>();
    private final Successors enabled;

    /** At the first state of {@code system}. */
    Exploration(TransitionSystem system) {
        this.system = system;
        this.enabled = new Successors(system.schema().words());
        system.initialStates(enabled);
        states.add(enabled.state(0).clone());
        look();
    }

    /** The steps that are possible, in words; step {@code i} is taken by {@link #take}{@code (i)}. */
    List<Action> possible() {
        return IntStream.range(0, enabled.count())
                .mapToObj(i -> system.action(enabled.action(i), here()))
                .toList();
    }

    /** What step {@code i} of those that are possible would change. */
    List<Schema.Change> changes(int i) {
        return system.schema().diff(here(), enabled.state(i));
    }

    /** The elements of the present state that are not 0, as changes from a state in which all are. */
    List<Schema.Change> state() {
        return system.schema().diff(new long[system.schema().words()], here());
    }

    /** The number of steps taken. */
    int length() {
        return actions.size();
    }

    /** Takes step {@code i} of those that are possible; not if the system cannot say what is possible after it. */
    void take(int i) {
        go(enabled.action(i), enabled.state(i).clone());
        lookOrGoBack(1);
    }

    /** Takes back all steps after the first {@code length}, 0 or more, if there are any. */
    void backTo(int length) {
        if (length >= actions.size()) {
            return;
        }
        actions.subList(length, actions.size()).clear();
        states.subList(length + 1, states.size()).clear();
        look();
    }

    /**
     * Goes on, by as few steps as possible, to where {@code property} is violated.
     *
     * @param asking the system of the path, with what has to be remembered of it for {@code property}
     * @param bounds of the search, besides {@link #MAX_STATES}
     * @return how many steps
     * @throws UsageException if there is no such state, or none is found within the bounds
     */
    int goTo(Property property, Asking asking, Bounds bounds) {
        Trace soFar = asking.follow(trace());
        TransitionSystem fromHere = new FromHere(asking.system(), soFar.last());
        Report report = BreadthFirst.check(fromHere, List.of(property), bounds.withMaxStates(MAX_STATES), s -> {});
        Verdict verdict = report.verdict(property);
        Optional<Trace> found = verdict.trace();
        if (found.isEmpty()) {
            long states = report.statistics().states();
            throw new UsageException(
                    verdict instanceof Verdict.Incomplete incomplete
                            ? "not found from here among the nearest " + Counts.of(states, "state") + ": "
                                    + incomplete.bound().reason()
                            : states == 1
                                    ? "not here, and no other state can be reached"
                                    : "none of the " + Counts.of(states, "state") + " that can be reached from here");
        }
        Trace way = asking.forget(found.get().in(asking.system()));
        for (int n = 1; n <= way.length(); n++) {
            go(way.action(n), way.state(n));
        }
        lookOrGoBack(way.length());
        return way.length();
    }

    /** The properties among {@code all} that the path violates at its end. */
    List<Property> violated(List<Property> all) {
        Trace trace = trace();
        return all.stream()
                .filter(property -> Refutation.shows(trace, property))
                .toList();
    }

    /** The path. */
    Trace trace() {
        return new Trace(system, states, actions);
    }

    private long[] here() {
        return states.get(states.size() - 1);
    }

    private void go(int action, long[] state) {
        actions.add(action);
        states.add(state);
    }

    /** Looks around after the last {@code steps} steps, which are taken back if the system fails. */
    private void lookOrGoBack(int steps) {
        try {
            look();
        } catch (ModelException e) {
            backTo(length() - steps);
            throw e;
        }
    }

    private void look() {
        enabled.clear();
        system.successors(here(), enabled);
    }

    /** The same system, beginning elsewhere. */
    private static final class FromHere extends DerivedSystem {
        private final long[] here;

        FromHere(TransitionSystem system, long[] here) {
            super(system);
            this.here = here;
        }

        @Override
        public void initialStates(Successors out) {
            out.begin(here);
            out.add(0);
        }
    }
}
