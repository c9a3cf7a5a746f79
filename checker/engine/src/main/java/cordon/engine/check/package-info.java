/**
 * The front door for a protocol of one's own: a system in a few lines, a search in one expression.
 *
 * <p>Two threads increment a counter without a lock, and one increment is lost:
 *
 * <pre>{@code
 * import cordon.engine.check.Checker;
 * import cordon.engine.check.SimpleSystem;
 * import cordon.engine.schema.Field;
 * import cordon.engine.schema.Index;
 *
 * final class LostUpdate extends SimpleSystem {
 *     private final Index thread = index("thread", 2);
 *     private final Field at = number("at", 2, thread);
 *     private final Field seen = number("seen", 2, thread);
 *     private final Field counter = number("counter", 2);
 *
 *     LostUpdate() {
 *         step(thread, "read the counter", (s, t) -> at.get(s, t) == 0, (s, t) -> {
 *             seen.set(s, t, counter.get(s));
 *             at.set(s, t, 1);
 *         });
 *         step(thread, "write the counter", (s, t) -> at.get(s, t) == 1, (s, t) -> {
 *             counter.set(s, seen.get(s, t) + 1);
 *             at.set(s, t, 2);
 *         });
 *     }
 *
 *     int finished(long[] s) {
 *         return (at.get(s, 0) == 2 ? 1 : 0) + (at.get(s, 1) == 2 ? 1 : 0);
 *     }
 *
 *     public static void main(String[] args) {
 *         LostUpdate system = new LostUpdate();
 *         Checker.of(system)
 *                 .always("no-lost-update", "No increment is lost.", s -> system.finished(s) < 2 || system.counter.get(s) == 2)
 *                 .reachable("both-finish", "Both threads finish.", s -> system.finished(s) == 2)
 *                 .assertHolds(); // an AssertionError with the four steps that lose one
 *     }
 * }
 * }</pre>
 *
 * <p>The examples of this repository are more systems of this kind, each with its known answers.
 */
@NullMarked
package cordon.engine.check;

import org.jspecify.annotations.NullMarked;
