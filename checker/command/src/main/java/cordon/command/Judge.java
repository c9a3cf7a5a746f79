package cordon.command;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import cordon.engine.Trace;
import cordon.engine.TransitionSystem;
import cordon.engine.expression.Asking;
import cordon.engine.expression.ExpressionException;
import cordon.engine.expression.Question;
import cordon.engine.property.Property;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a trace is judged by: the property that a recording names, and the system whose states the property can judge. A property of
 * the model judges states of its system; a question may need states that remember what it speaks of.
 *
 * @param model the model
 * @param asking its system, with the question if the property is one
 * @param property the property; empty for a path that is about none
 */
record Judge(Model model, Asking asking, Optional<Property> property) {

    /** By {@code property}, which is no question, of {@code model}; or by nothing. */
    static Judge of(Model model, Optional<Property> property) {
        return new Judge(model, Asking.of(model.vocabulary(), ImmutableMap.of()), property);
    }

    /**
     * By the property called {@code name}: one of {@code model}, a question that is kept beside it, or the text of a question; by none if
     * {@code name} is empty.
     *
     * @throws UsageException if the model does not have it
     */
    static Judge of(Model model, String name) throws IOException {
        if (name.isEmpty()) {
            return of(model, Optional.empty());
        }
        Optional<Question> question = Question.kindOf(name).isPresent()
                ? Optional.of(parse(name, model))
                : Optional.ofNullable(model.questions().get(name));
        Asking asking = Asking.of(
                model.vocabulary(), question.map(q -> ImmutableMap.of(name, q)).orElse(ImmutableMap.of()));
        List<Property> known = question.isPresent() ? asking.properties() : model.allProperties();
        return new Judge(model, asking, Optional.of(Names.find("property", name, known, Property::name)));
    }

    /**
     * By {@code property} of {@code model}. A question that is not kept beside the system goes by its text, for there is nothing else to
     * find it by again; one that has a witness, by the question that the witness refutes.
     */
    static Judge of(Model model, Property property) throws IOException {
        Optional<Question> question = Asking.questionOf(property);
        if (question.isEmpty()) {
            return of(model, Optional.of(property));
        }
        Question refuted = question.get().refutedByWitness();
        boolean kept = refuted.equals(model.questions().get(property.name()));
        return of(model, kept ? property.name() : refuted.text());
    }

    /** By nothing, of the same paths. */
    Judge ofNothing() {
        return new Judge(model, asking, Optional.empty());
    }

    /** The system whose paths it judges. */
    TransitionSystem system() {
        return asking.system();
    }

    /** {@code trace}, a path of the model's system, as one that it judges. */
    Trace follow(Trace trace) {
        return asking.follow(trace);
    }

    /** The command that asks about the property again. */
    String command() {
        String verb = property.isEmpty()
                ? "explore"
                : Question.kindOf(property.get().name()).isPresent() ? "ask" : "check";
        return model.command(verb) + property.map(Judge::option).orElse("");
    }

    private static String option(Property property) {
        return Question.kindOf(property.name())
                .map(kind -> " --" + kind.word()
                        + Splitter.on(Question.THEN)
                                .splitToStream(
                                        property.name().substring(kind.word().length() + 1))
                                .map(expression -> " '" + expression.replace("'", "'\\''") + "'")
                                .collect(Collectors.joining()))
                .orElse(" --property " + property.name());
    }

    private static Question parse(String text, Model model) {
        try {
            return Question.parse(text, model.vocabulary());
        } catch (ExpressionException e) {
            throw new UsageException(text + ": " + e.getMessage());
        }
    }
}
