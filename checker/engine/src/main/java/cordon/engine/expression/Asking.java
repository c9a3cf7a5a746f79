package cordon.engine.expression;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Lists;
import cordon.engine.Trace;
import cordon.engine.TransitionSystem;
import cordon.engine.expression.Compiler.Test;
import cordon.engine.expression.Expression.Since;
import cordon.engine.expression.Expression.Taken;
import cordon.engine.history.Automaton;
import cordon.engine.history.Remembering;
import cordon.engine.property.Property;
import cordon.engine.schema.Field;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Questions made into properties, and the system to ask them of: the system of the vocabulary itself, or a product with automata that
 * remember what the questions speak of. There is one automaton for each {@code taken} and {@code since}, and one for each {@code
 * leads-to}; nothing is remembered that no question needs.
 */
public final class Asking {
    private final Vocabulary vocabulary;
    private final Map<Expression, Field> ghosts = new HashMap<>();
    private final List<Remembering> memories = new ArrayList<>(); // each a product with the one before it
    private final ImmutableList<Property> properties;

    private Asking(Vocabulary vocabulary, Map<String, Question> questions) {
        this.vocabulary = vocabulary;
        Map<Expression, Automaton> automata = new LinkedHashMap<>();
        questions.values().stream()
                .flatMap(question -> question.expressions().stream())
                .flatMap(Expression::parts)
                .forEach(part -> remember(part, automata));
        remember(ImmutableList.copyOf(automata.values()))
                .ifPresent(memory -> automata.forEach((part, one) -> ghosts.put(part, memory.place(one, 0))));
        Map<String, Automaton> pending = new LinkedHashMap<>();
        questions.forEach((name, question) -> {
            if (question.kind() == Question.Kind.LEADS_TO) {
                pending.put(name, pending(question));
            }
        });
        Map<String, Field> open = new HashMap<>();
        remember(ImmutableList.copyOf(pending.values()))
                .ifPresent(memory -> pending.forEach((name, one) -> open.put(name, memory.place(one, 0))));
        this.properties = questions.entrySet().stream()
                .map(entry -> property(entry.getKey(), entry.getValue(), open))
                .collect(toImmutableList());
    }

    /**
     * Properties of {@code questions}, by the names that they are to have.
     *
     * @param vocabulary that of a system, with which the questions were parsed
     * @throws IllegalArgumentException if an expression becomes too large when its quantifiers are expanded; the message says so
     */
    public static Asking of(Vocabulary vocabulary, Map<String, Question> questions) {
        return new Asking(vocabulary, questions);
    }

    /** As {@link #of(Vocabulary, Map)}: a property of {@code question} named after its text. */
    public static Asking of(Vocabulary vocabulary, Question question) {
        return of(vocabulary, ImmutableMap.of(question.text(), question));
    }

    /** The question that {@code property} was made of; empty if it was made otherwise. */
    public static Optional<Question> questionOf(Property property) {
        return property instanceof Asked asked ? Optional.of(asked.question()) : Optional.empty();
    }

    /** The system to ask: its states begin with those of the system of the vocabulary. */
    public TransitionSystem system() {
        return memories.isEmpty() ? vocabulary.system().orElseThrow() : memories.get(memories.size() - 1);
    }

    /** The properties, in the order of the questions. */
    public List<Property> properties() {
        return properties;
    }

    /** The path of {@link #system} that {@code trace}, a path of the system of the vocabulary, is. */
    public Trace follow(Trace trace) {
        Trace followed = trace;
        for (Remembering memory : memories) {
            followed = memory.withHistory(followed);
        }
        return followed;
    }

    /** The path of the system of the vocabulary that {@code trace}, a path of {@link #system}, is. */
    public Trace forget(Trace trace) {
        Trace plain = trace;
        for (Remembering memory : Lists.reverse(memories)) {
            plain = memory.withoutHistory(plain);
        }
        return plain;
    }

    private Optional<Remembering> remember(ImmutableList<Automaton> automata) {
        if (automata.isEmpty()) {
            return Optional.empty();
        }
        Remembering memory = new Remembering(system(), automata);
        memories.add(memory);
        return Optional.of(memory);
    }

    private void remember(Expression part, Map<Expression, Automaton> automata) {
        if (part instanceof Taken taken && !taken.next()) {
            automata.computeIfAbsent(taken, key -> taken(taken));
        } else if (part instanceof Since since) {
            Since now = new Since(false, since.label());
            automata.computeIfAbsent(now, key -> since(now));
        }
    }

    private Automaton taken(Taken taken) {
        BitSet fitting = vocabulary.fitting(taken.label());
        BitSet others = new BitSet();
        others.set(0, actions());
        others.andNot(fitting);
        return automaton(taken.text(), new OneOf(fitting), ImmutableList.of(new OneOf(others)));
    }

    private Automaton since(Since since) {
        return automaton(since.text(), new OneOf(vocabulary.fitting(since.label())), ImmutableList.of());
    }

    /** Remembers of the states before the present one that the first expression was true, and the second not since then. */
    private Automaton pending(Question question) {
        Test premise = test(question.expressions().get(0));
        Test conclusion = test(question.expressions().get(1));
        return automaton(
                "pending " + question.text(),
                new Before(
                        (now, action, next) -> premise.holds(now, action, now) && !conclusion.holds(now, action, now)),
                ImmutableList.of(new Before(conclusion)));
    }

    private Automaton automaton(String name, Automaton.Event event, ImmutableList<Automaton.Event> forgetting) {
        return new Automaton(name, 1, ImmutableList.of(event), forgetting, actions());
    }

    private int actions() {
        return vocabulary.system().orElseThrow().actionCount();
    }

    private Test test(Expression expression) {
        return Compiler.compile(expression, vocabulary, ghosts);
    }

    private Property property(String name, Question question, Map<String, Field> open) {
        Test first = test(question.expressions().get(0));
        return switch (question.kind()) {
            case NEVER -> new Asked.Never(name, question, vocabulary, first);
            case REACH -> new Asked.Reach(name, question, vocabulary, first);
            case STEP -> new Asked.Step(name, question, vocabulary, first);
            case LEADS_TO -> {
                Test second = test(question.expressions().get(1));
                Field before = Objects.requireNonNull(open.get(name));
                yield new Asked.LeadsTo(
                        name,
                        question,
                        vocabulary,
                        (now, action, next) -> (before.isSet(now) || first.holds(now, action, next))
                                && !second.holds(now, action, next));
            }
        };
    }

    /** A step by one of some actions. */
    private record OneOf(BitSet actions) implements Automaton.Event {
        @Override
        public boolean judges(int action) {
            return actions.get(action);
        }

        @Override
        public boolean happens(int binding, long[] before, int action, long[] after) {
            return true;
        }
    }

    /** A step out of a state of which something is true. */
    private record Before(Test test) implements Automaton.Event {
        @Override
        public boolean judges(int action) {
            return true;
        }

        @Override
        public boolean happens(int binding, long[] before, int action, long[] after) {
            return test.holds(before, action, before);
        }
    }
}
