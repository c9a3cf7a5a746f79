package cordon.engine.explore;

import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableLongArray;
import cordon.engine.property.Property;
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
        ImmutableMap<Property, Verdict> verdicts,
        Statistics statistics,
        Optional<Bound> bound,
        boolean exhaustive,
        int completeDepth,
        ImmutableLongArray taken,
        ImmutableLongArray fresh,
        ImmutableLongArray levels,
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
}
