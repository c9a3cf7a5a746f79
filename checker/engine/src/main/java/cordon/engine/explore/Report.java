package cordon.engine.explore;

import cordon.engine.property.Property;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a search found out.
 *
 * @param verdicts one for each property asked, in the order asked
 * @param statistics of the finished search
 * @param bound what stopped the search early; empty when it visited every state, or stopped because every property was
 *     decided
 * @param exhaustive whether every reachable state was visited and expanded
 * @param completeDepth the distance up to which every state was visited: there is no shorter path than that to anything
 *     not found
 * @param taken how often each action was taken, by action id
 * @param fresh how often each action led to a state that was new, by action id; after an {@link Options#overflow}, also how
 *     often it led to one that only turned out later to be known
 * @param levels the number of states found at each distance from the initial ones
 * @param largestOutDegree the largest number of successors of a state
 * @param exchanged with {@link Options#symmetry}, the number of states about which everything was asked once more with interchangeable
 *     things exchanged, and answered alike; otherwise 0
 * @param omissionProbability about how probable it is that a reachable state was not visited although the search came to its end
 */
public record Report(
        Map<Property, Verdict> verdicts,
        Statistics statistics,
        Optional<Bound> bound,
        boolean exhaustive,
        int completeDepth,
        List<Long> taken,
        List<Long> fresh,
        List<Long> levels,
        int largestOutDegree,
        long exchanged,
        double omissionProbability) {

    /**
     * The verdict on one property.
     *
     * @throws IllegalArgumentException if it was not asked about
     */
    public Verdict verdict(Property property) {
        Verdict verdict = verdicts.get(property);
        if (verdict == null) {
            throw new IllegalArgumentException(property.name() + " was not asked about");
        }
        return verdict;
    }

    /**
     * The verdict on the property called {@code name}.
     *
     * @throws IllegalArgumentException if none of that name was asked about
     */
    public Verdict verdict(String name) {
        return verdicts.keySet().stream()
                .filter(property -> property.name().equals(name))
                .findFirst()
                .map(this::verdict)
                .orElseThrow(() -> new IllegalArgumentException(name + " was not asked about"));
    }
}
