package cordon.specs.question;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import cordon.engine.Trace;
import cordon.engine.TransitionSystem;
import cordon.engine.expression.Asking;
import cordon.engine.expression.Question;
import cordon.engine.expression.Vocabulary;
import cordon.engine.property.Property;
import cordon.model.World;
import java.util.List;
import java.util.Map;

/** A world with the questions that are asked of it, and the system that is searched to answer them. */
public final class Subject {
    private final World world;
    private final Asking asking;

    private Subject(World world, Asking asking) {
        this.world = world;
        this.asking = asking;
    }

    /** {@code world} without questions: the system is the world itself. */
    public static Subject of(World world) {
        return of(world, ImmutableMap.of());
    }

    /**
     * {@code world} and {@code questions}, by the names that their properties are to have.
     *
     * @param questions parsed with the {@link #vocabulary} of {@code world}
     * @throws IllegalArgumentException if one is too large; the message says so
     */
    public static Subject of(World world, Map<String, Question> questions) {
        return new Subject(world, Asking.of(vocabulary(world), questions));
    }

    /** The names of {@code world}. It is at rest when nothing is enabled but steps that nobody has to take. */
    public static Vocabulary vocabulary(World world) {
        return Vocabulary.of(world, action -> !world.stepOf(action).voluntary());
    }

    /** The world. */
    public World world() {
        return world;
    }

    /** The questions. */
    public Asking asking() {
        return asking;
    }

    /** What is to be searched: the world, or a product of it with what the questions need to be remembered. */
    public TransitionSystem system() {
        return asking.system();
    }

    /** {@code properties} of the world, and then the questions. */
    public ImmutableList<Property> with(List<Property> properties) {
        return ImmutableList.<Property>builder()
                .addAll(properties)
                .addAll(asking.properties())
                .build();
    }

    /** The path of {@link #system} that {@code trace}, a path of the world, is. */
    public Trace follow(Trace trace) {
        return asking.follow(trace);
    }

    /** The path of the world that {@code trace}, a path of {@link #system}, is. */
    public Trace forget(Trace trace) {
        return asking.forget(trace);
    }
}
