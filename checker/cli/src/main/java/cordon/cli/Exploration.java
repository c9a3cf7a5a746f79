package cordon.cli;

import cordon.command.UsageException;
import cordon.engine.Action;
import cordon.engine.DerivedSystem;
import cordon.engine.Successors;
import cordon.engine.Trace;
import cordon.engine.TransitionSystem;
import cordon.engine.explore.Bounds;
import cordon.engine.explore.BreadthFirst;
import cordon.engine.explore.Refutation;
import cordon.engine.explore.Report;
import cordon.engine.property.Property;
import cordon.engine.schema.Schema;
import cordon.specs.question.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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

    /** The present state, in words. */
    String state() {
        return system.schema().format(here());
    }

    /** The number of steps taken. */
    int length() {
        return actions.size();
    }

    /** Takes step {@code i} of those that are possible. */
    void take(int i) {
        go(enabled.action(i), enabled.state(i).clone());
        look();
    }

    /** Takes back the last step; false if there is none. */
    boolean back() {
        if (actions.isEmpty()) {
            return false;
        }
        actions.remove(actions.size() - 1);
        states.remove(states.size() - 1);
        look();
        return true;
    }

    /**
     * Goes on, by as few steps as possible, to where {@code property} is violated.
     *
     * @param subject the world of the path, with what has to be remembered of it for {@code property}
     * @return how many steps
     * @throws UsageException if there is no such state, or none among the nearest {@link #MAX_STATES}
     */
    int goTo(Property property, Subject subject) {
        Trace soFar = subject.follow(trace());
        TransitionSystem fromHere = new FromHere(subject.system(), soFar.last());
        Report report = BreadthFirst.check(
                fromHere, List.of(property), Bounds.unlimited().withMaxStates(MAX_STATES), s -> {});
        Optional<Trace> found = report.verdict(property).trace();
        if (found.isEmpty()) {
            long states = report.statistics().states();
            throw new UsageException(
                    report.exhaustive()
                            ? String.format(Locale.ROOT, "none of the %,d states that can be reached from here", states)
                            : String.format(Locale.ROOT, "not found from here among the nearest %,d states", states));
        }
        Trace way = subject.forget(found.get().in(subject.system()));
        for (int n = 1; n <= way.length(); n++) {
            go(way.action(n), way.state(n));
        }
        look();
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
