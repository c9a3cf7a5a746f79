package cordon.engine.expression;

import com.google.common.primitives.ImmutableIntArray;
import cordon.engine.Action;
import cordon.engine.Fairness;
import cordon.engine.FromZero;
import cordon.engine.Successors;
import cordon.engine.Trace;
import cordon.engine.schema.EnumField;
import cordon.engine.schema.Field;
import cordon.engine.schema.Index;
import java.util.List;

/**
 * Two machines, each with a lamp and a mode, a store of up to 3 pieces and a worker: fields of every kind that an expression can look
 * at. A machine makes a piece while its lamp is on; the worker takes pieces away; a machine may break.
 */
final class Workshop extends FromZero {
    static final int MACHINES = 2;
    private static final int SWITCH = 0;
    private static final int MAKE = MACHINES;
    private static final int BREAK = 2 * MACHINES;
    private static final int TAKE = 3 * MACHINES;

    final Index machine = new Index("machine", MACHINES);
    final Field lamp = fields.flag("lamp", machine);
    final EnumField<Mode> mode = fields.enumField("machine.mode", Mode.class, machine);
    final Field store = fields.field("store", 2);
    final Field least = fields.field("least", 2);
    final Field last = fields.field("last", 2, v -> v == 0 ? "-" : "machine " + (v - 1));
    final Field made = fields.field("made", 1, v -> v == 0 ? "a=b" : "c & d", machine, new Index("shelf", 2));

    /** How a machine is. */
    enum Mode {
        FINE,
        WORN,
        BROKEN
    }

    @Override
    public void successors(long[] state, Successors out) {
        if (out.begin(state).length != state.length) {
            throw new IllegalArgumentException("a state of another system");
        }
        for (int m = 0; m < MACHINES; m++) {
            if (!mode.is(state, m, Mode.BROKEN)) {
                long[] next = out.begin(state);
                lamp.set(next, m, 1 - lamp.get(state, m));
                out.add(SWITCH + m);
            }
            if (lamp.isSet(state, m) && store.get(state) < 3) {
                long[] next = out.begin(state);
                store.set(next, store.get(state) + 1);
                last.set(next, m + 1);
                made.set(next, m, store.get(state) & 1, 1);
                out.add(MAKE + m);
            }
            if (lamp.isSet(state, m) && mode.get(state, m) != Mode.BROKEN) {
                long[] next = out.begin(state);
                mode.set(next, m, mode.is(state, m, Mode.FINE) ? Mode.WORN : Mode.BROKEN);
                if (mode.is(next, m, Mode.BROKEN)) {
                    lamp.set(next, m, 0);
                }
                out.add(BREAK + m);
            }
        }
        if (store.isSet(state)) {
            long[] next = out.begin(state);
            store.set(next, store.get(state) - 1);
            out.add(TAKE);
        }
    }

    @Override
    public Action action(int id) {
        if (id == TAKE) {
            return new Action("worker", "take", "W1: take \"one\" piece");
        }
        String what = id >= BREAK
                ? "wear: B1: wear out"
                : id >= MAKE ? "make: M1: make a piece" : "switch: S1: switch the lamp";
        return new Action(
                "machine " + id % MACHINES,
                what.substring(0, what.indexOf(':')),
                what.substring(what.indexOf(':') + 2));
    }

    @Override
    public int actionCount() {
        return TAKE + 1;
    }

    /** The worker goes on in the end. */
    @Override
    public Fairness fairness() {
        ImmutableIntArray.Builder classOf = ImmutableIntArray.builder(actionCount());
        for (int action = 0; action < actionCount(); action++) {
            classOf.add(action == TAKE ? 0 : Fairness.NONE);
        }
        return new Fairness(classOf.build().asList(), List.of(false));
    }

    /** The path on which the possible step number {@code choices[n]}, modulo how many there are, is taken each time. */
    Trace path(List<Integer> choices) {
        Successors out = new Successors(schema().words());
        initialStates(out);
        Trace trace = Trace.at(this, out.state(0).clone());
        for (int choice : choices) {
            out.clear();
            successors(trace.last(), out);
            if (out.count() > 0) {
                int i = choice % out.count();
                trace = trace.then(out.action(i), out.state(i).clone());
            }
        }
        return trace;
    }

    /** What keeps the workshop from being at rest: all but the wear. */
    static boolean isProgress(int action) {
        return action < BREAK || action >= TAKE;
    }

    Vocabulary vocabulary() {
        return Vocabulary.of(this, Workshop::isProgress);
    }
}
