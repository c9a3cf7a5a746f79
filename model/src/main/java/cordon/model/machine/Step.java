package cordon.model.machine;

import com.google.common.collect.ImmutableList;
import cordon.engine.Action;
import cordon.engine.Footprint;
import cordon.engine.schema.Field;
import cordon.engine.schema.Schema;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A labelled step: what happens atomically between two interleaving points. A step with {@code n} variants stands for
 * {@code n} actions, whose ids are consecutive.
 */
public final class Step {

    /** What a step does, given the state in which it is taken. */
    @FunctionalInterface
    public interface Detail {
        /** What variant {@code arg} does in {@code before}, in a few words. */
        String text(long[] before, int arg);
    }

    /** The lines that the kernel would print when it takes a step. */
    @FunctionalInterface
    public interface Printer {
        /** The lines, given the state before the step and the variant. */
        List<String> lines(long[] before, int arg);
    }

    /** A condition on which the kernel warns. */
    @FunctionalInterface
    public interface Warning {
        /** True if it does when variant {@code arg} is taken in {@code before}. */
        boolean given(long[] before, int arg);
    }

    /** What has to be true of a state for a step to be possible in it, whichever the variant. */
    @FunctionalInterface
    public interface Condition {
        /** Whether it is true of {@code s}. */
        boolean holds(long[] s);
    }

    /** No condition. */
    static final Condition ALWAYS = s -> true;

    private final String procedure;
    private final String code;
    private final IntFunction<String> process;
    private final IntFunction<String> text;
    private final int firstAction;
    private final int variants;
    private final Effect effect;
    private boolean voluntary;
    private boolean sleeping;
    private boolean urgent;
    private @Nullable Label label;
    private boolean footprint;
    private ImmutableList<Field> read = ImmutableList.of();
    private ImmutableList<Field> written = ImmutableList.of();
    private Field[] needed = {}; // an array: gone through at nearly every state
    private Condition condition = ALWAYS;
    private boolean wrong;
    private Detail detail;
    private Printer printer = (before, arg) -> List.of();
    private @Nullable Warning warning;
    private String warned = "";

    Step(
            String procedure,
            String code,
            IntFunction<String> process,
            IntFunction<String> text,
            int firstAction,
            int variants,
            Effect effect) {
        this.procedure = procedure;
        this.code = code;
        this.process = process;
        this.text = text;
        this.firstAction = firstAction;
        this.variants = variants;
        this.effect = effect;
        this.detail = (before, arg) -> text.apply(arg);
    }

    /** The kernel function or specification section and the label in it: unique among the steps of a model. */
    public String name() {
        return procedure + " " + code;
    }

    /** The kernel function or specification section. */
    public String procedure() {
        return procedure;
    }

    /** The number of actions that this step stands for. */
    public int variants() {
        return variants;
    }

    /** The id of the action that takes variant {@code arg}. */
    public int action(int arg) {
        return firstAction + arg;
    }

    /** Whether {@code action} is a variant of this step. */
    public boolean is(int action) {
        return action >= firstAction && action < firstAction + variants;
    }

    /** The variant that {@code action} takes; only for actions of this step. */
    public int arg(int action) {
        return action - firstAction;
    }

    /** Names variant {@code arg} for people. */
    public Action describe(int arg) {
        return new Action(process.apply(arg), procedure, code + ": " + text.apply(arg));
    }

    /** Names variant {@code arg} as it is taken in {@code before}. */
    public Action describe(int arg, long[] before) {
        return new Action(process.apply(arg), procedure, code + ": " + detail.text(before, arg));
    }

    /** Says of this step in a trace what {@code text} says. */
    public Step saying(Detail text) {
        this.detail = text;
        return this;
    }

    /** What the kernel prints when variant {@code arg} is taken in {@code before}. */
    public List<String> log(long[] before, int arg) {
        List<String> lines = printer.lines(before, arg);
        return warns(before, arg)
                ? ImmutableList.<String>builder()
                        .addAll(lines)
                        .add("WARNING: " + procedure + ": " + warned)
                        .build()
                : lines;
    }

    /** Makes this step print. */
    public Step printing(Printer lines) {
        this.printer = lines;
        return this;
    }

