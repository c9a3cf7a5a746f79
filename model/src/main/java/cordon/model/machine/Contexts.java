package cordon.model.machine;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ObjectArrays;
import cordon.engine.Footprint;
import cordon.engine.Successors;
import cordon.engine.schema.Field;
import cordon.engine.schema.Index;
import cordon.engine.schema.Schema;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What executes kernel code: the thread of each CPU, and the interrupt handler. Every context stands at one {@link
 * Label}; taking a step there moves it to the next.
 *
 * <p>Contexts are numbered; all procedures may be executed by all of them, each with its own local variables.
 */
public final class Contexts {
    private static final int LABEL_BITS = 8;

    private final Program program;
    private final ImmutableList<String> names;
    private Label[] labels = {};
    private final Map<Label, Field> inheriting = new HashMap<>();
    private final Index threads;
    private final Field at;

    /**
     * The thread of each CPU, and the interrupt handler as one more context after them.
     *
     * @param threads the lanes of the threads in a counterexample
     * @param handler the lane of the handler
     */
    public Contexts(Program program, List<String> threads, String handler) {
        this(
                program,
                new Index("CPU", threads.size()),
                new Index("context", threads.size() + 1),
                ImmutableList.<String>builder().addAll(threads).add(handler).build());
    }

    /** Threads only: one of each of {@code cpus}, in lanes called {@code CPU0}, {@code CPU1}, .... */
    public Contexts(Program program, Index cpus) {
        this(
                program,
                cpus,
                cpus,
                IntStream.range(0, cpus.size()).mapToObj(c -> "CPU" + c).collect(toImmutableList()));
    }

    private Contexts(Program program, Index threads, Index contexts, ImmutableList<String> names) {
        this.program = program;
        this.threads = threads;
        this.names = names;
        this.at = program.schema()
                .means("the step that a thread, or the interrupt handler, takes next or waits to take: see --labels")
                .only(this::isLabel)
                .control("at", LABEL_BITS, this::format, contexts);
    }

    /** The threads; they are contexts {@code 0 .. threads().size()-1}. */
    public Index threads() {
        return threads;
    }

    /** The number of contexts: the threads, and the interrupt handler where there is one. */
    public int count() {
        return names.size();
    }

    /** The lane of context {@code c} in a counterexample. */
    public String lane(int c) {
        return names.get(c);
    }

    /** The context of the interrupt handler, where there is one. */
    public int handler() {
        return names.size() - 1;
    }

    /** Declares a label of {@code procedure} at which interrupts are enabled. */
    public Label label(String procedure) {
        return label(procedure, false);
    }

    /** Declares a label of {@code procedure} at which the CPU has interrupts disabled. */
    public Label labelIrqsOff(String procedure) {
        return label(procedure, true);
    }

    /** Declares a label of {@code procedure} at which interrupts are as they were for whoever is returned to. */
    public Label labelIrqsInherited(String procedure, Field returnAddress) {
        Label label = label(procedure, false);
        inheriting.put(label, returnAddress);
        return label;
    }

    /** Whether the CPU that executes context {@code c} has interrupts disabled. */
    public boolean irqsOff(long[] s, int c) {
        Label label = labelOf(s, c);
        Field caller = inheriting.get(label);
        return caller == null ? label.irqsOff() : labels[caller.get(s, c)].irqsOff();
    }

    /** Whether context {@code c} stands at {@code label}. */
    public boolean isAt(long[] s, int c, Label label) {
        return at.get(s, c) == label.index();
    }

    /** The label at which context {@code c} stands. */
    public Label labelOf(long[] s, int c) {
        return labels[at.get(s, c)];
    }

    /** Moves context {@code c} to {@code label}; true, so that an effect can end with it. */
    public boolean go(long[] s, int c, Label label) {
        at.set(s, c, label.index());
        return true;
    }

    /** A field that holds a label for each thread: where the caller of {@code procedure} goes on. */
    public Field returnAddress(String name, String procedure) {
        return program.schema()
                .means("where the caller of " + procedure + " goes on after it, - for none")
                .only(this::isLabel)
                .control(name, LABEL_BITS, i -> i == 0 ? "-" : format(i), threads());
    }

    /** Moves context {@code c} to the label it stored in {@code address}, and forgets the address. */
    public boolean goBack(long[] s, int c, Field address) {
        at.set(s, c, address.get(s, c));
        address.set(s, c, 0);
        return true;
    }

    /** The label that context {@code c} stored in {@code address}, which is forgotten: for a call in tail position. */
    public Label takeReturn(long[] s, int c, Field address) {
        Label label = labels[address.get(s, c)];
        address.set(s, c, 0);
        return label;
    }

    /** Stores {@code label} as a return address of context {@code c}. */
    public void setReturn(long[] s, int c, Field address, Label label) {
        address.set(s, c, label.index());
    }

    /** Adds the outcomes of the steps that are enabled where context {@code c} stands in {@code s}. */
    public void take(int c, long[] s, Successors out) {
        long[] next = out.begin(s);
        for (Step step : labelOf(s, c).steps()) {
            next = Program.take(step, c, s, next, out);
        }
    }

    Step declare(Label label, String code, String text, Effect effect) {
        return program.declare(names::get, label.procedure(), code, names.size(), c -> text, effect)
                .at(label);
    }

    /** Adds that a step of context {@code c} is possible at label number {@code label}, and what belongs to the context. */
    void addTo(Footprint.Builder footprint, int c, int label, Schema schema) {
        footprint.onlyIf(at, c, label);
        for (Field field : schema.fields()) {
            boolean own = field.role() == Field.Role.CONTROL
                    && !field.indices().isEmpty()
                    && (field.indices().get(0).equals(threads) || field.equals(at));
            int each = own ? field.size() / field.indices().get(0).size() : 0;
            for (int i = c * each; i < (c + 1) * each; i++) {
                footprint.writes(field, i);
            }
        }
    }

    private boolean isLabel(int label) {
        return label < labels.length;
    }

    private String format(int label) {
        return labels[label].toString();
    }

    private Label label(String procedure, boolean irqsOff) {
        Label label = new Label(this, labels.length, procedure, irqsOff);
        labels = ObjectArrays.concat(labels, label);
        return label;
    }
}
