package cordon.examples;

import cordon.engine.check.Checker;
import cordon.engine.check.SimpleSystem;
import cordon.engine.schema.EnumField;
import cordon.engine.schema.Field;
import cordon.engine.schema.Index;

/**
 * Mutual exclusion for two processes (G. L. Peterson, <em>Myths about the mutual exclusion problem</em>, Information Processing
 * Letters 12, 1981): each says that it is interested, gives way to the other, and waits.
 */
final class Peterson extends SimpleSystem {
    /** The statement that a process executes next. */
    private enum At {
        IDLE,
        RAISE_FLAG,
        GIVE_WAY,
        WAIT,
        CRITICAL
    }

    private final Index process = index("process", 2);
    private final EnumField<At> at = choice("at", At.class, process);
    private final Field interested = flag("interested", process);
    private final Field turn = number("turn", 1);

    /**
     * The protocol.
     *
     * @param givesWay whether a process sets {@code turn} to the other one, as it has to
     */
    Peterson(boolean givesWay) {
        optionalStep(process, "want", (s, p) -> at.is(s, p, At.IDLE), (s, p) -> at.set(s, p, At.RAISE_FLAG));
        step(process, "raise flag", (s, p) -> at.is(s, p, At.RAISE_FLAG), (s, p) -> {
            interested.set(s, p, 1);
            at.set(s, p, At.GIVE_WAY);
        });
        step(process, "give way", (s, p) -> at.is(s, p, At.GIVE_WAY), (s, p) -> {
            turn.set(s, givesWay ? 1 - p : p);
            at.set(s, p, At.WAIT);
        });
        step(
                process,
                "enter",
                (s, p) -> at.is(s, p, At.WAIT) && (!interested.isSet(s, 1 - p) || turn.get(s) == p),
                (s, p) -> at.set(s, p, At.CRITICAL));
        step(process, "leave", (s, p) -> at.is(s, p, At.CRITICAL), (s, p) -> {
            interested.set(s, p, 0);
            at.set(s, p, At.IDLE);
        });
    }

    Checker checker() {
        return Checker.of(this)
                .always(
                        "mutual-exclusion",
                        "Only one process is in its critical section.",
                        s -> !(at.is(s, 0, At.CRITICAL) && at.is(s, 1, At.CRITICAL)))
                .deadlockFree(s -> false)
                .infinitelyOften(
                        "no-starvation",
                        "A process that wants to enter does so in the end.",
                        process.size(),
                        (s, p) -> at.is(s, p, At.IDLE) || at.is(s, p, At.CRITICAL));
    }
}
