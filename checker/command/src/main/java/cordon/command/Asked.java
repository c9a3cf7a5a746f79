package cordon.command;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import cordon.engine.expression.Asking;
import cordon.engine.expression.Question;
import cordon.engine.property.DeadlockFree;
import cordon.engine.property.Property;
import cordon.engine.property.Reachable;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What is asked of a model.
 *
 * @param model the model
 * @param asking the questions that are asked, with its system
 * @param properties what is asked about: properties of the model, and questions
 * @param guards if one property only is asked about: what has to be true besides, or a verdict on it is worth nothing
 */
public record Asked(Model model, Asking asking, ImmutableList<Property> properties, ImmutableList<Property> guards) {

    /** {@code asking}, and no property of {@code model}. */
    static Asked questions(Model model, Asking asking) {
        return new Asked(model, asking, ImmutableList.copyOf(asking.properties()), ImmutableList.of());
    }

    /**
     * The properties of {@code model}, or the one of them called {@code only}.
     *
     * @throws UsageException if there is none of that name
     */
    static Asked of(Model model, Optional<String> only) {
        return of(model, Asking.of(model.vocabulary(), ImmutableMap.of()), only);
    }

    /**
     * The properties of {@code model} and {@code asking}, or the one of them, or of all its properties, called {@code only}.
     *
     * @throws UsageException if there is none of that name
     */
    public static Asked of(Model model, Asking asking, Optional<String> only) {
        ImmutableList<Property> properties = with(asking, model.properties());
        if (only.isEmpty()) {
            return new Asked(model, asking, properties, ImmutableList.of());
        }
        Property one = Names.find("property", only.get(), with(asking, model.allProperties()), Property::name);
        ImmutableList<Property> guards = properties.stream()
                .filter(p -> p instanceof Reachable || p instanceof DeadlockFree)
                .filter(p -> !p.name().equals(one.name()))
                .collect(toImmutableList());
        return new Asked(model, asking, ImmutableList.of(one), guards);
    }

    /**
     * The questions beside {@code model} that are to be asked; of those that cannot be, the user of {@code program} is told.
     *
     * @param only the name of the only property to ask about; empty for all
     * @param reasonNotToAsk why a question cannot be asked, as the end of a sentence; empty if it can
     * @throws IOException if they cannot be read
     */
    public static Map<String, Question> questionsBeside(
            Model model, Program program, Optional<String> only, Function<Question, Optional<String>> reasonNotToAsk)
            throws IOException {
        Map<String, Question> asked = new LinkedHashMap<>();
        model.questions().forEach((name, question) -> {
            boolean wanted = only.map(name::equals).orElse(true);
            Optional<String> reason = reasonNotToAsk.apply(question);
            if (wanted && reason.isEmpty()) {
                asked.put(name, question);
            } else if (wanted) {
                program.tell("the question " + name + " is not asked " + reason.get());
            }
        });
        return asked;
    }

    /** What is asked about, and the guards. */
    public ImmutableList<Property> all() {
        return Stream.of(properties, guards).flatMap(List::stream).collect(toImmutableList());
    }

    private static ImmutableList<Property> with(Asking asking, List<Property> properties) {
        return Stream.of(properties, asking.properties()).flatMap(List::stream).collect(toImmutableList());
    }
}
