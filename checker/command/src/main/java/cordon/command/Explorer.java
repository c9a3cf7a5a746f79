package cordon.command;

import cordon.engine.TransitionSystem;
import cordon.engine.explore.Bounds;
import cordon.engine.explore.BreadthFirst;
import cordon.engine.explore.Report;
import cordon.engine.explore.Statistics;
import cordon.engine.property.Property;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** A way to search, with its options. */
@FunctionalInterface
public interface Explorer {
    /** Breadth-first, by one thread. */
    Explorer PLAIN = BreadthFirst::check;

    /**
     * Searches {@code system}.
     *
     * @throws IOException if it was to resume from a checkpoint and could not
     */
    Report explore(
            TransitionSystem system, List<? extends Property> properties, Bounds bounds, Consumer<Statistics> progress)
            throws IOException;

    /** Whether to tell how it goes in JSON. */
    default boolean progressInJson() {
        return false;
    }

    /** The same search, telling in JSON how it goes. */
    default Explorer withProgressInJson() {
        return telling(true, statistics -> {});
    }

    /** The same search, telling {@code listener} too how it goes. */
    default Explorer tellingAlso(Consumer<Statistics> listener) {
        return telling(progressInJson(), listener);
    }

    private Explorer telling(boolean json, Consumer<Statistics> listener) {
        Explorer search = this;
        return new Explorer() {
            @Override
            public Report explore(
                    TransitionSystem system,
                    List<? extends Property> properties,
                    Bounds bounds,
                    Consumer<Statistics> progress)
                    throws IOException {
                return search.explore(system, properties, bounds, progress.andThen(listener));
            }

            @Override
            public boolean progressInJson() {
                return json;
            }
        };
    }
}
