package cordon.engine.reduction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cordon.engine.Footprint;
import cordon.engine.Successors;
import cordon.engine.TransitionSystem;
import cordon.engine.schema.Schema;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Whether the footprints that a system declares are true, in the states of random walks. */
public final class Footprints {
    private static final int WALKS = 100;
    private static final int STEPS = 100;

    private final TransitionSystem system;
    private final List<Footprint> footprints;

    private Footprints(TransitionSystem system) {
        this.system = system;
        this.footprints = system.footprints().orElseThrow();
    }

    /**
     * In every state that random walks come through, actions that are said not to disturb each other commute, and neither
     * disables or enables the other; no action changes what it does not declare, or is enabled against its guards.
     */
    public static void assertTrueOf(TransitionSystem system, long seed) {
        Footprints footprints = new Footprints(system);
        Random random = new Random(seed);
        for (int walk = 0; walk < WALKS; walk++) {
            Successors out = new Successors(system.schema().words());
            system.initialStates(out);
            for (int step = 0; step < STEPS && out.count() > 0; step++) {
                long[] state = out.state(random.nextInt(out.count())).clone();
                footprints.check(state);
                out.clear();
                system.successors(state, out);
            }
        }
    }

    private void check(long[] state) {
        Outcomes outcomes = new Outcomes(state);
        for (int one : outcomes.enabled()) {
            Footprint footprint = footprints.get(one);
            footprint.guards().forEach(g -> assertTrue(g.holds(state), () -> name(one) + " against its guard"));
            for (long[] after : outcomes.of(one)) {
                assertTrue(
                        footprint.covers(state, after),
                        () -> name(one) + " changes " + system.schema().diff(state, after));
                Outcomes then = new Outcomes(after);
                for (int other = 0; other < footprints.size(); other++) {
                    if (!footprint.disturbs(footprints.get(other))) {
                        int two = other;
                        assertEquals(
                                outcomes.enabled().contains(two),
                                then.enabled().contains(two),
                                () -> name(one) + " enables or disables " + name(two));
                        if (!footprints.get(two).disturbs(footprint)) {
                            assertEquals(
                                    texts(outcomes.thenAll(two, one)),
                                    texts(outcomes.thenAll(one, two)),
                                    () -> name(one) + " and " + name(two) + " do not commute");
                        }
                    }
                }
            }
        }
    }

    private String name(int action) {
        return system.action(action).toString();
    }

    private Set<String> texts(Set<long[]> states) {
        Schema schema = system.schema();
        Set<String> texts = new TreeSet<>();
        states.forEach(s -> texts.add(schema.format(s)));
        return texts;
    }

    /** The states that follow one state, by action. */
    private final class Outcomes {
        private final TreeMap<Integer, Set<long[]>> byAction = new TreeMap<>();

        Outcomes(long[] state) {
            Successors out = new Successors(system.schema().words());
            system.successors(state, out);
            for (int i = 0; i < out.count(); i++) {
                byAction.computeIfAbsent(out.action(i), a -> new TreeSet<>(system.schema()::compare))
                        .add(out.state(i));
            }
        }

        Set<Integer> enabled() {
            return byAction.keySet();
        }

        Set<long[]> of(int action) {
            return byAction.getOrDefault(action, Set.of());
        }

        /** What follows {@code first} and {@code second}, taken in this order. */
        Set<long[]> thenAll(int first, int second) {
            Set<long[]> all = new TreeSet<>(system.schema()::compare);
            for (long[] state : of(first)) {
                all.addAll(new Outcomes(state).of(second));
            }
            return all;
        }
    }
}
