package cordon.specs.mutation;

import com.google.common.base.Ascii;
import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableMap;
import cordon.model.World;
import cordon.model.machine.Effect;
import cordon.model.machine.Mutation;
import cordon.specs.Run;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A fault of a model: steps that do something else.
 *
 * @param wrong what is wrong, as a reviewer would put it
 * @param changes what each changed step does instead, by the name of the step
 */
public record Fault(String wrong, ImmutableMap<String, Change> changes) {
    private static final CharMatcher WORD =
            CharMatcher.inRange('a', 'z').or(CharMatcher.inRange('0', '9')).precomputed();

    /** Of one step. */
    static Fault of(String wrong, String step, Change change) {
        return new Fault(wrong, ImmutableMap.of(step, change));
    }

    /** {@link #wrong} as one word: lower case, joined by hyphens. */
    public String name() {
        return WORD.negate().trimAndCollapseFrom(Ascii.toLowerCase(wrong), '-');
    }

    /** The changed steps, in words. */
    public String steps() {
        return changes.keySet().stream().map(step -> "`" + step + "`").collect(Collectors.joining(", "));
    }

    /**
     * The world of {@code run} with this fault.
     *
     * @throws IllegalArgumentException if that world has not all of the steps
     */
    public World in(Run run) {
        Map<String, Place> places = places(run, run.world());
        Mutation mutation = (name, effect) -> changes.containsKey(name)
                ? changed(change(name), Objects.requireNonNull(places.get(name)), effect)
                : effect;
        return run.world(mutation);
    }

    /**
     * Tells if {@code right}, the world of {@code run} with the initial state {@code first}, has everything that the changes touch: see
     * {@link Change#require}.
     */
    boolean appliesTo(Run run, World right, long[] first) {
        try {
            places(run, right).forEach((step, place) -> change(step).require(place, first.clone()));
            return true;
        } catch (IllegalArgumentException missing) {
            return false;
        }
    }

    private Change change(String step) {
        return Objects.requireNonNull(changes.get(step));
    }

    private Map<String, Place> places(Run run, World right) {
        Map<String, Place> places = new HashMap<>();
        changes.keySet()
                .forEach(step ->
                        places.put(step, new Place(run, right, right.step(step).name())));
        return places;
    }

    /** The state stays as it was where the change takes no step, whatever the change did to it. */
    private static Effect changed(Change change, Place place, Effect right) {
        return (s, arg) -> {
            long[] before = s.clone();
            boolean taken = change.apply(place, right, s, arg);
            if (!taken) {
                System.arraycopy(before, 0, s, 0, s.length);
            }
            return taken;
        };
    }
}
