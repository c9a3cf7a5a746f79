package cordon.specs.suite;

import com.google.common.base.Throwables;
import com.google.common.collect.ImmutableList;
import com.google.common.util.concurrent.Uninterruptibles;
import cordon.engine.explore.Bounds;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * The searches of a suite, one or two at a time, without those that are finished already.
 *
 * @param <T> what is searched
 * @param <R> what a search finds
 */
public final class Searches<T, R extends Finished> {
    private final ImmutableList<T> all;
    private final Function<T, String> title;
    private final Log<R> log;
    private final int jobs;

    /** The searches that are finished, and are not repeated. */
    public interface Log<R> {
        /** The result of the search called {@code title}, if that is finished. */
        Optional<R> find(String title);

        /**
         * Another search is finished.
         *
         * @throws IOException if it cannot be kept
         */
        void add(R finished) throws IOException;
    }

    /** One search. */
    public interface Search<T, R> {
        /** The result of {@code one} within {@code bounds}. */
        R of(T one, Bounds bounds);
    }

    /** Searches of {@code all}, {@code jobs} at a time; {@code title} names each. */
    public Searches(ImmutableList<T> all, Function<T, String> title, Log<R> log, int jobs) {
        this.all = all;
        this.title = title;
        this.log = log;
        this.jobs = jobs;
    }

    /**
     * Searches until all is searched, or until {@code bounds} are interrupted.
     *
     * @param bounds of each search; their memory is shared by all jobs
     * @return what was found, in order; of an interrupted search nothing is there
     * @throws IOException as the log does
     */
    public Map<T, R> execute(Bounds bounds, Search<T, R> search) throws IOException {
        Map<T, R> finished = new LinkedHashMap<>();
        Map<T, Future<R>> begun = new LinkedHashMap<>();
        all.forEach(one -> log.find(title.apply(one)).ifPresent(before -> finished.put(one, before)));
        ExecutorService pool = Executors.newFixedThreadPool(jobs);
        try {
            Bounds each = bounds.withMemoryBytes(bounds.memoryBytes() / jobs)
                    .withInterrupt(() -> bounds.interrupted().getAsBoolean() || pool.isShutdown());
            for (T one : all) {
                if (!finished.containsKey(one)) {
                    begun.put(one, pool.submit(() -> search.of(one, each)));
                }
            }
            for (Map.Entry<T, Future<R>> entry : begun.entrySet()) {
                R result = result(entry.getValue());
                if (bounds.interrupted().getAsBoolean()) {
                    break; // it may be of half a search
                }
                finished.put(entry.getKey(), result);
                log.add(result);
            }
        } finally {
            pool.shutdownNow();
        }
        return finished;
    }

    private static <R> R result(Future<R> search) {
        try {
            return Objects.requireNonNull(Uninterruptibles.getUninterruptibly(search));
        } catch (ExecutionException e) {
            Throwables.throwIfUnchecked(Objects.requireNonNull(e.getCause()));
            throw new IllegalStateException(e);
        }
    }
}
