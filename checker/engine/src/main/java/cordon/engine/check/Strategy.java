package cordon.engine.check;

import cordon.engine.TransitionSystem;
import cordon.engine.explore.Bounds;
import cordon.engine.explore.BreadthFirst;
import cordon.engine.explore.CheckpointException;
import cordon.engine.explore.DepthFirst;
import cordon.engine.explore.Options;
import cordon.engine.explore.RandomWalks;
import cordon.engine.explore.Report;
import cordon.engine.explore.Statistics;
import cordon.engine.property.Property;
import cordon.engine.schema.Schema;
import cordon.engine.store.Exactly;
import cordon.engine.store.Visited;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** A kind of search, with the options that mean something for it. */
public sealed interface Strategy {

    /**
     * Searches {@code system}.
     *
     * @param progress called about five times a second, in this thread
     * @throws IllegalArgumentException if there is no property, or no initial state, or two properties have one name, or an option does
     *     not go with the system or with a property; the message names it
     * @throws cordon.engine.explore.ModelException if the system or a property fails
     * @throws CheckpointException if the search was to begin with a checkpoint that cannot be read, or is of something else
     */
    Report search(
            TransitionSystem system, List<? extends Property> properties, Bounds bounds, Consumer<Statistics> progress)
            throws CheckpointException;

    /**
     * All states, shortest counterexamples; the only kind that decides what must happen in the end.
     *
     * @param options workers, symmetry, overflow to disk, checkpoints
     */
    record Breadth(Options options) implements Strategy {
        @Override
        public Report search(
                TransitionSystem system,
                List<? extends Property> properties,
                Bounds bounds,
                Consumer<Statistics> progress)
                throws CheckpointException {
            return BreadthFirst.resume(system, properties, options, bounds, progress);
        }
    }

    /**
     * All states, counterexamples of any length.
     *
     * @param memory makes the empty set of visited states; {@code Exactly::new}, or one that may take a state for another:
     *     {@link cordon.engine.store.BitState}, {@link cordon.engine.store.HashCompaction}
     * @param first whether to stop when some property is violated
     */
    record Depth(Function<Schema, Visited> memory, boolean first) implements Strategy {
        /** Remembers each state whole, and searches until every property is decided. */
        public Depth() {
            this(Exactly::new, false);
        }

        @Override
        public Report search(
                TransitionSystem system,
                List<? extends Property> properties,
                Bounds bounds,
                Consumer<Statistics> progress) {
            return DepthFirst.check(system, properties, memory.apply(system.schema()), first, bounds, progress);
        }
    }

    /**
     * Depth-first with a bound on the path that becomes larger until something is violated.
     *
     * @param first whether to stop when some property is violated
     */
    record Deepen(boolean first) implements Strategy {
        @Override
        public Report search(
                TransitionSystem system,
                List<? extends Property> properties,
                Bounds bounds,
                Consumer<Statistics> progress) {
            return DepthFirst.deepen(system, properties, first, bounds, progress);
        }
    }

    /**
     * Random walks; they decide nothing but what they meet.
     *
     * @param walks how many, at least 1
     * @param seed of the first; the n-th after it has a seed larger by n
     * @param first whether to stop when some property is violated
     */
    record Walk(long walks, long seed, boolean first) implements Strategy {
        /** Checks its numbers. */
        public Walk {
            if (walks < 1) {
                throw new IllegalArgumentException("walks: expected at least 1, not " + walks);
            }
        }

        @Override
        public Report search(
                TransitionSystem system,
                List<? extends Property> properties,
                Bounds bounds,
                Consumer<Statistics> progress) {
            return RandomWalks.check(system, properties, walks, seed, first, bounds, progress);
        }
    }
}