    /** Declares that the kernel warns of {@code text}, in its log, when this step is taken and {@code when} is true. */
    public Step warning(String text, Warning when) {
        this.warned = text;
        this.warning = when;
        return this;
    }

    /** True if the kernel may warn when it takes this step. */
    public boolean mayWarn() {
        return warning != null;
    }

    /** True if the kernel warns when variant {@code arg} is taken in {@code before}. */
    public boolean warns(long[] before, int arg) {
        return warning != null && warning.given(before, arg);
    }

    /** Declares that whoever takes this step is free never to take it. */
    public Step asVoluntary() {
        this.voluntary = true;
        return this;
    }

    /** Whether whoever takes this step is free never to take it: nothing may wait for it. */
    public boolean voluntary() {
        return voluntary;
    }

    /** Declares that this step may sleep: it takes a mutex. */
    public Step asSleeping() {
        this.sleeping = true;
        return this;
    }

    /** Whether this step may sleep, so that nobody with interrupts disabled or a spin lock held may take it. */
    public boolean sleeping() {
        return sleeping;
    }

    /** Declares that this step is not overlooked for ever if it is possible again and again: an interrupt, a timer. */
    public Step asUrgent() {
        this.urgent = true;
        return this;
    }

    /** Whether fairness to this step is strong: it is urgent, or takes a mutex, which is handed over in order. */
    public boolean stronglyFair() {
        return urgent || sleeping;
    }

    /**
     * Declares that no variant of this step is possible in a state in which one of these fields has no element but zeros: then
     * none is tried, which saves time and changes nothing. The step itself has to ask for it: a state that no other step leads to is
     * reached in a model in which that other step is wrong on purpose.
     */
    public Step needing(Field... someSet) {
        if (!wrong) {
            this.needed = someSet.clone();
        }
        return this;
    }

    /**
     * Declares the same of a state of which {@code necessary} is not true. It is asked where the needed fields are there, once for
     * those steps declared in a row that share the object.
     */
    public Step needing(Condition necessary) {
        if (!wrong) {
            this.condition = necessary;
        }
        return this;
    }

    /** Declares that this step is wrong on purpose: then it may be possible where the right one is not. */
    void asWrong() {
        this.wrong = true;
    }

    /** Whether nothing that is declared to be necessary is missing in {@code s}; some variant may be possible then. */
    public boolean mayBePossible(long[] s) {
        return findsNeeded(s) && condition.holds(s);
    }

    boolean findsNeeded(long[] s) {
        for (Field field : needed) {
            if (!field.anySet(s)) {
                return false;
            }
        }
        return true;
    }

    Condition condition() {
        return condition;
    }

    /** Declares that variant {@code c} is a step of context {@code c}, taken where it stands at {@code place}. */
    Step at(Label place) {
        this.label = place;
        return this;
    }

    /** Whether it is taken where a context stands at {@code place}. */
    public boolean isAt(Label place) {
        return Objects.equals(label, place);
    }

    /** Whether variant {@code c} is a step of context {@code c}, which goes on by one of its steps if it can by any. */
    public boolean ofContext() {
        return label != null;
    }

    /**
     * Declares that this step looks at nothing but these fields and those that it is {@link #writing}; a step of a context also
     * looks at, and changes, the {@linkplain Field.Role#CONTROL control fields} of its context.
     */
    public Step reading(Field... fields) {
        this.footprint = true;
        this.read = ImmutableList.copyOf(fields);
        return this;
    }

    /** Declares that this step changes nothing but these fields, and looks at no others but those that it is {@link #reading}. */
    public Step writing(Field... fields) {
        this.footprint = true;
        this.written = ImmutableList.copyOf(fields);
        return this;
    }

    /** Whether it is declared, of the step as it is, what it looks at and changes. */
    boolean hasFootprint() {
        return footprint && !wrong;
    }

    /** What variant {@code arg} looks at and changes, of what is declared. */
    Footprint footprint(int arg, Schema schema) {
        Footprint.Builder builder = Footprint.builder(schema);
        read.forEach(builder::reads);
        written.forEach(builder::writes);
        if (label != null) {
            label.addTo(builder, arg, schema);
        }
        return builder.build();
    }

    boolean apply(long[] s, int arg) {
        return effect.apply(s, arg);
    }
}
