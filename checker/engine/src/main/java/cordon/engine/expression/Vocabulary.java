package cordon.engine.expression;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.base.Ascii;
import com.google.common.base.CharMatcher;
import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableList;
import cordon.engine.Action;
import cordon.engine.TransitionSystem;
import cordon.engine.schema.Field;
import cordon.engine.schema.Index;
import cordon.engine.schema.Schema;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** The names that an expression about one system can use: its fields, their indices and values, and the labels of its steps. */
public final class Vocabulary {
    private final Schema schema;
    private final Optional<TransitionSystem> system;
    private final IntPredicate progress;
    private final Supplier<ImmutableList<Action>> actions; // by id; most questions ask about none
    private final Supplier<ImmutableList<String>> comparable; // their labels in both forms, in lower case

    private Vocabulary(Schema schema, Optional<TransitionSystem> system, IntPredicate progress) {
        this.schema = schema;
        this.system = system;
        this.progress = progress;
        this.actions = Suppliers.memoize(() -> system.stream()
                .flatMap(s -> IntStream.range(0, s.actionCount()).mapToObj(s::action))
                .collect(toImmutableList()));
        this.comparable = Suppliers.memoize(() -> actions.get().stream()
                .map(action -> Ascii.toLowerCase(action + "\n" + action.procedure() + " " + action.label()))
                .collect(toImmutableList()));
    }

    /**
     * The names of {@code system}.
     *
     * @param progress whether an action, by its id, keeps a state from being at rest
     */
    public static Vocabulary of(TransitionSystem system, IntPredicate progress) {
        return new Vocabulary(system.schema(), Optional.of(system), progress);
    }

    /** The names of {@code system}, at rest where no action at all is enabled. */
    public static Vocabulary of(TransitionSystem system) {
        return of(system, action -> true);
    }

    /** The fields of {@code schema}; an expression cannot speak of steps. */
    public static Vocabulary of(Schema schema) {
        return new Vocabulary(schema, Optional.empty(), action -> true);
    }

    /** The system; empty if the vocabulary is that of a schema. */
    public Optional<TransitionSystem> system() {
        return system;
    }

    /** Whether {@code action} keeps a state from being at rest. */
    public boolean isProgress(int action) {
        return progress.test(action);
    }

    /** The field called {@code name}. */
    Optional<Field> field(String name) {
        return schema.fields().stream()
                .filter(field -> field.name().equals(name))
                .findFirst();
    }

    /** The names of all fields. */
    ImmutableList<String> fieldNames() {
        return schema.fields().stream().map(Field::name).collect(toImmutableList());
    }

    /** Of the indices called {@code name} one with the most members. */
    Optional<Index> index(String name) {
        return indices().stream().filter(index -> index.name().equals(name)).max(Comparator.comparing(Index::size));
    }

    /** All indices of all fields. */
    ImmutableList<Index> indices() {
        return schema.fields().stream()
                .flatMap(field -> field.indices().stream())
                .distinct()
                .collect(toImmutableList());
    }

    /** The number of actions; 0 if the vocabulary is that of a schema. */
    int actionCount() {
        return system.map(TransitionSystem::actionCount).orElse(0);
    }

    /**
     * The actions, by id, whose labels contain {@code part}; upper and lower case are the same, and so are blanks and line feeds. A label
     * is what is printed of a step: {@code process: procedure: label}, or {@code procedure label} as beside the lanes of a
     * counterexample.
     */
    public BitSet fitting(String part) {
        String wanted = Ascii.toLowerCase(CharMatcher.whitespace().collapseFrom(part, ' '));
        BitSet fitting = new BitSet();
        for (int action = 0; action < actionCount(); action++) {
            fitting.set(
                    action, !wanted.isBlank() && comparable.get().get(action).contains(wanted));
        }
        return fitting;
    }

    /** A message that no label contains {@code part}, with the label that was probably meant. */
    public String noLabel(String part) {
        ImmutableList<String> labels =
                actions.get().stream().map(Action::toString).collect(toImmutableList());
        return "no step here has " + Parser.shown(Printer.quoted(part)) + " in its label"
                + Nearest.text(part, labels)
                        .map(text -> "; did you mean a part of " + Printer.quoted(text) + "?")
                        .or(() ->
                                Nearest.word(part, labels).map(word -> "; did you mean " + Printer.quoted(word) + "?"))
                        .orElse("");
    }
}
