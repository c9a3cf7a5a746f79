package cordon.cli;

import com.google.common.collect.ImmutableMap;
import cordon.command.UsageException;
import cordon.engine.expression.ExpressionException;
import cordon.engine.expression.Question;
import cordon.engine.property.Eventually;
import cordon.engine.property.Property;
import cordon.engine.property.Reachable;
import cordon.model.World;
import cordon.specs.question.Subject;
import java.util.List;
import java.util.Optional;

/** Goes on with an exploration to a state that is described. */
final class Finder {
    private final Exploration exploration;
    private final World world;
    private final List<Property> properties;

    /**
     * Goes on with {@code exploration}.
     *
     * @param world what is explored
     * @param properties those whose violations can be looked for, among others
     */
    Finder(Exploration exploration, World world, List<Property> properties) {
        this.exploration = exploration;
        this.world = world;
        // The others are not violated by a path that does not go round for ever.
        this.properties = properties.stream()
                .filter(p -> !(p instanceof Eventually || p instanceof Reachable))
                .toList();
    }

    /**
     * Goes on, by as few steps as possible, to where the property called {@code what} is violated, or to where the expression {@code
     * what} is true.
     *
     * @return how many steps
     * @throws UsageException if there is no such property and it is no expression, or the state is not near enough
     */
    int find(String what) {
        Optional<Property> named =
                properties.stream().filter(p -> p.name().equals(what)).findFirst();
        return named.isPresent() ? exploration.goTo(named.get(), Subject.of(world)) : expression(what);
    }

    private int expression(String what) {
        try {
            Question never = Question.of(Question.Kind.NEVER, Subject.vocabulary(world), what);
            Subject subject = Subject.of(world, ImmutableMap.of("never", never));
            return exploration.goTo(subject.with(List.of()).get(0), subject);
        } catch (ExpressionException e) {
            throw new UsageException("no property is called so, and as an expression: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw new UsageException(e);
        }
    }
}
