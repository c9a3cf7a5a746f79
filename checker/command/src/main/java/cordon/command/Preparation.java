package cordon.command;

import com.google.common.base.Throwables;
import cordon.engine.TransitionSystem;
import cordon.engine.explore.Bound;
import cordon.engine.explore.Bounds;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Builds the model of a search, which takes long where it has many devices. The limit of time and Ctrl-C end that as they end the search,
 * and after two seconds it is shown.
 */
public final class Preparation {
    private static final Duration SHOWN_AFTER = Duration.ofSeconds(2);
    private static final long LOOK_MS = 50;

    private Preparation() {}

    /** The model was not finished in time. */
    public static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1;

        Stopped(Bound bound) {
            super("the model was not built to its end, because " + bound.reason());
        }
    }

    /**
     * Builds the system of {@code model} within {@code bounds}.
     *
     * @return what is left of the bounds
     * @throws UsageException if its parameters contradict each other
     * @throws Stopped if there was not enough time, or the user did not want to wait
     */
    public static Bounds build(Model model, Bounds bounds) {
        FutureTask<TransitionSystem> building = new FutureTask<>(model::system);
        Thread thread = new Thread(building, "model");
        thread.setDaemon(true); // whoever stops waiting for it ends the process
        thread.start();
        long begin = System.nanoTime();
        ShownLine line = new ShownLine(System.err, SHOWN_AFTER);
        String label = "building the model of " + model.title() + " ... ";
        try {
            while (true) {
                Duration elapsed = Duration.ofNanos(System.nanoTime() - begin);
                if (isFinished(building)) {
                    Duration time = bounds.time().minus(elapsed);
                    return bounds.withTime(time.isNegative() ? Duration.ZERO : time);
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

    /** Whether the model is finished within a moment. */
    private static boolean isFinished(FutureTask<TransitionSystem> building) {
        try {
            building.get(LOOK_MS, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            Throwables.throwIfUnchecked(Objects.requireNonNull(e.getCause()));
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Stopped(Bound.INTERRUPT);
        }
    }
}
