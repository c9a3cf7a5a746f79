package cordon.specs.proof;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import cordon.engine.Action;
import cordon.engine.DerivedSystem;
import cordon.engine.Successors;
import cordon.engine.Trace;
import cordon.engine.property.StepInvariant;
import cordon.engine.schema.Field;
import cordon.engine.schema.Index;
import cordon.engine.schema.Schema;
import cordon.model.Choice.GroupKind;
import cordon.model.Choice.WorldKind;
import cordon.model.Parameter;
import cordon.model.QuarantineModel;
import cordon.model.Task.Kind;
import cordon.specs.Run;
import cordon.symbolic.FiniteSystem;
import cordon.symbolic.Instance;
import cordon.symbolic.Paths;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The model, and beside its state that of the abstract protocol which goes with the steps so far: a history variable (Abadi and Lamport,
 * "The Existence of Refinement Mappings", 1991). The model refines the protocol if each of its steps is a short run of the protocol from
 * the one state beside it to the other, {@link #property}. Then each run of the model is a run of the protocol.
 */
public final class Refinement extends DerivedSystem {
    private static final int LONGEST = 6;

    private final FiniteSystem instance;
    private final Paths paths;
    private final QuarantineProtocol protocol;
    private final FollowedHardware hardware;
    private final FollowedFlushes flushes;
    private final Optional<FollowedAttaches> attaches;
    private final int rounds;
    private final Schema schema;
    private final Map<Field, Field> beside = new LinkedHashMap<>(); // by the field of the instance

    /**
     * {@code model} beside the protocol of its patches.
     *
     * @throws IllegalArgumentException if {@link Assumptions} say that the protocol does not have what the model does; the message names it
     */
    public Refinement(QuarantineModel model) {
        super(model);
        this.protocol = Assumptions.protocol(model.patches(), model.settings());
        this.rounds = model.settings().get(Parameter.ROUNDS);
        int flushesInAll = Math.max(1, model.cpus() * rounds); // a sort has a member
        this.instance = new FiniteSystem(
                protocol, Instance.of(protocol, model.hardware().endpoints().count(), flushesInAll, flushesInAll));
        this.paths = new Paths(instance, LONGEST);
        this.hardware = new FollowedHardware(protocol, model);
        this.flushes = new FollowedFlushes(protocol, model, rounds);
        this.attaches = model.core().map(core -> new FollowedAttaches(protocol, model, core, flushes));
        Schema.Builder fields = model.schema().extended();
        for (Field field : instance.schema().fields()) {
            beside.put(
                    field,
                    fields.means("the abstract protocol (docs/proof.md): " + field.name())
                            .only(field::isLegal)
                            .ghost(
                                    "abstract." + field.name(),
                                    field.width(),
                                    field.indices().toArray(Index[]::new)));
        }
        this.schema = fields.build();
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public void initialStates(Successors out) {
        Successors first = new Successors(instance.schema().words());
        instance.initialStates(first);
        int begin = out.count();
        super.initialStates(out);
        for (int i = begin; i < out.count(); i++) {
            put(out.state(i), first.state(0));
        }
    }

    @Override
    public void successors(long[] state, Successors out) {
        int begin = out.count();
        super.successors(state, out);
        long[] was = get(state);
        for (int i = begin; i < out.count(); i++) {
            put(out.state(i), next(was, new Transition(state, out.action(i), out.state(i))));
        }
    }

    private long[] next(long[] was, Transition taken) {
        long[] words = was.clone();
        AbstractState is = new AbstractState(instance, words);
        hardware.follow(taken.after, is, rounds);
        flushes.follow(taken, is);
        attaches.ifPresent(all -> all.follow(taken, is));
        return words;
    }

    private long[] get(long[] state) {
        long[] words = new long[instance.schema().words()];
        beside.forEach((inside, here) -> copy(state, here, words, inside));
        return words;
    }

    private void put(long[] state, long[] words) {
        beside.forEach((inside, here) -> copy(words, inside, state, here));
    }

    private static void copy(long[] from, Field source, long[] to, Field target) {
        for (int i = 0; i < source.size(); i++) {
            target.set(to, i, source.get(from, i));
        }
    }

    /** Why the model of {@code run} cannot be compared with the protocol; empty if it can. */
    public static Optional<String> refusal(Run run) {
        if (run.settings().get(Parameter.WORLD) != WorldKind.PROTOCOL) {
            return Optional.of("it is another world");
        }
        Optional<String> unknown = Assumptions.refusal(run.patches(), run.settings());
        if (unknown.isPresent()) {
            return unknown;
        }
        if (Stream.of(Parameter.HW_TIMEOUT, Parameter.SW_TIMEOUT, Parameter.SYNC_POLICY)
                .anyMatch(parameter -> !run.settings().get(parameter).equals(parameter.defaultValue()))) {
            return Optional.of("the comparison follows no CMD_SYNC that is given up, or hides a fault");
        }
        if (run.settings().get(Parameter.DOMAINS) > 1) {
            return Optional.of("the abstract protocol has no second domain");
        }
        if (run.settings().get(Parameter.GROUPS) != GroupKind.OWN) {
            return Optional.of("the abstract protocol has no group of several devices");
        }
        boolean attaches = run.settings().get(Parameter.TASKS).stream().anyMatch(task -> task.kind() == Kind.ATTACH);
        return attaches
                ? Optional.of("all devices of the abstract protocol are attached in the beginning")
                : Optional.empty();
    }

    /** The path of this system that {@code trace}, one of the model, is; without its loop, if it has one. */
    public Trace with(Trace trace) {
        Successors first = new Successors(schema.words());
        initialStates(first);
        Trace path = Trace.at(this, first.state(0).clone());
        for (int n = 1; n <= trace.length(); n++) {
            long[] after = Arrays.copyOf(trace.state(n), schema.words());
            put(after, next(get(path.last()), new Transition(path.last(), trace.action(n), after)));
            path = path.then(trace.action(n), after);
        }
        return path;
    }

    /** The properties of the protocol that some state of {@code trace}, one of this system, violates. */
    public ImmutableSet<String> violated(Trace trace) {
        ImmutableSet.Builder<String> violated = ImmutableSet.builder();
        for (int n = 0; n <= trace.length(); n++) {
            long[] words = get(trace.state(n));
            protocol.properties().stream()
                    .filter(property -> !instance.holds(property, words))
                    .forEach(property -> violated.add(property.name()));
        }
        return violated.build();
    }

    /** That the model refines the protocol, about states of this system. */
    public StepInvariant property() {
        return new RefinesAbstractProtocol(this);
    }

    /** Whether the model's step from {@code before} to {@code after} is a short run of the protocol. */
    boolean isStep(long[] before, long[] after) {
        return paths.between(get(before), get(after)).isPresent();
    }

    /** What the model's step changes in the protocol, for people. */
    String changes(long[] before, long[] after) {
        return Joiner.on("; ").join(instance.schema().diff(get(before), get(after)));
    }

    /** For each step of {@code trace}, which is one of this system, the steps of the protocol that it is. */
    public ImmutableList<ImmutableList<Action>> steps(Trace trace) {
        ImmutableList.Builder<ImmutableList<Action>> steps = ImmutableList.builder();
        for (int n = 1; n <= trace.length(); n++) {
            steps.add(paths.between(get(trace.state(n - 1)), get(trace.state(n))).orElse(ImmutableList.of()).stream()
                    .map(instance::action)
                    .collect(toImmutableList()));
        }
        return steps.build();
    }
}
