package cordon.engine.history;

import com.google.common.collect.ImmutableList;
import java.util.BitSet;
import java.util.List;

/**
 * A deterministic automaton over the steps of a run, once for each binding of its roles: which CPU, which device. It waits for
 * its events in order, one at a time, and stands at the number of those that have happened; an event that makes it forget takes
 * it back to 0. Where it stands is a function of the run alone, and it never decides which steps are possible.
 */
public final class Automaton {
    private final String name;
    private final int bindings;
    private final ImmutableList<Event> events;
    private final ImmutableList<Event> forgetting;
    private final BitSet noticed = new BitSet();

    /** Something that one step may be. */
    public interface Event {

        /** Whether {@code action} can be the event at all; of no other is asked whether it is. */
        boolean judges(int action);

        /** Whether taking {@code action}, which it judges, from {@code before} to {@code after} is the event for {@code binding}. */
        boolean happens(int binding, long[] before, int action, long[] after);
    }

    /**
     * An automaton.
     *
     * @param name unique among those that follow the same run
     * @param bindings the number of bindings of its roles, at least 1
     * @param events what it waits for, in this order
     * @param forgetting what takes it back to the beginning; asked before the event that it waits for
     * @param actions the number of actions of the system
     */
    public Automaton(String name, int bindings, List<Event> events, List<Event> forgetting, int actions) {
        this.name = name;
        this.bindings = bindings;
        this.events = ImmutableList.copyOf(events);
        this.forgetting = ImmutableList.copyOf(forgetting);
        for (int action = 0; action < actions; action++) {
            noticed.set(action, anyJudges(events, action) || anyJudges(forgetting, action));
        }
    }

    private static boolean anyJudges(List<Event> some, int action) {
        for (Event event : some) {
            if (event.judges(action)) {
                return true;
            }
        }
        return false;
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /** The number of bindings of its roles. */
    public int bindings() {
        return bindings;
    }

    /** The number of events that it waits for; at this place it has seen all of them. */
    public int length() {
        return events.size();
    }

    /** Whether {@code action} can move it. */
    public boolean notices(int action) {
        return noticed.get(action);
    }

    /** Where it stands for {@code binding} after a step, having stood at {@code place} before. */
    public int next(int place, int binding, long[] before, int action, long[] after) {
        if (place > 0) {
            for (Event event : forgetting) {
                if (event.judges(action) && event.happens(binding, before, action, after)) {
                    return 0;
                }
            }
        }
        if (place == events.size()) {
            return place;
        }
        Event awaited = events.get(place);
        return awaited.judges(action) && awaited.happens(binding, before, action, after) ? place + 1 : place;
    }
}
