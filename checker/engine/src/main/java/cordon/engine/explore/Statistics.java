package cordon.engine.explore;

import cordon.engine.property.Property;
import java.time.Duration;
import java.util.Set;

/**
 * How far a search has come.
 *
 * @param phase the work that it is at
 * @param states distinct states found, apart from what they {@linkplain cordon.engine.TransitionSystem#history remember}
 * @param visited distinct states found, with what they remember; the same number where they remember nothing
 * @param expanded states of {@code visited} whose successors have been produced
 * @param transitions successors produced, those already known included
 * @param depth the largest distance of one of {@code states} from an initial state, in actions; of a depth-first search, the
 *     longest path
 * @param levelLeft states of the present level of a breadth-first search that are still to be expanded; otherwise 0
 * @param storeBytes memory of the state store
 * @param diskBytes what has overflowed to disk
 * @param violated properties of which a violation has been found, whether or not that is a verdict already
 * @param elapsed wall-clock time since the start
 */
public record Statistics(
        Phase phase,
        long states,
        long visited,
        long expanded,
        long transitions,
        int depth,
        long levelLeft,
        long storeBytes,
        long diskBytes,
        Set<Property> violated,
        Duration elapsed) {

    /** States found but not yet expanded; random walks, which expand states more than once, have none. */
    public long frontier() {
        return Math.max(0, visited - expanded);
    }

    /** {@link #visited} states per second so far. */
    public double statesPerSecond() {
        return visited / Math.max(1e-9, elapsed.toNanos() / 1e9);
    }

    /** Memory of the store per visited state, in bytes. */
    public double bytesPerState() {
        return (double) storeBytes / Math.max(1, visited);
    }
}
