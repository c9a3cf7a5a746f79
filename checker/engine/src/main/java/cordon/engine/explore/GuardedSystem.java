package cordon.engine.explore;

import cordon.engine.Action;
import cordon.engine.Fairness;
import cordon.engine.Footprint;
import cordon.engine.Successors;
import cordon.engine.TransitionSystem;
import cordon.engine.schema.Schema;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A system of which every exception is a {@link ModelException}, which says what failed and in which state: for those who ask a system
 * outside a search, so that its faults are told from their own. A search of it says the same of a fault as one of the system itself.
 */
public final class GuardedSystem implements TransitionSystem {
    private final TransitionSystem system;
    private final Schema schema; // asked often

    /**
     * Guards {@code system}.
     *
     * @throws ModelException if it has no schema
     */
    public GuardedSystem(TransitionSystem system) {
        this.system = system;
        this.schema = guarded(() -> "the schema failed", system::schema);
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public void initialStates(Successors out) {
        guarded(() -> "the initial states failed", () -> {
            system.initialStates(out);
            return out;
        });
    }

    @Override
    public void successors(long[] state, Successors out) {
        int first = out.count();
        guarded(() -> in(state, Diagnosis.successors(system, state, out, first)), () -> {
            system.successors(state, out);
            return out;
        });
    }

    @Override
    public Action action(int id) {
        return guarded(() -> "action " + id + " failed", () -> system.action(id));
    }

    @Override
    public Action action(int id, long[] before) {
        return guarded(() -> in(before, "action " + id), () -> system.action(id, before));
    }

    @Override
    public int actionCount() {
        return guarded(() -> "the number of actions failed", system::actionCount);
    }

    @Override
    public Optional<List<Footprint>> footprints() {
        return guarded(() -> "the footprints failed", system::footprints);
    }

    @Override
    public Fairness fairness() {
        return guarded(() -> "the fairness failed", system::fairness);
    }

    @Override
    public Optional<long[]> history() {
        return guarded(() -> "the history failed", system::history);
    }

    @Override
    public List<String> log(long[] before, int action) {
        return guarded(() -> in(before, "the log of action " + action), () -> system.log(before, action));
    }

    private String in(long[] state, String what) {
        return what + " failed in the state {" + schema.format(state) + "}";
    }

    /** The answer to {@code question}; {@code what} says what failed, if it does, at the beginning of a sentence. */
    private static <T> T guarded(Supplier<String> what, Supplier<T> question) {
        try {
            return question.get();
        } catch (OutOfMemoryError e) { // no fault of the system
            throw e;
        } catch (RuntimeException | Error e) {
            throw new ModelException(what.get() + ": " + e, Optional.empty(), e);
        }
    }
}
