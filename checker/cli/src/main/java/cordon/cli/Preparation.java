package cordon.cli;

import com.google.common.base.Throwables;
import cordon.engine.explore.Bound;
import cordon.engine.explore.Bounds;
import cordon.model.World;
import cordon.specs.Run;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Builds the model of a search, which takes long where it has many devices. The limit of time and Ctrl-C end that as they end the search,
 * and after two seconds it is shown.
 */
final class Preparation {
    private static final Duration SHOWN_AFTER = Duration.ofSeconds(2);
    private static final long LOOK_MS = 50;

    private final World world;
    private final Bounds left;

    private Preparation(World world, Bounds left) {
        this.world = world;
        this.left = left;
    }

    /** The model was not finished in time. */
    static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1;

        Stopped(Bound bound) {
            super("the model was not built to its end, because " + bound.reason());
        }
    }

    /**
     * Builds the model of {@code run} within {@code bounds}.
     *
     * @throws UsageException if its parameters contradict each other
     * @throws Stopped if there was not enough time, or the user did not want to wait
     */
    static Preparation of(Run run, Bounds bounds) {
        FutureTask<World> building = new FutureTask<>(() -> RunOptions.world(run));
        Thread thread = new Thread(building, "model");
        thread.setDaemon(true); // whoever stops waiting for it ends the process
        thread.start();
        long begin = System.nanoTime();
        ShownLine line = new ShownLine(System.err, SHOWN_AFTER);
        String label = "building the model of " + run.title() + " ... ";
        try {
            while (true) {
                Duration elapsed = Duration.ofNanos(System.nanoTime() - begin);
                Optional<World> world = finished(building);
                if (world.isPresent()) {
                    Duration time = bounds.time().minus(elapsed);
                    return new Preparation(world.get(), bounds.withTime(time.isNegative() ? Duration.ZERO : time));
                } else if (bounds.interrupted().getAsBoolean()) {
                    throw new Stopped(Bound.INTERRUPT);
                } else if (elapsed.compareTo(bounds.time()) > 0) {
                    throw new Stopped(Bound.TIME);
                } else if (elapsed.compareTo(SHOWN_AFTER) > 0) {
                    line.show(label + elapsed.toSeconds() + " s", elapsed);
                }
            }
        } finally {
            line.clear();
        }
    }

    /** The model, if it is finished within a moment. */
    private static Optional<World> finished(FutureTask<World> building) {
        try {
            return Optional.of(building.get(LOOK_MS, TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            Throwables.throwIfUnchecked(Objects.requireNonNull(e.getCause()));
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Stopped(Bound.INTERRUPT);
        }
    }

    /** The model. */
    World world() {
        return world;
    }

    /** What is left of the bounds. */
    Bounds left() {
        return left;
    }
}
