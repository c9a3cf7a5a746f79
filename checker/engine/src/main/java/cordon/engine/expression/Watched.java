package cordon.engine.expression;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableMap;
import cordon.engine.Trace;
import cordon.engine.expression.Expression.Element;
import cordon.engine.property.Invariant;
import cordon.engine.schema.Field;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** An element or an expression whose value is wanted at each state of a path. */
public final class Watched {
    private final Vocabulary vocabulary;
    private final Optional<Element> element;
    private final Optional<Question> never;
    private final String text;

    private Watched(Vocabulary vocabulary, Optional<Element> element, Optional<Question> never, String text) {
        this.vocabulary = vocabulary;
        this.element = element;
        this.never = never;
        this.text = text;
    }

    /**
     * The element or the expression {@code text}.
     *
     * @throws ExpressionException if it is neither
     */
    public static Watched parse(String text, Vocabulary vocabulary) throws ExpressionException {
        Optional<Element> element = Parser.element(text, vocabulary);
        if (element.isPresent()) {
            return new Watched(vocabulary, element, Optional.empty(), Printer.element(element.get()));
        }
        Question never = Question.of(Question.Kind.NEVER, vocabulary, text);
        return new Watched(
                vocabulary,
                Optional.empty(),
                Optional.of(never),
                never.expressions().get(0).text());
    }

    /** The text of it. */
    public String text() {
        return text;
    }

    /**
     * Its values in the states of {@code trace}, in their order: an element as it is printed, an expression as true or false.
     *
     * @param trace a path of the system of the vocabulary
     */
    public List<String> along(Trace trace) {
        if (element.isPresent()) {
            Field field = element.get().field();
            int i = Compiler.index(element.get(), ImmutableMap.of());
            return IntStream.rangeClosed(0, trace.length())
                    .mapToObj(n -> field.format(field.get(trace.state(n), i)))
                    .collect(toImmutableList());
        }
        Asking asking = Asking.of(vocabulary, never.orElseThrow());
        Trace followed = asking.follow(trace);
        Invariant property = (Invariant) asking.properties().get(0);
        return IntStream.rangeClosed(0, trace.length())
                .mapToObj(n -> Boolean.toString(!property.holds(followed.state(n))))
                .collect(toImmutableList());
    }
}
