package cordon.engine.reduction;

import cordon.engine.DerivedSystem;
import cordon.engine.Footprint;
import cordon.engine.Footprint.Guard;
import cordon.engine.Successors;
import cordon.engine.TransitionSystem;
import cordon.engine.property.Eventually;
import cordon.engine.property.Property;
import cordon.engine.schema.Schema;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;

/**
 * A system without the orders of steps that cannot matter: in a state where some of the enabled actions are disturbed by
 * nothing that the others could lead to, only those are taken. It is searched like any other system.
 *
 * <p>The actions taken are the enabled ones of a <em>strong stubborn set</em> (A. Valmari, <em>Stubborn sets for reduced state
 * space generation</em>, APN 1990): with each enabled action it has all that may be enabled with it and disturb it or are
 * disturbed, and with each disabled one all of some actions of which one has to be taken before it can be enabled. They are taken alone only if no
 * property {@linkplain Property#observes observes} any of them (D. Peled, <em>All from one, one for all</em>, CAV 1993), and if
 * all their outcomes are greater than the state, in the order of {@link Schema#compare}.
 *
 * <p><b>Why the verdicts are those of the full system.</b> Take any run of the full system from a state {@code s}, and a stubborn
 * set there.
 *
 * <ul>
 *   <li>No disabled action of the set is enabled as long as only actions outside it are taken, for one of those inside would
 *       have to come first. So the first action of the set in the run, if there is one, is enabled in {@code s}. Those before
 *       it do not disturb it, nor are they disturbed by it (the first one of which that is not true would be one that cannot be
 *       enabled with it, and it was enabled until then): it can be taken first, with the same states afterwards.
 *   <li>If there is none, any enabled action of the set can be taken first, and the run still be taken after it.
 *   <li>Either way the steps that are observed are the same, in the same order, and look at the same; and a run that ends where
 *       nothing is enabled has an action of the set, or else the enabled ones would be enabled at its end.
 *   <li>What is put off is not put off for ever: around a cycle the states cannot become greater all the time, so one of them
 *       has all its actions taken.
 * </ul>
 *
 * <p>The last condition is one of the state and its successors alone, unlike those that ask what has been visited or is on the
 * stack. So the reduced system is the same for every search and any number of threads.
 *
 * <p>A counterexample is a run of the full system too, but not always a shortest one of it.
 */
public final class PartialOrder extends DerivedSystem {
    private final List<Footprint> footprints;
    private final BitSet observed = new BitSet();
    private final BitSet[] conflicting; // by action: those enabled with it that disturb it or that it disturbs
    private final BitSet[] disturbing; // by action: those that disturb it
    private final BitSet[][] openers; // by action and guard: those that may make the guard true

    /**
     * The system as it has to be searched for {@code properties}.
     *
     * @throws IllegalArgumentException if the footprints of {@code system} are not declared, or some property is about what must
     *     happen in the end
     */
    public PartialOrder(TransitionSystem system, List<? extends Property> properties) {
        super(system);
        if (properties.stream().anyMatch(Eventually.class::isInstance)) {
            throw new IllegalArgumentException("partial-order reduction is for properties about what never happens");
        }
        this.footprints =
                system.footprints().orElseThrow(() -> new IllegalArgumentException("footprints are not declared"));
        int actions = system.actionCount();
        this.conflicting = new BitSet[actions];
        this.disturbing = new BitSet[actions];
        this.openers = new BitSet[actions][];
        for (int action = 0; action < actions; action++) {
            int one = action;
            Footprint footprint = footprints.get(one);
            observed.set(one, properties.stream().anyMatch(property -> property.observes(one)));
            disturbing[one] = actionsOf(other -> other.disturbs(footprint));
            conflicting[one] = actionsOf(
                    other -> !other.excludes(footprint) && (other.disturbs(footprint) || footprint.disturbs(other)));
            openers[one] = footprint.guards().stream()
                    .map(guard -> actionsOf(other -> other.writes(guard.field(), guard.element())))
                    .toArray(BitSet[]::new);
        }
    }

    private BitSet actionsOf(Predicate<Footprint> wanted) {
        BitSet actions = new BitSet();
        for (int action = 0; action < footprints.size(); action++) {
            actions.set(action, wanted.test(footprints.get(action)));
        }
        return actions;
    }

    @Override
    public void successors(long[] state, Successors out) {
        int first = out.count();
        system.successors(state, out);
        BitSet enabled = new BitSet();
        for (int i = first; i < out.count(); i++) {
            enabled.set(out.action(i));
        }
        BitSet fewest = null;
        BitSet tried = new BitSet();
        for (int action = enabled.nextSetBit(0); action >= 0; action = enabled.nextSetBit(action + 1)) {
            if (tried.get(action)) {
                continue; // a set that began elsewhere has it: the one that begins here is not larger, but seldom
                // smaller
            }
            BitSet taken = stubborn(action, state, enabled);
            taken.and(enabled);
            tried.or(taken);
            int size = taken.cardinality();
            if (size < (fewest == null ? enabled : fewest).cardinality()
                    && !taken.intersects(observed)
                    && ascends(state, out, first, taken)) {
                fewest = taken;
            }
        }
        if (fewest != null) {
            out.retain(first, fewest::get);
        }
    }

    /** The stubborn set that {@code action} belongs to. */
    private BitSet stubborn(int action, long[] state, BitSet enabled) {
        BitSet set = new BitSet();
        BitSet open = new BitSet(); // those of the set whose needs are still to be looked at
        open.set(action);
        for (int next = action; next >= 0; next = open.nextSetBit(0)) {
            set.set(next);
            open.or(enabled.get(next) ? conflicting[next] : opening(next, state));
            open.andNot(set);
        }
        return set;
    }

    /** Actions of which one has to be taken before {@code disabled} is enabled. */
    private BitSet opening(int disabled, long[] state) {
        List<Guard> guards = footprints.get(disabled).guards();
        for (int g = 0; g < guards.size(); g++) {
            if (!guards.get(g).holds(state)) {
                return openers[disabled][g];
            }
        }
        return disturbing[disabled];
    }

    private boolean ascends(long[] state, Successors out, int first, BitSet taken) {
        for (int i = first; i < out.count(); i++) {
            if (taken.get(out.action(i)) && schema().compare(state, out.state(i)) >= 0) {
                return false;
            }
        }
        return true;
    }
}
