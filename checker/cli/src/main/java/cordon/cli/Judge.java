package cordon.cli;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import cordon.engine.Trace;
import cordon.engine.TransitionSystem;
import cordon.engine.expression.Asking;
import cordon.engine.expression.ExpressionException;
import cordon.engine.expression.Question;
import cordon.engine.property.Property;
import cordon.model.World;
import cordon.specs.Run;
import cordon.specs.question.Subject;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a trace is judged by: the property that a recording names, and the system whose states the property can judge. A property of
 * the catalogue judges states of the world; a question may need states that remember what it speaks of.
 *
 * @param subject the world, with the question if the property is one
 * @param property the property; empty for a path that is about none
 */
record Judge(Subject subject, Optional<Property> property) {

    /**
     * By the property called {@code name}: one of {@code run}, a question that is kept beside its scenario, or the text of a question;
     * by none if {@code name} is empty.
     *
     * @param world the world of {@code run}
     * @throws UsageException if the world does not have it
     */
    static Judge of(Run run, World world, String name) throws IOException {
        if (name.isEmpty()) {
            return new Judge(Subject.of(world), Optional.empty());
        }
        Optional<Question> question = Question.kindOf(name).isPresent()
                ? Optional.of(parse(name, world))
                : Home.questions().question(run, world, name);
        Subject subject =
                question.map(q -> Subject.of(world, ImmutableMap.of(name, q))).orElseGet(() -> Subject.of(world));
        List<Property> known = question.isPresent() ? subject.with(List.of()) : run.allProperties(world);
        return new Judge(subject, Optional.of(Names.find("property", name, known, Property::name)));
    }

    /**
     * By {@code property} of {@code world}. A question that is not kept beside the scenario goes by its text, for there is nothing else to
     * find it by again; one that has a witness, by the question that the witness refutes.
     */
    static Judge of(Run run, World world, Property property) throws IOException {
        Optional<Question> question = Asking.questionOf(property);
        if (question.isEmpty()) {
            return new Judge(Subject.of(world), Optional.of(property));
        }
        Question refuted = question.get().refutedByWitness();
        boolean kept = Home.questions().question(run, world, property.name()).equals(Optional.of(refuted));
        return of(run, world, kept ? property.name() : refuted.text());
    }

    /** By nothing, of the same paths. */
    Judge ofNothing() {
        return new Judge(subject, Optional.empty());
    }

    /** The system whose paths it judges. */
    TransitionSystem system() {
        return subject.system();
    }

    /** {@code trace}, a path of the world, as one that it judges. */
    Trace follow(Trace trace) {
        return subject.follow(trace);
    }

    /** The command that asks about the property in {@code run} again. */
    String command(Run run) {
        String verb = property.isEmpty()
                ? "explore"
                : Question.kindOf(property.get().name()).isPresent() ? "ask" : "check";
        return "./cordon " + verb + " " + arguments(run)
                + property.map(Judge::option).orElse("");
    }

    /** The arguments of a command that choose {@code run}. */
    static String arguments(Run run) {
        return run.scenario().name() + " " + run.designOption()
                + run.parameters().entrySet().stream()
                        .map(e -> " --set " + e.getKey() + "=" + e.getValue())
                        .collect(Collectors.joining());
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

    private static Question parse(String text, World world) {
        try {
            return Question.parse(text, Subject.vocabulary(world));
        } catch (ExpressionException e) {
            throw new UsageException(text + ": " + e.getMessage());
        }
    }
}
