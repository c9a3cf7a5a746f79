package cordon.engine.explore;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.primitives.ImmutableLongArray;
import cordon.engine.Successors;
import cordon.engine.Trace;
import cordon.engine.TransitionSystem;
import cordon.engine.property.DeadlockFree;
import cordon.engine.property.Eventually;
import cordon.engine.property.Invariant;
import cordon.engine.property.Property;
import cordon.engine.property.Reachable;
import cordon.engine.property.StepInvariant;
import cordon.engine.reduction.AsymmetryException;
import cordon.engine.schema.Involvement;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/**
 * The properties of a search: those that are undecided, and the verdicts on the others.
 *
 * <p>Workers ask the undecided ones about what they come across, each worker on its own; what answers a question is noted as a
 * {@link Finding}. When nobody searches, at the end of a level, the findings become verdicts ({@link #settle}). If a level
 * holds several findings for one property, the one that involves the fewest devices, pages and so on is kept, and of those the one with
 * the smallest state: that does not depend on who came first.
 */
final class Questions {
    private final List<? extends Property> properties;
    private final Comparator<long[]> simplestFirst;
    private final Map<Property, Verdict> verdicts = new LinkedHashMap<>();
    private final Map<Property, Finding> findings = new LinkedHashMap<>();

    private Invariant[] invariants = {};
    private final StepInvariant[][] stepInvariants; // by action, those that judge it
    private final Reachable[][] reachables; // the same
    private DeadlockFree[] deadlocks = {};
    private ImmutableList<Eventually> eventuallies = ImmutableList.of();
    private boolean violated;
    private volatile ImmutableSet<Property> known = ImmutableSet.of(); // to be violated

    /**
     * Nothing is decided yet.
     *
     * @throws IllegalArgumentException if the system has no initial state, or two properties have one name
     */
    Questions(TransitionSystem system, List<? extends Property> properties) {
        this.properties = properties;
        this.stepInvariants = new StepInvariant[system.actionCount()][];
        this.reachables = new Reachable[system.actionCount()][];
        Successors first = new Successors(system.schema().words());
        system.initialStates(first);
        if (first.count() == 0) {
            throw new IllegalArgumentException("the system has no initial state: everything would hold of it");
        }
        Set<String> names = new HashSet<>();
        for (Property property : properties) {
            if (!names.add(property.name())) {
                throw new IllegalArgumentException("two properties are called " + property.name());
            }
        }
        Involvement involvement = new Involvement(system.schema(), first.state(0));
        this.simplestFirst = Comparator.comparingInt(involvement::of).thenComparing(Arrays::compare);
        sort();
    }

    /**
     * Makes sure that something is asked.
     *
     * @throws IllegalArgumentException if nothing is
     */
    static void requireSome(List<? extends Property> properties) {
        if (properties.isEmpty()) {
            throw new IllegalArgumentException("no property is asked");
        }
    }

    /**
     * What answers a question: a state of the level being expanded, or a transition out of such a state.
     *
     * @param position where that state is, in the terms of the search
     * @param action the action of the transition, or {@link #NONE}
     * @param state the state itself, or the one after the transition
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Finding(long position, int action, long[] state) {
        /** No transition. */
        static final int NONE = -1;

        /** Nothing but the position. */
        static final Finding NOTHING = new Finding(0, NONE, new long[0]);

