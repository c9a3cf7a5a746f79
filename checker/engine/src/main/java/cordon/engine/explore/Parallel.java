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

/** Work that falls into numbered parts which nobody has to wait for. */
final class Parallel {
    private Parallel() {}

    /**
     * Does parts {@code 0 .. count-1}, each once, in several threads, of which this is one. What a part throws is thrown when all
     * threads are done.
     *
     * @param task what does a part; each thread gets one of its own
     */
    static void forEach(int workers, int count, Supplier<IntConsumer> task) {
        AtomicInteger next = new AtomicInteger();
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        Runnable work = () -> {
            try {
                IntConsumer mine = task.get();
                for (int i = next.getAndIncrement(); i < count && failure.get() == null; i = next.getAndIncrement()) {
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
