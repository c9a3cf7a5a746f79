package cordon.command;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import cordon.counterexamples.Assumed;
import cordon.counterexamples.Origin;
import cordon.engine.Trace;
import cordon.engine.TransitionSystem;
import cordon.engine.explore.Verdict;
import cordon.engine.expression.Question;
import cordon.engine.expression.Vocabulary;
import cordon.engine.property.Property;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * A system that commands are about, its properties and what is known of them. A model in its own words overrides those methods for which it
 * has something to say.
 */
public interface Model {

    /** What a user calls such a model, in one word. */
    default String kind() {
        return "system";
    }

    /** What is searched: enough to find the model again. */
    Origin origin();

    /** The same in words. */
    default String title() {
        return origin().title();
    }

    /**
     * The system; built when it is first asked for.
     *
     * @throws UsageException if what was chosen contradicts itself
     */
    TransitionSystem system();

    /** The properties that a check asks about. */
    ImmutableList<Property> properties();

    /** Those, and others that are asked about by name only. */
    default ImmutableList<Property> allProperties() {
        return properties();
    }

    /** The names that questions use. */
    Vocabulary vocabulary();

    /**
     * The questions that are kept beside the system, by name.
     *
     * @throws IOException if they cannot be read
     */
    default Map<String, Question> questions() throws IOException {
        return ImmutableMap.of();
    }

    /** An expression over the fields, as an example for a user. */
    default String expression() {
        return system().schema().fields().get(0).elementName(0) + " = 0 & rest";
    }

    /** The command line of {@code verb} about this model, such as {@code ./cordon check reset --design v2}. */
    String command(String verb);

    /** Which build of the system this is; a checkpoint of another one is refused. */
    String build() throws IOException;

    /** The values of all parameters; empty if there is none. */
    default String settings() {
        return "";
    }

    /** What a counterexample takes for granted; empty if there is nothing to tell. */
    default Optional<Assumed> assumed() {
        return Optional.empty();
    }

    /** What somebody has written about the way in which {@code trace} violates {@code property}. */
    default Optional<String> why(Property property, Trace trace) {
        return Optional.empty();
    }

    /** What to say where {@code trace} violates {@code property} on its way to something else. */
    default String explain(Property property, Trace trace) {
        return property.explain(trace);
    }

    /** The names of all causes that {@link Violation#cause} may have. */
    default ImmutableList<String> causes() {
        return ImmutableList.of();
    }

    /** The answer that {@code verdict}, of a search for nothing but shortest violations, is. */
    default Answer answer(Property property, Verdict verdict) {
        return Answer.of(property, verdict);
    }

    /** Which model it is, for machines, by the names that this has in JSON. */
    Map<String, Object> facts();

    /** What a step is called where steps are counted; several actions may be one step. */
    default String stepOf(int action) {
        return system().action(action).toString();
    }
}