        /** The counterexample or witness, given a path to the state at {@link #position}. */
        Trace endOf(Trace path) {
            return action == NONE ? path : path.then(action, state);
        }
    }

    /** Whether every property is decided. */
    boolean allDecided() {
        return verdicts.size() == properties.size();
    }

    /** Whether some property is violated. */
    boolean anyViolated() {
        return violated;
    }

    /** The properties of which a violation has been found, by any thread, whether or not that is a verdict already. */
    ImmutableSet<Property> knownToBeViolated() {
        return known;
    }

    /** The properties that are not decided. */
    List<? extends Property> undecided() {
        return properties.stream().filter(p -> !verdicts.containsKey(p)).toList();
    }

    /** The undecided properties about what must happen in the end. */
    ImmutableList<Eventually> eventuallies() {
        return eventuallies;
    }

    /** Whether something has been found that {@link #settle} would make a verdict of. */
    boolean hasFindings() {
        return !findings.isEmpty();
    }

    /** Asks about a state that was found by taking {@code action} from the state at {@code position}. */
    void checkState(long position, int action, long[] state) {
        for (Invariant property : invariants) {
            if (!property.holds(state)) {
                note(property, position, action, state);
            }
        }
    }

    /** Asks about an initial state, the one at {@code position}, what is asked about initial states only. */
    void checkInitial(long position, long[] state) {
        for (Property property : properties) {
            if (property instanceof Reachable reachable
                    && !verdicts.containsKey(property)
                    && reachable.reachedAtStart(state)) {
                note(property, position, Finding.NONE, state);
            }
        }
    }

    /**
     * Makes sure that no invariant tells a state from its canonical form: a property that did could not be decided by canonical
     * forms.
     *
     * @throws AsymmetryException if one does
     */
    void checkAlike(long[] state, long[] canonicalForm) {
        for (Invariant property : invariants) {
            if (property.holds(state) != property.holds(canonicalForm)) {
                throw AsymmetryException.ofProperty(property.name());
            }
        }
    }

    /** Asks about {@code state} and the transitions out of it: those in {@code out} from number {@code first} on. */
    void checkSteps(long position, long[] state, Successors out, int first) {
        for (int i = first; i < out.count(); i++) {
            checkStep(position, state, out.action(i), out.state(i));
        }
        checkDeadlock(position, state, out, first);
    }

    private void checkStep(long position, long[] before, int action, long[] after) {
        for (StepInvariant property : stepInvariants[action]) {
            if (!property.holds(before, action, after)) {
                note(property, position, action, after);
            }
        }
        for (Reachable property : reachables[action]) {
            if (property.reached(before, action, after)) {
                note(property, position, action, after);
            }
        }
    }

    private void checkDeadlock(long position, long[] state, Successors out, int first) {
        for (DeadlockFree property : deadlocks) {
            if (property.isAtRest(out, first) && !property.mayEnd(state)) {
                note(property, position, Finding.NONE, state);
            }
        }
    }

    /** Makes verdicts of the findings. Not to be called while anybody searches. */
    void settle(BiFunction<Property, Finding, Trace> trace) {
        if (findings.isEmpty()) {
            return;
        }
        findings.forEach((property, finding) -> decide(property, trace.apply(property, finding)));
        findings.clear();
        sort();
    }

    /**
     * {@code trace} answers the question: it is a counterexample, or the witness of something reachable.
     *
     * @throws ModelException if the system cannot walk it again, or it does not show what it was found for
     */
    void decide(Property property, Trace trace) {
        requireAnswer(property, trace);
        if (property instanceof Reachable) {
            verdicts.put(property, new Verdict.Holds(Optional.of(trace)));
        } else {
            verdicts.put(property, new Verdict.Violated(Optional.of(trace)));
            violated = true;
            know(property);
        }
    }

    private static void requireAnswer(Property property, Trace trace) {
        if (!Refutation.isRun(trace) || !(property instanceof Reachable || Refutation.shows(trace, property))) {
            throw ModelException.notAFunction(
                    "the trace that was found for " + property.name() + " cannot be walked again");
        }
    }

    /**
     * Makes sure that {@link #settle} can make verdicts of findings that were read.
     *
     * @throws ModelException if it cannot
     */
    void requireFindings(BiFunction<Property, Finding, Trace> trace) {
        findings.forEach((property, finding) -> requireAnswer(property, trace.apply(property, finding)));
    }

    /** No fair run keeps an obligation of {@code property} open; {@code everOpen} says whether one was open in any state. */
    void decideHolds(Eventually property, boolean everOpen) {
        verdicts.put(property, everOpen ? new Verdict.Holds(Optional.empty()) : new Verdict.Vacuous());
    }

    /**
     * All verdicts in the order asked; what is undecided is so because of {@code bound}, or for want of a counterexample.
     *
     * @param taken how often each action was taken
     */
    ImmutableMap<Property, Verdict> verdicts(Optional<Bound> bound, ImmutableLongArray taken) {
        ImmutableMap.Builder<Property, Verdict> all = ImmutableMap.builder();
        for (Property property : properties) {
            Verdict verdict = verdicts.get(property);
            all.put(property, verdict != null ? verdict : undecided(property, bound, taken));
        }
        return all.buildOrThrow();
    }

    /** Writes what has been found out, for {@link #read}. */
    void write(DataOutput out) throws IOException {
        for (Property property : properties) {
            Optional<Trace> trace = Optional.ofNullable(verdicts.get(property)).flatMap(Verdict::trace);
            out.writeBoolean(trace.isPresent());
            if (trace.isPresent()) {
                trace.get().write(out);
            }
            Finding finding = findings.get(property);
            out.writeBoolean(finding != null);
            if (finding != null) {
                out.writeLong(finding.position());
                out.writeInt(finding.action());
                for (long word : finding.state()) {
                    out.writeLong(word);
                }
            }
        }
    }

    /** Reads what was written about the same properties of {@code system}. */
    void read(DataInput in, TransitionSystem system) throws IOException {
        for (Property property : properties) {
            if (in.readBoolean()) {
                decide(property, Trace.read(in, system));
            }
            if (in.readBoolean()) {
                long position = in.readLong();
                int action = in.readInt();
                long[] state = new long[system.schema().words()];
                for (int w = 0; w < state.length; w++) {
                    state[w] = in.readLong();
                }
                findings.put(property, new Finding(position, action, state));
            }
        }
        sort();
    }

    private static Verdict undecided(Property property, Optional<Bound> bound, ImmutableLongArray taken) {
        if (bound.isPresent()) {
            return new Verdict.Incomplete(bound.get());
        }
        if (property instanceof Reachable) {
            return new Verdict.Violated(Optional.empty());
        }
        boolean tested = !(property instanceof StepInvariant steps)
                || IntStream.range(0, taken.length()).anyMatch(action -> taken.get(action) > 0 && steps.tests(action));
        return tested ? new Verdict.Holds(Optional.empty()) : new Verdict.Vacuous();
    }

    private synchronized void note(Property property, long position, int action, long[] state) {
        Finding other = findings.get(property);
        if (other == null && !(property instanceof Reachable)) {
            know(property);
        }
        if (other == null || simplestFirst.compare(state, other.state()) < 0) {
            findings.put(property, new Finding(position, action, state.clone()));
        }
    }

    private synchronized void know(Property property) {
        known = ImmutableSet.<Property>builder().addAll(known).add(property).build();
    }

    /** The undecided properties by kind. */
    private void sort() {
        List<? extends Property> undecided = undecided();
        invariants = undecided.stream().filter(Invariant.class::isInstance).toArray(Invariant[]::new);
        Arrays.setAll(
                stepInvariants,
                action -> undecided.stream()
                        .filter(p -> p instanceof StepInvariant step && step.judges(action))
                        .toArray(StepInvariant[]::new));
        Arrays.setAll(
                reachables,
                action -> undecided.stream()
                        .filter(p -> p instanceof Reachable reachable && reachable.judges(action))
                        .toArray(Reachable[]::new));
        deadlocks = undecided.stream().filter(DeadlockFree.class::isInstance).toArray(DeadlockFree[]::new);
        eventuallies = undecided.stream()
                .filter(Eventually.class::isInstance)
                .map(Eventually.class::cast)
                .collect(ImmutableList.toImmutableList());
    }
}
