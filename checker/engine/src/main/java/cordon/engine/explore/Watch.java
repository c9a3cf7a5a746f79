package cordon.engine.explore;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Looks at the clock and for the interrupt while a search runs, and shows how far the search has come. Its time begins with it: a
 * search that was resumed has the whole of its limit.
 */
final class Watch {
    private static final long PROGRESS_NANOS = 200_000_000;

    private final Bounds bounds;
    private final Supplier<Statistics> statistics;
    private final Consumer<Statistics> progress;
    private final long start = System.nanoTime();
    private final Thread owner = Thread.currentThread();
    private long nextProgress = start + PROGRESS_NANOS;

    /**
     * A watch that begins now.
     *
     * @param statistics how far the search has come
     * @param progress to whom that is told, about five times a second
     */
    Watch(Bounds bounds, Supplier<Statistics> statistics, Consumer<Statistics> progress) {
        this.bounds = bounds;
        this.statistics = statistics;
        this.progress = progress;
    }

    /** The bound of time, or the interrupt, that ends the search now. Any thread may ask. */
    Optional<Bound> exceeded() {
        if (bounds.interrupted().getAsBoolean()) {
            return Optional.of(Bound.INTERRUPT);
        }
        return System.nanoTime() - start > bounds.time().toNanos() ? Optional.of(Bound.TIME) : Optional.empty();
    }

    /**
     * To be called now and then in a phase that cannot go on later where it stopped; shows progress if this is the thread that made the
     * watch.
     *
     * @throws Stopped if a bound ends the search now
     */
    void check() {
        exceeded().ifPresent(bound -> {
            throw new Stopped(bound);
        });
        if (Thread.currentThread() == owner) {
            show();
        }
    }

    /** A bound was met in the middle of a phase. */
    static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final Bound bound;

        Stopped(Bound bound) {
            super(bound.reason(), null, false, false);
            this.bound = bound;
        }

        Bound bound() {
            return bound;
        }
    }

    /** Shows how far the search has come, if that is due; whether it was. For one thread only. */
    boolean show() {
        if (System.nanoTime() < nextProgress) {
            return false;
        }
        progress.accept(statistics.get());
        nextProgress = System.nanoTime() + PROGRESS_NANOS;
        return true;
    }
}
