package cordon.counterexamples;

import com.google.common.collect.ImmutableMap;
import cordon.engine.Action;
import cordon.engine.Successors;
import cordon.engine.Trace;
import cordon.engine.TransitionSystem;
import cordon.engine.property.Invariant;
import cordon.engine.schema.Field;
import cordon.engine.schema.Index;
import cordon.engine.schema.Schema;
import java.util.List;
import java.util.Optional;

/** Two lamps, of which a cat and a person who may look away can only press the switch of the second. */
final class Lamp implements TransitionSystem {
    static final int PRESS = 0;
    static final int LOOK_AWAY = 1;
    static final int LOOK_BACK = 2;

    private final Schema.Builder fields = Schema.builder();
    final Field on = fields.flag("lamp", new Index("number", 2));
    final Field presses = fields.ghost("presses", 4);
    private final Field gaze = fields.control("gaze", 1, Integer::toString);
    private final Schema schema = fields.build();
    private final boolean guarded;

    /** {@code guarded}: nobody looks away. */
    Lamp(boolean guarded) {
        this.guarded = guarded;
    }

    /** The person looks away, and the cat presses the switch. */
    static Trace switchedOn() {
        return path(new Lamp(false), LOOK_AWAY, PRESS);
    }

    /** The cat plays with the switch: on, off, on. */
    static Trace pressedThrice() {
        return path(new Lamp(false), LOOK_AWAY, PRESS, PRESS, PRESS);
    }

    /** The person looks away twice, and the cat presses the switch. */
    static Trace roundabout() {
        return path(new Lamp(false), LOOK_AWAY, LOOK_BACK, LOOK_AWAY, PRESS);
    }

    /** The path by {@code actions}, each of which has one outcome. */
    static Trace path(Lamp lamp, int... actions) {
        Successors out = new Successors(lamp.schema().words());
        lamp.initialStates(out);
        Trace trace = Trace.at(lamp, out.state(0).clone());
        for (int action : actions) {
            out.clear();
            lamp.successors(trace.last(), out);
            for (int i = 0; i < out.count(); i++) {
                if (out.action(i) == action) {
                    trace = trace.then(action, out.state(i).clone());
                    break;
                }
            }
        }
        return trace;
    }

    /** What is kept of {@code trace}. */
    static Recording recording(Trace trace) {
        return Recording.of(
                new Counterexample(
                        new Origin("lamp", "dim", ImmutableMap.of()),
                        "cats=1, people=1, lamps=2",
                        Optional.of(new Assumed("P1, P2", "cats=1", 2)),
                        Optional.of("Cats like it warm."),
                        "./cordon check lamp",
                        Optional.of(new StaysDark()),
                        trace),
                "cordon 0");
    }

    /** The second lamp is off. */
    static class StaysDark implements Invariant {
        @Override
        public String name() {
            return "stays-dark";
        }

        @Override
        public String meaning() {
            return "The lamp is never on.";
        }

        @Override
        public boolean holds(long[] state) {
            return !new Lamp(false).on.isSet(state, 1);
        }

        @Override
        public String explain(Trace trace) {
            return "It is on after step " + trace.length() + ".";
        }
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public void initialStates(Successors out) {
        out.begin(new long[schema.words()]);
        out.add(0);
    }

    @Override
    public void successors(long[] state, Successors out) {
        boolean away = gaze.isSet(state);
        if (!guarded || away) {
            gaze.set(out.begin(state), away ? 0 : 1);
            out.add(away ? LOOK_BACK : LOOK_AWAY);
        }
        if (away) {
            long[] next = out.begin(state);
            on.set(next, 1, 1 - on.get(state, 1));
            presses.set(next, (presses.get(state) + 1) % 16);
            out.add(PRESS);
        }
    }

    @Override
    public Action action(int id) {
        return id == PRESS
                ? new Action("cat", "physics:", "press the switch of lamp 1")
                : new Action("light sleeper", "house rules:", id == LOOK_AWAY ? "look away" : "look back");
    }

    @Override
    public int actionCount() {
        return 3;
    }

    @Override
    public List<String> log(long[] before, int action) {
        return action == PRESS ? List.of("click") : List.of();
    }
}
