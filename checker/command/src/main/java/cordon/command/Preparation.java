package cordon.command;

import com.google.common.base.Throwables;
import cordon.engine.explore.Bound;
import cordon.engine.explore.Bounds;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Does what is no search and may take long, as building a model of many devices does. The limit of time and Ctrl-C end that as they end
 * a search, and after two seconds it is shown.
 */
public final class Preparation {
    static final Duration SHOWN_AFTER = Duration.ofSeconds(2);
    private static final long LOOK_MS = 50;

    private Preparation() {}

    /** Something was not finished in time. */
    public static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1;

        Stopped(String undone, Bound bound) {
            super(undone + " to its end, because " + bound.reason());
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
        long begin = System.nanoTime();
        await(model::system, "building the model of " + model.title(), "the model was not built", bounds);
        Duration left = bounds.time().minusNanos(System.nanoTime() - begin);
        return bounds.withTime(left.isNegative() ? Duration.ZERO : left);
    }

    /**
     * The result of {@code work}, within {@code bounds}.
     *
     * @param doing what is done meanwhile, for the line that shows it
     * @param undone that it was not done, if it was not
     * @throws Stopped if there was not enough time, or the user did not want to wait
     */
    static <T> T await(Callable<T> work, String doing, String undone, Bounds bounds) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task, "work");
        thread.setDaemon(true); // whoever stops waiting for it ends the process
        thread.start();
        long begin = System.nanoTime();
        ShownLine line = new ShownLine(System.err, SHOWN_AFTER);
        try {
            while (true) {
                Optional<T> result = result(task, undone);
                Duration elapsed = Duration.ofNanos(System.nanoTime() - begin);
                if (result.isPresent()) {
                    return result.get();
                } else if (bounds.interrupted().getAsBoolean()) {
                    throw new Stopped(undone, Bound.INTERRUPT);
                } else if (elapsed.compareTo(bounds.time()) > 0) {
                    throw new Stopped(undone, Bound.TIME);
                } else if (elapsed.compareTo(SHOWN_AFTER) > 0) {
                    line.show(doing + " ... " + elapsed.toSeconds() + " s", elapsed);
                }
            }
        } finally {
            line.clear();
        }
    }

    /** What came of {@code task}; empty if it is not finished within a moment. */
    private static <T> Optional<T> result(FutureTask<T> task, String undone) {
        try {
            return Optional.of(task.get(LOOK_MS, TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            Throwables.throwIfUnchecked(Objects.requireNonNull(e.getCause()));
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Stopped(undone, Bound.INTERRUPT);
        }
    }
}
