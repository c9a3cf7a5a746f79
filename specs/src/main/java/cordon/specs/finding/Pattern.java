package cordon.specs.finding;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import cordon.engine.history.Automaton;
import cordon.model.Parameter;
import cordon.model.World;
import cordon.model.machine.Step;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How a finding comes about in one world: events that follow one another, which an {@link Automaton} remembers, and conditions
 * on the state in which the property is violated. Its roles are a thread {@code t} and a device {@code d}. The events may be about
 * either, both or neither; a role that they do not have is {@link #NONE} to them. The conditions have both.
 *
 * <p>A pattern accepts a violation for a thread and a device if all its events have happened, in order, up to and including the
 * violating step, and all its conditions are true of the state before that step, or of the violating state of an invariant.
 */
public final class Pattern {
    /** The value of a role that the events of a pattern do not have. */
    static final int NONE = -1;

    private final boolean perThread;
    private final boolean perDevice;
    private final int devices;
    private final Automaton automaton;
    private final ImmutableList<Named> events;
    private final ImmutableList<Held> conditions;
    private final ImmutableSet<String> steps;

    /** A condition on one step. */
    @FunctionalInterface
    interface StepTest {
        /**
         * Whether it is true of the step.
         *
         * @param arg the variant of the step: the context that takes it, for a step of a context
         */
        boolean test(long[] before, int arg, long[] after, int t, int d);
    }

    /** A condition on one state. */
    @FunctionalInterface
    interface StateTest {
        /** Whether it is true of {@code s}. */
        boolean test(long[] s, int t, int d);
    }

    /** An event, and what the words of the finding call it. */
    record Named(String name, Automaton.Event event) {}

    /** A condition on the violating state, and what the words of the finding call the step since which it has been true. */
    record Held(String name, StateTest test) {}

    private Pattern(Builder builder) {
        this.perThread = builder.perThread;
        this.perDevice = builder.perDevice;
        this.devices = builder.devices();
        this.events = ImmutableList.copyOf(builder.events);
        this.conditions = ImmutableList.copyOf(builder.conditions);
        this.steps = ImmutableSet.copyOf(builder.steps);
        this.automaton = new Automaton(
                builder.name,
                (perThread ? builder.world.threads() : 1) * devices,
                events.stream().map(Named::event).collect(ImmutableList.toImmutableList()),
                ImmutableList.copyOf(builder.forgetting),
                builder.world.actionCount());
    }

    /** Begins a pattern called {@code name} in {@code world}, without roles. */
    static Builder of(String name, World world) {
        return new Builder(name, world);
    }

    /** The names of the steps that its events, and what makes it forget them, are about. */
    ImmutableSet<String> steps() {
        return steps;
    }

    /** What remembers the events. */
    Automaton automaton() {
        return automaton;
    }

    ImmutableList<Named> events() {
        return events;
    }

    ImmutableList<Held> conditions() {
        return conditions;
    }

    /** The binding of the roles of the events to {@code thread} and {@code device}; of which they do not have, any will do. */
    int binding(int thread, int device) {
        return (perThread ? thread : 0) * devices + (perDevice ? device : 0);
    }

    /** Whether its conditions are true of {@code state}, in which, or by a step from which, a property is violated. */
    boolean holdsAtTheEnd(long[] state, int thread, int device) {
        for (int i = 0; i < conditions.size(); i++) { // asked in a search: no iterator
            if (!conditions.get(i).test().test(state, thread, device)) {
                return false;
            }
        }
        return true;
    }

    /** Collects the parts of a pattern. */
    static final class Builder {
        private final String name;
        private final World world;
        private boolean perThread;
        private boolean perDevice;
        private final List<Named> events = new ArrayList<>();
        private final List<Automaton.Event> forgetting = new ArrayList<>();
        private final List<Held> conditions = new ArrayList<>();
        private final Set<String> steps = new HashSet<>();

        private Builder(String name, World world) {
            this.name = name;
            this.world = world;
        }

        /** The events are those of one thread, the role {@code t}. */
        Builder perThread() {
            this.perThread = true;
            return this;
        }

        /** The events are about one device, the role {@code d}. */
        Builder perDevice() {
            this.perDevice = true;
            return this;
        }

        private int devices() {
            return perDevice ? world.settings().get(Parameter.DEVICES).size() : 1;
        }

        /**
         * Then one of {@code steps} is taken of which {@code test} is true.
         *
         * @param event what the words of the finding call it
         * @param steps names of steps, as in a trace; one that this world does not have is never taken
         */
        Builder then(String event, List<String> steps, StepTest test) {
            events.add(new Named(event, event(steps, test)));
            return this;
        }

        /** What happened so far no longer matters once one of {@code steps} is taken of which {@code test} is true. */
        Builder unless(List<String> steps, StepTest test) {
            forgetting.add(event(steps, test));
            return this;
        }

        /**
         * In the end {@code test} is true of the state.
         *
         * @param condition what the words of the finding call the step since which it has been
         */
        Builder held(String condition, StateTest test) {
            conditions.add(new Held(condition, test));
            return this;
        }

        /** The pattern. */
        Pattern build() {
            return new Pattern(this);
        }

        private Automaton.Event event(List<String> names, StepTest test) {
            steps.addAll(names);
            BitSet actions = new BitSet();
            for (Step step : world.steps()) {
                if (names.contains(step.name())) {
                    actions.set(step.action(0), step.action(0) + step.variants());
                }
            }
            boolean hasThread = perThread;
            boolean hasDevice = perDevice;
            int columns = devices();
            return new Automaton.Event() {
                @Override
                public boolean judges(int action) {
                    return actions.get(action);
                }

                @Override
                public boolean happens(int binding, long[] before, int action, long[] after) {
                    int t = hasThread ? binding / columns : NONE;
                    int d = hasDevice ? binding % columns : NONE;
                    return test.test(before, world.stepOf(action).arg(action), after, t, d);
                }
            };
        }
    }
}
