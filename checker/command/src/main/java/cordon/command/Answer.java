package cordon.command;

import com.google.common.collect.ImmutableMap;
import cordon.engine.Trace;
import cordon.engine.explore.Verdict;
import cordon.engine.property.Property;

/**
 * The answer of a search to one property.
 *
 * @param property the property
 * @param verdict the verdict
 * @param known of a violation, what is known of it besides; otherwise empty
 * @param facts the same for machines, by the names that they have in JSON
 */
public record Answer(Property property, Verdict verdict, String known, ImmutableMap<String, Object> facts) {

    /** An answer of which nothing is known but itself. */
    public static Answer of(Property property, Verdict verdict) {
        return new Answer(property, verdict, "", ImmutableMap.of());
    }

    /** {@code holds}, {@code vacuous}, {@code violated}, {@code reachable}, {@code unreachable} or {@code incomplete}. */
    String word() {
        return verdict.word(property);
    }

    /** Whether the property is not satisfied. */
    boolean isViolation() {
        return verdict instanceof Verdict.Violated;
    }

    /** {@code violated @30: sync-fault-is-hidden @30, nothing else}. */
    @Override
    public String toString() {
        return word()
                + verdict.trace().map(Trace::length).map(steps -> " @" + steps).orElse("")
                + (known.isEmpty() ? "" : ": " + known);
    }
}
