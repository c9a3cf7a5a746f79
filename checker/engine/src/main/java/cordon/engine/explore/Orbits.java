package cordon.engine.explore;

import com.google.common.primitives.ImmutableIntArray;
import cordon.engine.Successors;
import cordon.engine.Trace;
import cordon.engine.TransitionSystem;
import cordon.engine.property.Property;
import cordon.engine.property.Reachable;
import cordon.engine.reduction.AsymmetryException;
import cordon.engine.reduction.Symmetry;
import cordon.engine.reduction.Symmetry.Canonical;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a search takes for one state: each state for itself, or all states that {@link Symmetry} turns into each other.
 *
 * <p>In the latter case a path that a search has found leads from orbit to orbit: a canonical form, a successor of it, the
 * canonical form of that, and so on. {@link #concrete} makes a path of the system of it: from an initial state of the first
 * orbit, always to a successor that is in the next one. There is one, since an exchange of interchangeable things makes of the
 * successors of one state those of the other.
 */
final class Orbits {
    private final TransitionSystem system;
    private final Optional<Symmetry> symmetry;
    private final @Nullable Canonical canonical;

    /** Those that the schema of {@code system} declares, or single states. */
    Orbits(TransitionSystem system, boolean declared) {
        this.system = system;
        this.symmetry = declared ? Symmetry.of(system.schema()) : Optional.empty();
        this.canonical = symmetry.map(Symmetry::canonical).orElse(null);
    }

    /** What turns states of an orbit into each other; empty if every state is one of its own. */
    Optional<Symmetry> symmetry() {
        return symmetry;
    }

    /** Turns {@code state} into its canonical form. For one thread at a time. */
    void canonicalise(long[] state) {
        if (canonical != null) {
            canonical.apply(state);
        }
    }

    /**
     * A path of the system through the orbits that {@code path} passes, at whose end {@code property} is violated, or what it
     * asks for is reached.
     *
     * @throws AsymmetryException if the end of no such path is that: then the property tells interchangeable things apart
     */
    Trace concrete(Trace path, Property property) {
        if (canonical == null) {
            return path;
        }
        List<long[]> states = new ArrayList<>();
        ImmutableIntArray.Builder actions = ImmutableIntArray.builder();
        Successors out = new Successors(system.schema().words());
        system.initialStates(out);
        for (int n = 0; n <= path.length(); n++) {
            long[] orbit = path.state(n).clone();
            canonicalise(orbit);
            long[] before = n == 0 ? orbit : states.get(n - 1);
            int next = find(orbit, out, n < path.length() ? null : property, before, n == 0);
            states.add(out.state(next).clone());
            if (n > 0) {
                actions.add(out.action(next));
            }
            out.clear();
            system.successors(states.get(n), out);
        }
        return new Trace(system, states, actions.build().asList());
    }

    private int find(long[] orbit, Successors out, @Nullable Property wanted, long[] before, boolean initial) {
        for (int i = 0; i < out.count(); i++) {
            long[] state = out.state(i).clone();
            canonicalise(state);
            if (Arrays.equals(state, orbit)
                    && (wanted == null || answers(wanted, before, out.action(i), out.state(i), initial))) {
                return i;
            }
        }
        throw wanted == null
                ? new AsymmetryException("what is declared interchangeable is not")
                : AsymmetryException.ofProperty(wanted.name());
    }

    private boolean answers(Property wanted, long[] before, int action, long[] after, boolean initial) {
        Trace end = initial ? Trace.at(system, after) : new Trace(system, List.of(before, after), List.of(action));
        return wanted instanceof Reachable property
                ? !initial && property.judges(action) && property.reached(before, action, after)
                : Refutation.shows(end, wanted);
    }
}
