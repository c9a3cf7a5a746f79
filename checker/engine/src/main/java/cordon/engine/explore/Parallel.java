package cordon.engine.explore;

import com.google.common.base.Throwables;
import com.google.common.util.concurrent.Uninterruptibles;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Work that falls into numbered parts, done by several threads until a bound is met. */
final class Parallel {
    private final int workers;
    private final Watch watch;

    /** Work by {@code workers} threads, which look at {@code watch} before each part. */
    Parallel(int workers, Watch watch) {
        this.workers = workers;
        this.watch = watch;
    }

    /** The clock that long parts look at as well. */
    Watch watch() {
        return watch;
    }

    /**
     * Does parts {@code 0 .. count-1}, each once, in several threads, of which this is one. The first exception of a part is thrown when
     * all threads are done.
     *
     * @throws Watch.Stopped if a bound was met
     * @param task what does a part; each thread gets one of its own
     */
    void forEach(int count, Supplier<IntConsumer> task) {
        AtomicInteger next = new AtomicInteger();
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        Runnable work = () -> {
            try {
                IntConsumer mine = task.get();
                for (int i = next.getAndIncrement(); i < count && failure.get() == null; i = next.getAndIncrement()) {
                    watch.check();
                    mine.accept(i);
                }
            } catch (RuntimeException | Error e) {
                failure.compareAndSet(null, e);
            }
        };
        List<Thread> threads = new ArrayList<>();
        for (int i = 1; i < Math.min(workers, count); i++) {
            Thread thread = new Thread(work, "parallel");
            thread.start();
            threads.add(thread);
        }
        work.run();
        threads.forEach(Uninterruptibles::joinUninterruptibly);
        Throwable thrown = failure.get();
        if (thrown != null) {
            Throwables.throwIfUnchecked(thrown);
        }
    }
}
