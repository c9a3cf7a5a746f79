package cordon.engine.history;

import com.google.common.collect.ImmutableList;
import cordon.engine.DerivedSystem;
import cordon.engine.Fairness;
import cordon.engine.Successors;
import cordon.engine.Trace;
import cordon.engine.TransitionSystem;
import cordon.engine.schema.Field;
import cordon.engine.schema.Schema;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * The product of a system and some automata (Vardi and Wolper, "An Automata-Theoretic Approach to Automatic Program
 * Verification", 1986): the same steps, and a state says besides where each automaton stands. The fields of the system keep
 * their places, so that its properties can be asked about the states of the product.
 *
 * <p>An automaton moves with every step and enables none, so each run of the system is one of the product, and the other way
 * round: what is reachable, and in how many steps, is the same. The product may tell one state of the system apart by the ways
 * to it; {@link TransitionSystem#history} says by which bits.
 */
public final class Remembering extends DerivedSystem {
    private final ImmutableList<Automaton> automata;
    private final Field[][] places; // of each automaton, by binding
    private final int[][] noticing; // by action: the automata that it can move
    private final Schema schema;
    private final long[] own; // the bits of the automata
    private final long[] history; // the same, and those that the system remembers itself

    /** The product of {@code system} and {@code automata}, which have different names. */
    public Remembering(TransitionSystem system, List<Automaton> automata) {
        super(system);
        this.automata = ImmutableList.copyOf(automata);
        Schema.Builder fields = system.schema().extended();
        this.places =
                automata.stream().map(automaton -> places(automaton, fields)).toArray(Field[][]::new);
        this.schema = fields.build();
        this.own = new long[schema.words()];
        Arrays.stream(places).flatMap(Arrays::stream).forEach(place -> place.mark(own, 0));
        this.history = own.clone();
        long[] inner = system.history().orElse(new long[0]);
        Arrays.setAll(history, w -> w < inner.length ? own[w] | inner[w] : own[w]);
        this.noticing = new int[system.actionCount()][];
        Arrays.setAll(noticing, this::automataThatNotice);
    }

    /** Fields without an index: a binding is none of the things that a state involves. */
    private static Field[] places(Automaton automaton, Schema.Builder fields) {
        int width = Schema.bitsFor(automaton.length());
        String name = "history." + automaton.name();
        return IntStream.range(0, automaton.bindings())
                .mapToObj(binding -> fields.means(
                                "how many events of " + automaton.name() + " have been seen, for binding " + binding)
                        .upTo(automaton.length())
                        .ghost(automaton.bindings() == 1 ? name : name + "." + binding, width))
                .toArray(Field[]::new);
    }

    private int[] automataThatNotice(int action) {
        return IntStream.range(0, automata.size())
                .filter(a -> automata.get(a).notices(action))
                .toArray();
    }

    /** Whether {@code automaton}, one of those of this product, has seen all its events in {@code state}, for {@code binding}. */
    public boolean hasSeenAll(Automaton automaton, long[] state, int binding) {
        return place(automaton, binding).get(state) == automaton.length();
    }

    /** Where {@code automaton}, one of those of this product, stands for {@code binding}. */
    public Field place(Automaton automaton, int binding) {
        return places[automata.indexOf(automaton)][binding];
    }

    /** The path of this product that {@code trace}, one of the system, is; a lasso only if its loop changes no memory. */
    public Trace withHistory(Trace trace) {
        Trace path = Trace.at(this, Arrays.copyOf(trace.state(0), schema.words()));
        for (int n = 1; n <= trace.length(); n++) {
            long[] before = path.last();
            long[] after = Arrays.copyOf(trace.state(n), schema.words());
            for (int w = 0; w < after.length; w++) {
                after[w] |= before[w] & own[w];
            }
            moveAll(before, trace.action(n), after);
            path = path.then(trace.action(n), after);
        }
        OptionalInt start = trace.loopStart();
        return start.isPresent() && Arrays.equals(path.state(start.getAsInt()), path.last())
                ? path.looping(start.getAsInt())
                : path;
    }

    /** The path of the system that {@code trace}, one of the product, is. */
    public Trace withoutHistory(Trace trace) {
        return trace.in(system, state -> {
            long[] plain = Arrays.copyOf(state, system.schema().words());
            for (int w = 0; w < plain.length; w++) {
                plain[w] &= ~own[w];
            }
            return plain;
        });
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public Optional<long[]> history() {
        return Optional.of(history.clone());
    }

    @Override
    public void successors(long[] state, Successors out) {
        int begin = out.count();
        system.successors(state, out); // which copies the whole state, and changes its own fields
        for (int i = begin; i < out.count(); i++) {
            moveAll(state, out.action(i), out.state(i));
        }
    }

    private void moveAll(long[] before, int action, long[] after) {
        for (int a : noticing[action]) {
            move(a, before, action, after);
        }
    }

    private void move(int a, long[] before, int action, long[] after) {
        Automaton automaton = automata.get(a);
        for (int binding = 0; binding < automaton.bindings(); binding++) {
            int stands = places[a][binding].get(before);
            int next = automaton.next(stands, binding, before, action, after);
            if (next != stands) {
                places[a][binding].set(after, next);
            }
        }
    }

    @Override
    public Fairness fairness() {
        return system.fairness();
    }
}
