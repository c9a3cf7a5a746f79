package cordon.command;

import com.google.common.collect.ImmutableMap;
import cordon.engine.explore.Bounds;
import cordon.engine.expression.Asking;
import cordon.engine.expression.ExpressionException;
import cordon.engine.expression.Question;
import cordon.engine.property.Eventually;
import cordon.engine.property.Property;
import cordon.engine.property.Reachable;
import java.util.List;
import java.util.Optional;

/** Goes on with an exploration to a state that is described. */
final class Finder {
    private final Exploration exploration;
    private final Model model;
    private final List<Property> properties;
    private final Bounds bounds;

    /**
     * Goes on with {@code exploration}.
     *
     * @param model what is explored
     * @param properties those whose violations can be looked for, among others
     * @param bounds of each search
     */
    Finder(Exploration exploration, Model model, List<Property> properties, Bounds bounds) {
        this.exploration = exploration;
        this.model = model;
        this.bounds = bounds;
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
        return named.isPresent()
                ? exploration.goTo(named.get(), Asking.of(model.vocabulary(), ImmutableMap.of()), bounds)
                : expression(what);
    }

    /** What {@link #find} knows by name. */
    List<String> names() {
        return properties.stream().map(Property::name).toList();
    }

    private int expression(String what) {
        try {
            Question never = Question.of(Question.Kind.NEVER, model.vocabulary(), what);
            Asking asking = Asking.of(model.vocabulary(), never);
            return exploration.goTo(asking.properties().get(0), asking, bounds);
        } catch (ExpressionException e) {
            throw new UsageException("no property is called so, and as an expression: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw new UsageException(e);
        }
    }
}
