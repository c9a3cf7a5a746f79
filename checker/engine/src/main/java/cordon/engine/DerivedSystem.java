package cordon.engine;

import cordon.engine.schema.Schema;
import java.util.Arrays;
import java.util.List;

/** A system with the actions of another one, and its states, successors and initial states as far as a subclass does not change them. */
public abstract class DerivedSystem implements TransitionSystem {
    /** The other one. */
    protected final TransitionSystem system;

    /** Derived from {@code system}. */
    protected DerivedSystem(TransitionSystem system) {
        this.system = system;
    }

    @Override
    public Schema schema() {
        return system.schema();
    }

    /** Those of the other system; fields that a subclass adds are 0. */
    @Override
    public void initialStates(Successors out) {
        Successors first = new Successors(system.schema().words());
        system.initialStates(first);
        for (int i = 0; i < first.count(); i++) {
            out.begin(Arrays.copyOf(first.state(i), schema().words()));
            out.add(first.action(i));
        }
    }

    @Override
    public void successors(long[] state, Successors out) {
        system.successors(state, out);
    }

    @Override
    public final Action action(int id) {
        return system.action(id);
    }

    @Override
    public final Action action(int id, long[] before) {
        return system.action(id, before);
    }

    @Override
    public final int actionCount() {
        return system.actionCount();
    }

    @Override
    public final List<String> log(long[] before, int action) {
        return system.log(before, action);
    }
}
