package cordon.engine.reduction;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.Collections2;
import com.google.common.primitives.Ints;
import cordon.engine.Asked;
import cordon.engine.Successors;
import cordon.engine.ToyFamily;
import cordon.engine.Trace;
import cordon.engine.explore.Bounds;
import cordon.engine.explore.BreadthFirst;
import cordon.engine.explore.Options;
import cordon.engine.explore.Report;
import cordon.engine.explore.Verdict;
import cordon.engine.property.Property;
import cordon.engine.schema.Field;
import cordon.engine.schema.Index;
import cordon.engine.schema.Naming;
import cordon.engine.schema.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The canonical form against all permutations, on a schema in which members are named in every way; then searches of the toy
 * family with and without symmetry.
 */
class SymmetryTest {
    private static final Options SYMMETRIC = Options.DEFAULT.withSymmetry(true);

    /** Fields of every kind over three devices, two pages and two CPUs, of which no two are interchangeable. */
    private static final class Kinds {
        private final Index device = new Index("device", 3, true);
        private final Index page = new Index("page", 2, true);
        private final Index cpu = new Index("CPU", 2);
        private final Schema.Builder fields = Schema.builder();
        private final Schema schema;

        Kinds(boolean peers) {
            fields.field("mode", 2, device);
            fields.field("use", 1, page, cpu);
            fields.field("weight", 1, device, page);
            fields.set("mapped", device, page);
            fields.set("dirty", page, cpu);
            fields.field("time", 2);
            fields.naming("owner", 3, Integer::toString, new Naming.Owner(page, 1, 2), cpu);
            if (peers) { // now no index can be sorted by what is said of each member
                fields.set("trusts", device, device);
                fields.naming("next", 2, Integer::toString, new Naming.Owner(device, 1, 1), device);
                fields.naming("before", 2, Integer::toString, new Naming.Owner(page, 1, 1), page);
            }
            schema = fields.build();
        }

        /** The values of all elements drawn from a few, so that members are often alike. */
        long[] random(Random random) {
            long[] state = new long[schema.words()];
            for (Field field : schema.fields()) {
                for (int e = 0; e < field.size(); e++) {
                    field.set(state, e, random.nextInt(3) == 0 ? random.nextInt(1 << field.width()) : 0);
                }
            }
            return state;
        }

        /** All states that {@code state} can be turned into: by definition, element by element. */
        Set<long[]> orbit(long[] state) {
            Set<long[]> orbit = new TreeSet<>(Arrays::compare);
            for (List<Integer> devices : Collections2.permutations(List.of(0, 1, 2))) {
                for (List<Integer> pages : Collections2.permutations(List.of(0, 1))) {
                    orbit.add(exchange(state, devices, pages));
                }
            }
            return orbit;
        }

        private long[] exchange(long[] state, List<Integer> devices, List<Integer> pages) {
            long[] exchanged = new long[state.length];
            for (Field field : schema.fields()) {
                for (int e = 0; e < field.size(); e++) {
                    int[] at = new int[field.indices().size()];
                    int rest = e;
                    for (int a = at.length - 1; a >= 0; a--) {
                        at[a] = to(
                                field.indices().get(a),
                                rest % field.indices().get(a).size(),
                                devices,
                                pages);
                        rest /= field.indices().get(a).size();
                    }
                    int element = 0;
                    for (int a = 0; a < at.length; a++) {
                        element = element * field.indices().get(a).size() + at[a];
                    }
                    field.set(exchanged, element, value(field, field.get(state, e), devices, pages));
                }
            }
            return exchanged;
        }

        private int value(Field field, int value, List<Integer> devices, List<Integer> pages) {
            if (field.naming().isEmpty()) {
                return value;
            }
            Naming naming = field.naming().get();
            int size = naming.of().size();
            if (naming instanceof Naming.Set) {
                return IntStream.range(0, size)
                        .filter(i -> (value & 1 << i) != 0)
                        .map(i -> 1 << to(naming.of(), i, devices, pages))
                        .sum();
            }
            Naming.Owner owner = (Naming.Owner) naming;
            for (int i = 0; i < size; i++) {
                for (int k = 0; k < owner.each(); k++) {
                    if (value == owner.first() + i * owner.each() + k) {
                        return owner.first() + to(naming.of(), i, devices, pages) * owner.each() + k;
                    }
                }
            }
            return value;
        }

        private int to(Index index, int member, List<Integer> devices, List<Integer> pages) {
            return index.equals(device) ? devices.get(member) : index.equals(page) ? pages.get(member) : member;
        }
    }

    @net.jqwik.api.Property(tries = 500)
    void allStatesOfAnOrbitHaveOneCanonicalFormAndItIsOneOfThem(@ForAll long seed, @ForAll boolean peers) {
        Kinds kinds = new Kinds(peers);
        Symmetry.Canonical canonical = Symmetry.of(kinds.schema).orElseThrow().canonical();
        long[] state = kinds.random(new Random(seed));
        long[] form = state.clone();
        canonical.apply(form);
        Set<long[]> orbit = kinds.orbit(state);
        assertTrue(orbit.contains(form));
        for (long[] other : orbit) {
            canonical.apply(other);
            assertArrayEquals(form, other);
        }
    }

