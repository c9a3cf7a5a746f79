package cordon.examples;

import cordon.engine.check.Checker;
import cordon.engine.check.SimpleSystem;
import cordon.engine.schema.Field;
import cordon.engine.schema.Index;

/** Dijkstra's dining philosophers: each takes the fork on the left, then the one on the right, eats, and puts both back. */
final class Philosophers extends SimpleSystem {
    private final Field taken;

    /**
     * A table.
     *
     * @param seats how many philosophers, at least 2
     * @param lastIsLeftHanded whether the last one takes the right fork first, so that no circle of waiting closes
     */
    Philosophers(int seats, boolean lastIsLeftHanded) {
        Index philosopher = index("philosopher", seats);
        Field holds = number("holds", 2, philosopher); // how many forks
        taken = flag("taken", index("fork", seats));
        step(
                philosopher,
                "take the next fork",
                (s, p) -> holds.get(s, p) < 2 && !taken.isSet(s, fork(p, holds.get(s, p), lastIsLeftHanded)),
                (s, p) -> {
                    taken.set(s, fork(p, holds.get(s, p), lastIsLeftHanded), 1);
                    holds.set(s, p, holds.get(s, p) + 1);
                });
        step(philosopher, "put both back", (s, p) -> holds.get(s, p) == 2, (s, p) -> {
            taken.set(s, p, 0);
            taken.set(s, (p + 1) % seats, 0);
            holds.set(s, p, 0);
        });
    }

    /** The fork that philosopher {@code p}, who holds {@code holding} forks, takes next. */
    private int fork(int p, int holding, boolean lastIsLeftHanded) {
        boolean other = lastIsLeftHanded && p == taken.size() - 1;
        return other ? (p + 1 - holding) % taken.size() : (p + holding) % taken.size();
    }

    Checker checker() {
        return Checker.of(this).deadlockFree(s -> false);
    }
}
