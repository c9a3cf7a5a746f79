package cordon.engine.explore;

import cordon.engine.Successors;
import cordon.engine.Trace;
import cordon.engine.TransitionSystem;
import cordon.engine.property.Invariant;
import cordon.engine.property.Property;
import cordon.engine.store.DamagedException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds out, after an exception, what failed and in which state: asks everything about a state again, one question after the other.
 * So a search keeps no notes while nothing fails.
 */
final class Diagnosis {
    private final TransitionSystem system;
    private final List<? extends Property> properties;

    /** About {@code properties} of {@code system}. */
    Diagnosis(TransitionSystem system, List<? extends Property> properties) {
        this.system = system;
        this.properties = properties;
    }

    /**
     * The first fault about {@code state} and the steps out of it; empty if there is none.
     *
     * @param path reads a path to the state; may fail as well
     */
    Optional<ModelException> of(long[] state, Supplier<Trace> path) {
        Successors out = new Successors(system.schema().words());
        Contract contract = new Contract(system, List::of);
        Throwable thrown = thrownBy(() -> contract.check(state, out));
        if (thrown != null) {
            return Optional.of(fault(successors(system, state, out, 0), state, path, thrown));
        }
        for (Property property : properties) {
            String name = name(property);
            thrown = thrownBy(() -> contract.ask(property, state, out, 0));
            if (thrown != null) {
                return Optional.of(fault(name, state, path, thrown));
            }
            for (int i = 0; i < out.count(); i++) {
                long[] after = out.state(i).clone();
                int action = out.action(i);
                thrown = property instanceof Invariant invariant ? thrownBy(() -> invariant.holds(after)) : null;
                if (thrown != null) {
                    return Optional.of(fault(name, after, () -> path.get().then(action, after), thrown));
                }
            }
        }
        return Optional.empty();
    }

    /** What failed, if it is the successors of {@code state}, of which {@code out} has some from number {@code first} on. */
    static String successors(TransitionSystem system, long[] state, Successors out, int first) {
        int count = out.count();
        return "the successors"
                + (count == first ? "" : ", the last one by " + system.action(out.action(count - 1), state));
    }

    /** The fault of {@code property}, which has {@code thrown} when it was asked about {@code path}. */
    static ModelException of(Property property, Trace path, Throwable thrown) {
        return thrown instanceof ModelException fault
                ? fault
                : new Diagnosis(path.system(), List.of()).fault(name(property), path.last(), () -> path, thrown);
    }

    private static String name(Property property) {
        return "the property " + property.name();
    }

    /** The fault that has {@code thrown} in the last state of {@code path}, or in a step out of it. */
    ModelException at(Trace path, Throwable thrown) {
        return of(path.last(), () -> path).orElseGet(() -> unknown(thrown));
    }

    /** A fault that does not come back when everything is asked again, unless {@code thrown} says itself what failed. */
    static ModelException unknown(Throwable thrown) {
        if (thrown instanceof ModelException fault) {
            return fault;
        }
        String message =
                "the system, or a property, failed once and not again: it depends on more than the state: " + thrown;
        return new ModelException(message, Optional.empty(), thrown);
    }

    private ModelException fault(String what, long[] state, Supplier<Trace> path, Throwable thrown) {
        Trace[] trace = new Trace[1];
        boolean read = thrownBy(() -> trace[0] = path.get()) == null;
        String where = read
                ? trace[0].length() + (trace[0].length() == 1 ? " step" : " steps") + " from an initial state"
                : "to which no path can be read back";
        String message = String.format(
                Locale.ROOT,
                "%s failed in the state {%s}, %s: %s",
                what,
                system.schema().format(state),
                where,
                thrown);
        return new ModelException(message, read ? Optional.of(trace[0]) : Optional.empty(), thrown);
    }

    private static @Nullable Throwable thrownBy(Runnable question) {
        try {
            question.run();
            return null;
        } catch (ModelException e) { // of a guarded system, which knows less than this class
            return Objects.requireNonNullElse(e.getCause(), e);
        } catch (DamagedException e) {
            throw e; // no fault of the system
        } catch (RuntimeException | AssertionError | StackOverflowError e) {
            return e;
        }
    }
}
