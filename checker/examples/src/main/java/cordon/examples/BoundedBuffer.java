package cordon.examples;

import cordon.engine.check.Checker;
import cordon.engine.check.SimpleSystem;
import cordon.engine.schema.Field;
import cordon.engine.schema.Index;
import java.util.stream.IntStream;

/**
 * A buffer with one condition variable for producers and consumers, whose notify wakes one sleeper: with more threads than twice its
 * places, the wrong one may be woken until all sleep.
 */
final class BoundedBuffer extends SimpleSystem {
    private final Field asleep;
    private final Field full = number("full", 7);

    /**
     * A buffer that is empty at first; every thread is awake.
     *
     * @param places of the buffer, 1 to 7
     * @param producers threads that put, at least 1
     * @param consumers threads that take, at least 1
     */
    BoundedBuffer(int places, int producers, int consumers) {
        Index thread = index("thread", producers + consumers);
        asleep = flag("asleep", thread);
        for (int woken = 0; woken < thread.size(); woken++) {
            int other = woken;
            step(
                    thread,
                    "work, wake thread " + other,
                    (s, t) -> canWork(s, t, places, producers) && asleep.isSet(s, other),
                    (s, t) -> {
                        work(s, t, producers);
                        asleep.set(s, other, 0);
                    });
        }
        step(
                thread,
                "work, nobody sleeps",
                (s, t) -> canWork(s, t, places, producers) && !asleep.anySet(s),
                (s, t) -> work(s, t, producers));
        step(
                thread,
                "fall asleep",
                (s, t) -> !asleep.isSet(s, t) && !canWork(s, t, places, producers),
                (s, t) -> asleep.set(s, t, 1));
    }

    private boolean canWork(long[] s, int t, int places, int producers) {
        return !asleep.isSet(s, t) && (t < producers ? full.get(s) < places : full.get(s) > 0);
    }

    private void work(long[] s, int t, int producers) {
        full.set(s, full.get(s) + (t < producers ? 1 : -1));
    }

    Checker checker() {
        return Checker.of(this)
                .always(
                        "somebody-is-awake",
                        "Not every thread sleeps.",
                        s -> !IntStream.range(0, asleep.size()).allMatch(t -> asleep.isSet(s, t)));
    }
}
