package cordon.examples;

import cordon.engine.check.Checker;
import cordon.engine.check.SimpleSystem;
import cordon.engine.schema.Field;
import cordon.engine.schema.Index;

/** Two threads increment a counter without a lock, and one increment is lost. */
final class LostUpdate extends SimpleSystem {
    private final Index thread = index("thread", 2);
    private final Field at = number("at", 2, thread);
    private final Field seen = number("seen", 2, thread);
    private final Field counter = number("counter", 2);

    LostUpdate() {
        step(thread, "read the counter", (s, t) -> at.get(s, t) == 0, (s, t) -> {
            seen.set(s, t, counter.get(s));
            at.set(s, t, 1);
        });
        step(thread, "write the counter", (s, t) -> at.get(s, t) == 1, (s, t) -> {
            counter.set(s, seen.get(s, t) + 1);
            at.set(s, t, 2);
        });
    }

    boolean finished(long[] s) {
        return at.get(s, 0) == 2 && at.get(s, 1) == 2;
    }

    Checker checker() {
        return Checker.of(this)
                .always("no-lost-update", "No increment is lost.", s -> !finished(s) || counter.get(s) == 2)
                .reachable("both-finish", "Both threads finish.", this::finished);
    }

    /** Fails with the steps that lose an increment. */
    public static void main(String[] args) {
        new LostUpdate().checker().assertHolds();
    }
}
