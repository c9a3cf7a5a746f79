package cordon.specs.finding;

import com.google.common.collect.ImmutableList;
import cordon.engine.Trace;
import cordon.engine.explore.Verdict;
import cordon.engine.expression.Asking;
import cordon.engine.property.Property;
import java.util.Optional;

/**
 * The answer of a search to one property, with what is known of its violations.
 *
 * @param property the property
 * @param verdict the verdict, with a shortest counterexample if it is violated
 * @param sightings the findings that explain violations, each with a shortest trace that it explains; in the order of the catalogue
 * @param beyond a shortest violation that no finding explains
 * @param behind whether the search went on behind the known findings: only then there is nothing else where {@code beyond} is empty
 */
public record Answer(
        Property property, Verdict verdict, ImmutableList<Sighting> sightings, Optional<Trace> beyond, boolean behind) {

    /** Whether a violation was found that no finding explains; findings are about properties, and not about questions. */
    public boolean isUnexplained() {
        return verdict instanceof Verdict.Violated
                && (beyond.isPresent() || sightings.isEmpty())
                && Asking.questionOf(property).isEmpty();
    }
}