    /** For 5 devices and 2 pages, counting the orbits as here took half a minute and gave 1,696 too. */
    @ParameterizedTest
    @CsvSource({"2, 2", "3, 2", "4, 2", "3, 3", "5, 2"})
    void theToyFamilyHasAsManyOrbitsAsAreCounted(int devices, int pages) {
        ToyFamily toy = new ToyFamily(devices, pages);
        long orbits = devices == 5 ? 1696 : orbits(toy, devices, pages);
        for (int workers = 1; workers <= 3; workers++) {
            Report report = check(toy, SYMMETRIC.withWorkers(workers), toy.properties());
            assertEquals(orbits, report.statistics().states());
            assertTrue(report.exhaustive());
            report.verdicts().values().forEach(v -> assertInstanceOf(Verdict.Holds.class, v));
        }
    }

    /** All states, and of each the least that some exchange makes of it. */
    private static long orbits(ToyFamily toy, int devices, int pages) {
        Set<List<Integer>> least = new HashSet<>();
        BreadthFirst.check(
                toy,
                List.of(Asked.invariant(s -> {
                    least.add(leastOf(toy, s, devices, pages));
                    return true;
                })),
                Bounds.unlimited(),
                s -> {});
        return least.size();
    }

    private static List<Integer> leastOf(ToyFamily toy, long[] s, int devices, int pages) {
        List<Integer> least = null;
        for (List<Integer> order : Collections2.permutations(upTo(devices))) {
            List<List<Integer>> ofPages = new ArrayList<>();
            for (int p = 0; p < pages; p++) {
                List<Integer> page = new ArrayList<>();
                for (String name : List.of("page", "atc", "pend")) {
                    Field field = field(toy, name);
                    page.add(name.equals("page") ? field.get(s, p) : permuted(field.get(s, p), order));
                }
                ofPages.add(page);
            }
            ofPages.sort((a, b) -> Arrays.compare(Ints.toArray(a), Ints.toArray(b)));
            List<Integer> all =
                    new ArrayList<>(List.of(permuted(field(toy, "ok").get(s), order)));
            ofPages.forEach(all::addAll);
            if (least == null || Arrays.compare(Ints.toArray(all), Ints.toArray(least)) < 0) {
                least = all;
            }
        }
        return Objects.requireNonNull(least);
    }

    private static List<Integer> upTo(int size) {
        return IntStream.range(0, size).boxed().toList();
    }

    private static int permuted(int set, List<Integer> order) {
        return IntStream.range(0, order.size())
                .filter(i -> (set & 1 << i) != 0)
                .map(i -> 1 << order.get(i))
                .sum();
    }

    private static Field field(ToyFamily toy, String name) {
        return toy.schema().fields().stream()
                .filter(f -> f.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void verdictsAndLengthsAreThoseOfTheFullSearchAndTracesAreRealPaths() {
        ToyFamily toy = new ToyFamily(4, 2);
        List<Property> asked = List.of(
                Asked.invariant("not all free", s -> toy.freePages(s) < 2 || toy.devicesInQuarantine(s) < 4),
                Asked.step((before, after) -> toy.freePages(after) <= toy.freePages(before)),
                Asked.reachable((before, after) -> toy.devicesInQuarantine(after) == 3),
                Asked.deadlockFree(s -> false));
        Report full = check(toy, Options.DEFAULT, asked);
        for (int workers = 1; workers <= 2; workers++) {
            Report reduced = check(toy, SYMMETRIC.withWorkers(workers), asked);
            for (Property property : asked) {
                Verdict verdict = reduced.verdict(property);
                assertEquals(full.verdict(property).getClass(), verdict.getClass());
                if (verdict instanceof Verdict.Violated violated) {
                    Trace trace = violated.counterexample().orElseThrow();
                    assertEquals(
                            ((Verdict.Violated) full.verdict(property))
                                    .counterexample()
                                    .orElseThrow()
                                    .length(),
                            trace.length());
                    assertIsPath(toy, trace);
                }
            }
        }
    }

    private static void assertIsPath(ToyFamily toy, Trace trace) {
        Successors out = new Successors(toy.schema().words());
        toy.initialStates(out);
        assertArrayEquals(out.state(0), trace.state(0));
        for (int n = 1; n <= trace.length(); n++) {
            int step = n;
            out.clear();
            toy.successors(trace.state(n - 1), out);
            assertTrue(IntStream.range(0, out.count())
                    .anyMatch(i ->
                            out.action(i) == trace.action(step) && Arrays.equals(out.state(i), trace.state(step))));
        }
    }

    /** It would "hold" wherever the canonical form has another device in quarantine. */
    @Test
    void aPropertyThatTellsMembersApartIsRefused() {
        ToyFamily toy = new ToyFamily(3, 2);
        Field ok = field(toy, "ok");
        Property first = Asked.invariant("device 0 works", s -> (ok.get(s) & 1) != 0);
        AsymmetryException e = assertThrows(AsymmetryException.class, () -> check(toy, SYMMETRIC, List.of(first)));
        assertTrue(e.toString().contains("device 0 works"));
    }

    @Test
    void whatMustHappenInTheEndIsRefused() {
        ToyFamily toy = new ToyFamily(2, 2);
        assertThrows(IllegalArgumentException.class, () -> check(toy, SYMMETRIC, List.of(toy.everyInvalidationEnds())));
    }

    private static Report check(ToyFamily toy, Options options, List<Property> properties) {
        return BreadthFirst.check(toy, properties, options, Bounds.unlimited(), s -> {});
    }
}
